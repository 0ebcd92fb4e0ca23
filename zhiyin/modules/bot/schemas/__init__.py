"""Shapes of the bot, by subject."""
