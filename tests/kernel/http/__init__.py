"""Tests of requests at the edge."""
