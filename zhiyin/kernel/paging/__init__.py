"""Keyset paging."""
