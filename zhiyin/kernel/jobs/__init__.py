"""Background jobs in PostgreSQL (Procrastinate)."""
