"""What procedures contribute to others."""
