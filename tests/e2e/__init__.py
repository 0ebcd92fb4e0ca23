"""Scenes that people play, in a real browser against real processes."""
