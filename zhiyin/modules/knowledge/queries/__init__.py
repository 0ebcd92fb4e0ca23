"""Reads of the knowledge base, limited to what the caller may see."""
