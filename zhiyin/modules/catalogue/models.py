"""Tables of the catalogue."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithBin, WithId, WithVersion


class Subject(WithId, WithVersion, WithBin, Base):
    """A node of the subject tree; tier A goes to the bot, B to juniors, C to seniors."""

    __tablename__ = "subjects"
    __table_args__ = (CheckConstraint("tier IN ('A', 'B', 'C')", name="tier"),)

    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("subjects.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[dict[str, str]]
    tier: Mapped[str] = mapped_column(server_default="B", default="B")
    active: Mapped[bool] = mapped_column(server_default="true", default=True)
    position: Mapped[int] = mapped_column(server_default="0", default=0)
