"""Finding candidates: an index over everything an article can be asked by, and what it means."""
