"""The part of the knowledge base that runs in the inference process."""
