"""Shapes of procedures."""
