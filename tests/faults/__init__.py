"""Killed processes, lost networks, stopped servers."""
