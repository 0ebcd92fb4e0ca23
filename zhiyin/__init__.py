"""Zhiyin 知音: customer service for online shops, open source and self-hosted."""

__version__ = "0.1.0"
