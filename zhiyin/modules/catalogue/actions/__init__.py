"""Writes of the catalogue: the tree of subjects, custom fields."""
