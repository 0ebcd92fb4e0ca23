"""Conditions over plain facts, as rules of several modules ask them."""
