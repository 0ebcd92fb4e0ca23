"""Pushes to open sockets: topics, the bus between processes, the hub inside one."""
