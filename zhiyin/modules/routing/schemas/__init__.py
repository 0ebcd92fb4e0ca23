"""Shapes of routing."""
