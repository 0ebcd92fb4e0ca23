"""Writes of routing: entry rules, and looking at what they decided again."""
