"""What surveys contribute to others."""
