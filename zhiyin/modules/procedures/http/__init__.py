"""Routes of procedures."""
