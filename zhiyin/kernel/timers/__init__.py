"""Deadlines that fire by the database's clock, exactly once, across restarts."""
