"""Reads of the bot."""
