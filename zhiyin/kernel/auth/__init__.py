"""Passwords, tokens, second factors; who is asking and what they may do."""
