"""Stored files: sniffed, limited, thumbnailed, served through a permission check."""
