"""Routes of the knowledge base."""
