"""The part of understanding that learns."""
