"""What the bot contributes, one file a contract."""
