"""Shapes of assistance, by subject."""
