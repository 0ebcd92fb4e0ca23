"""Shapes of people that cross the API."""
