"""What webhooks contribute to others."""
