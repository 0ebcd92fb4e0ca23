"""What open sockets see and send."""
