"""Stored settings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithVersion

# The organisation has no id of its own: one organisation per database.
ORGANISATION_ID = UUID(int=0)


class SettingRow(WithVersion, Base):
    """A value set for a scope. `source` names a temporary override, which wins until it ends."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID] = mapped_column(primary_key=True, default=ORGANISATION_ID)
    source: Mapped[str] = mapped_column(primary_key=True, server_default="")
    value: Mapped[Any] = mapped_column(JSONB)
    reason: Mapped[str | None]
    until: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
