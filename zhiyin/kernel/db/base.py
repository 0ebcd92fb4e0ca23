"""The declarative base: names by convention, times with a zone, ids by the application."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, MetaData, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from zhiyin.kernel.db.ids import new_id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class BigInt(int):
    """Marks a column that outgrows 32 bits."""


class Base(DeclarativeBase):
    """Every table of the product."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        int: Integer(),
        BigInt: BigInteger(),
        UUID: Uuid(),
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB(),
        dict[str, str]: JSONB(),
        list[str]: ARRAY(Text()),
        list[UUID]: ARRAY(Uuid()),
    }


class WithId:
    """A row known by one id."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)


class WithVersion:
    """A row that people edit: `version` guards against lost updates (see `check_version`)."""

    version: Mapped[int] = mapped_column(default=1, server_default="1")


class WithBin:
    """A row that rests in the bin when it is deleted (see `kernel/bin`); queries leave it out."""

    id: Mapped[UUID]
    deleted_at: Mapped[datetime | None]
    deleted_by: Mapped[UUID | None]
