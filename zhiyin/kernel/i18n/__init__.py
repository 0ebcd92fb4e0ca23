"""Languages and texts for people."""
