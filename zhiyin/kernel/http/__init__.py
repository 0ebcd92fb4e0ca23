"""Routers that declare permissions; requests, errors and limits at the edge."""
