"""Staff routes of conversations."""
