"""Writes of service levels."""
