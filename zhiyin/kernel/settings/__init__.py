"""Contributed settings and how a value is inherited."""
