"""What remedies contribute to others."""
