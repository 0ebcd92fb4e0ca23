"""Cutting Chinese and other text into what it is found by."""
