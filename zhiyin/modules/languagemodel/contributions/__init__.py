"""What the language model contributes, one file a contract."""
