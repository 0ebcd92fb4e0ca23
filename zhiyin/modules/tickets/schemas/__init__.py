"""Shapes of tickets."""
