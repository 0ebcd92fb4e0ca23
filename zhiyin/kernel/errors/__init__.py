"""Errors with a code, a status and a sentence in both languages."""
