"""What insights contribute to others."""
