"""Pure rules of procedures and tasks."""
