"""Measurements: each file is one command of `zhiyin bench`, with a function `run`."""
