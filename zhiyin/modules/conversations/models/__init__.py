"""Tables of conversations, by subject."""
