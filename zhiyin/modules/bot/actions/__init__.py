"""Writes of the bot."""
