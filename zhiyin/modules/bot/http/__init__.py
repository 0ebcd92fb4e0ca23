"""Routes of the bot."""
