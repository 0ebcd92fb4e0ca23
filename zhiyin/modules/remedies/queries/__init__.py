"""Reads of remedies."""
