"""Shapes of conversations that cross the API and the sockets."""
