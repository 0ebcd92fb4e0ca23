"""What the help centre contributes, one file a contract."""
