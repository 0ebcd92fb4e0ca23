"""What channels contributes to contracts of the house."""
