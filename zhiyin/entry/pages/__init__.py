"""Server-rendered pages, and the built front ends."""
