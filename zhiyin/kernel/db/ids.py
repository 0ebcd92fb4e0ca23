"""Ids made by the application: UUID v7, so they sort by the time they were made."""

from uuid import UUID

from uuid_utils.compat import uuid7

__all__ = ["UUID", "new_id"]


def new_id() -> UUID:
    """A new id; later ids sort after earlier ones."""
    return uuid7()
