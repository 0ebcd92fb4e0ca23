"""Tables of the catalogue."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithBin, WithId, WithVersion


class Subject(WithId, WithVersion, WithBin, Base):
    """A node of the subject tree; tier A goes to the bot, B to juniors, C to seniors."""

    __tablename__ = "subjects"
    __table_args__ = (
        CheckConstraint("tier IN ('A', 'B', 'C')", name="tier"),
        CheckConstraint("priority BETWEEN 0 AND 3", name="priority"),
    )

    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("subjects.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[dict[str, str]]
    tier: Mapped[str] = mapped_column(server_default="B", default="B")
    # What it takes to solve it, and how much it presses: 0 low, 1 normal, 2 high, 3 urgent.
    skill_id: Mapped[UUID | None] = mapped_column(ForeignKey("skills.id"), index=True)
    priority: Mapped[int] = mapped_column(server_default="1", default=1)
    active: Mapped[bool] = mapped_column(server_default="true", default=True)
    position: Mapped[int] = mapped_column(server_default="0", default=0)
    # What is filed under it brings in a supervisor (complaints, 投诉).
    calls_supervisor: Mapped[bool] = mapped_column(server_default="false", default=False)


class FieldDefinition(WithId, WithVersion, WithBin, Base):
    """A custom field (自定义字段) of a kind of object. Its values stand there, by `code`."""

    __tablename__ = "field_definitions"
    __table_args__ = (
        CheckConstraint(
            "type IN ('text', 'long_text', 'number', 'money', 'date', 'yes_no', 'choice',"
            " 'choices', 'url', 'phone', 'email', 'customer', 'staff', 'file', 'formula')",
            name="type",
        ),
        CheckConstraint("result IN ('number', 'money')", name="result"),
        UniqueConstraint("kind", "code"),
    )

    kind: Mapped[str]
    code: Mapped[str]
    name: Mapped[dict[str, str]]
    help: Mapped[dict[str, str] | None] = mapped_column(JSONB)
    type: Mapped[str]
    # [{"code", "name", "active"}]; what was chosen once stays in the list.
    choices: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
    decimals: Mapped[int] = mapped_column(server_default="0", default=0)
    currency: Mapped[str] = mapped_column(server_default="CNY", default="CNY")
    # How a formula is reckoned, and whether a number or an amount comes of it.
    formula: Mapped[str] = mapped_column(server_default="", default="")
    result: Mapped[str] = mapped_column(server_default="number", default="number")
    personal: Mapped[bool] = mapped_column(server_default="false", default=False)
    on_card: Mapped[bool] = mapped_column(server_default="true", default=True)
    at_closing: Mapped[bool] = mapped_column(server_default="false", default=False)
    required: Mapped[bool] = mapped_column(server_default="false", default=False)
    active: Mapped[bool] = mapped_column(server_default="true", default=True)
    position: Mapped[int] = mapped_column(server_default="0", default=0)
