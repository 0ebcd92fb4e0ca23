"""What visits contribute to the house."""
