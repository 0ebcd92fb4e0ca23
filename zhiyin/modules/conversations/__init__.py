"""Conversations and their messages, from the first word to the close."""
