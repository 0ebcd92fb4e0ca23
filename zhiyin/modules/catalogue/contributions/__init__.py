"""What the catalogue contributes to contracts of the house."""
