"""What routing contributes to others."""
