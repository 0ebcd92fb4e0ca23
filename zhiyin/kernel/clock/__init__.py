"""The injected clock."""
