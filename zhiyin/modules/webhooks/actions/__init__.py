"""Writes of webhooks: setting them up, reading the record, sending."""
