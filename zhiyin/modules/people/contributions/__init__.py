"""What people contributes to contracts of the house."""
