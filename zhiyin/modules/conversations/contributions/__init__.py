"""What conversations contribute to other modules."""
