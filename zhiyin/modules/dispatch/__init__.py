"""Giving out work: queues, slots, ranking, assigning, taking back."""
