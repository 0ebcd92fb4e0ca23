"""How good answers are: every file with a function `run` is `zhiyin evaluate <name>`."""
