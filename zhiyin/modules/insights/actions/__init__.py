"""Writes of insights."""
