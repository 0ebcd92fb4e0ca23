"""Tables of visits."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import BYTEA
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId


class Visit(WithId, Base):
    """One visit of a browser to a site, with its visitor's consent (一次访问)."""

    __tablename__ = "visits"
    __table_args__ = (
        Index("ix_visits_visitor_id", "visitor_id", text("last_at DESC")),
        Index("ix_visits_subject_hash", "subject_hash", text("last_at DESC")),
        Index("ix_visits_last_at", "last_at"),
        {"info": {"personal": True}},
    )

    visitor_id: Mapped[UUID] = mapped_column(ForeignKey("visitors.id", ondelete="CASCADE"))
    # Keyed hash of the identity they are best known by; leads to the customer's file.
    subject_hash: Mapped[bytes] = mapped_column(BYTEA)
    origin: Mapped[str]
    referrer: Mapped[str | None]
    campaign: Mapped[dict[str, str]] = mapped_column(server_default="{}", default=dict)
    browser: Mapped[str | None]
    device: Mapped[str | None]
    started_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_at: Mapped[datetime] = mapped_column(server_default=func.now())


class VisitPage(Base):
    """One page of a visit: its path without parameters, its title, how long it was looked at."""

    __tablename__ = "visit_pages"
    __table_args__ = (UniqueConstraint("visit_id", "key"), {"info": {"personal": True}})

    visit_id: Mapped[UUID] = mapped_column(
        ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    # The browser's own mark, so that a page told again is not another one.
    key: Mapped[str]
    path: Mapped[str]
    title: Mapped[str] = mapped_column(server_default="", default="")
    seconds: Mapped[int] = mapped_column(server_default="0", default=0)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
