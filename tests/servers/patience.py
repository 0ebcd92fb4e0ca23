"""How long tests wait for what must come."""

PATIENCE = 120.0
"""Seconds after which it will never come. A wait ends as soon as it is there: a busy machine makes
tests slower, not wrong."""
