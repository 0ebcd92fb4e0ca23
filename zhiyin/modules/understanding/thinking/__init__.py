"""The part of understanding that learns: the encoder from the pack, intents from examples."""
