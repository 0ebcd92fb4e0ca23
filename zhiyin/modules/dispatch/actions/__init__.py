"""Writes of dispatch."""
