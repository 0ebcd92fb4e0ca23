"""What complaints contribute to others."""
