"""Routes of assistance."""
