"""Routes of surveys."""
