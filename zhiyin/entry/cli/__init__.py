"""The command `zhiyin`: one file a command."""
