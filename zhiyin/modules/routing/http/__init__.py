"""Routes of routing."""
