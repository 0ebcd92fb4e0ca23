"""Gathers writes that arrive while a commit runs, commits them together, then acknowledges each."""
