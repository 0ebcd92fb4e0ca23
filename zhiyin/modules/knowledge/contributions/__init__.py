"""What knowledge contributes to contracts of the house."""
