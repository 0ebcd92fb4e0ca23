"""Stored files."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, func
from sqlalchemy.dialects.postgresql import BYTEA
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId


class FileRow(WithId, Base):
    """One file. The store knows only bytes; type, name, hash and owner stand here."""

    __tablename__ = "files"
    __table_args__ = (
        Index("ix_files_ref", "ref_kind", "ref_id"),
        Index("ix_files_owner_id", "owner_id"),
        {"info": {"personal": True}},
    )

    owner_kind: Mapped[str]
    owner_id: Mapped[UUID]
    # The object whose readers may read the file; empty until it is attached.
    ref_kind: Mapped[str | None]
    ref_id: Mapped[UUID | None]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[bytes] = mapped_column(BYTEA)
    width: Mapped[int | None]
    height: Mapped[int | None]
    has_thumb: Mapped[bool] = mapped_column(server_default="false")
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
