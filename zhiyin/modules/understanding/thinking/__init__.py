"""Learning the encoder; what needs a learning library stands here."""
