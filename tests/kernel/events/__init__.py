"""Tests of the event record."""
