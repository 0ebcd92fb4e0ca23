"""Tables, ids and sessions; the embedded PostgreSQL."""
