"""What tickets contribute to others."""
