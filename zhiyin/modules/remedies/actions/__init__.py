"""Writes of remedies."""
