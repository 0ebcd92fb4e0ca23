"""What customers contributes to contracts of the house."""
