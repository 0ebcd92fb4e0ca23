"""What service levels contribute to others."""
