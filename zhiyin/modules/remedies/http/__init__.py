"""Routes of remedies."""
