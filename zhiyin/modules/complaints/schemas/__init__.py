"""Shapes of complaints."""
