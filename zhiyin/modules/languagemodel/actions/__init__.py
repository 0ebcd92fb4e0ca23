"""Writes of the language model."""
