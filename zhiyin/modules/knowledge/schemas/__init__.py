"""Shapes of the knowledge base."""
