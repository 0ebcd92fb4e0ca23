"""What automation contributes to others."""
