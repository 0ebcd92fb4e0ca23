"""Routes of automation."""
