"""What a module may contribute to the house."""
