"""Tables of customers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, func, text
from sqlalchemy.dialects.postgresql import BYTEA
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId, WithVersion

JOINED = "merged_into IS NOT NULL"


class Customer(WithId, WithVersion, Base):
    """One person, whatever channel they come by. Belongs to the organisation, not to a shop."""

    __tablename__ = "customers"
    __table_args__ = (
        Index("ix_customers_name_key", "name_key", postgresql_ops={"name_key": "text_pattern_ops"}),
        Index("ix_customers_last_contact_at", text("last_contact_at DESC"), text("id DESC")),
        Index("ix_customers_merged_into", "merged_into", postgresql_where=text(JOINED)),
        {"info": {"personal": True}},
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(), unique=True)
    name: Mapped[str]
    # Lower case name, and its pinyin, for look-up.
    name_key: Mapped[str] = mapped_column(server_default="", default="")
    pinyin_key: Mapped[str] = mapped_column(server_default="", default="", index=True)
    language: Mapped[str | None]
    level: Mapped[str | None]
    tags: Mapped[list[str]] = mapped_column(server_default="{}", default=list)
    note: Mapped[str] = mapped_column(server_default="", default="")
    facts: Mapped[dict[str, Any]] = mapped_column(server_default="{}", default=dict)
    # Wrapped by the key ring; destroying it erases what it protects.
    data_key: Mapped[bytes | None] = mapped_column(BYTEA)
    first_seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_contact_at: Mapped[datetime] = mapped_column(server_default=func.now())
    # The file this one was joined to; whoever asks for this one is shown that one.
    merged_into: Mapped[UUID | None] = mapped_column(ForeignKey("customers.id"))
    erased_at: Mapped[datetime | None]


class CustomerIdentity(WithId, Base):
    """A way to recognise a customer: phone, e-mail, signed user id, visitor."""

    __tablename__ = "customer_identities"
    __table_args__ = (
        CheckConstraint("kind IN ('phone', 'email', 'user', 'visitor')", name="kind"),
        Index("uq_customer_identities_value", "kind", "value_hash", unique=True),
        Index("ix_customer_identities_tail_hash", "tail_hash"),
        Index("ix_customer_identities_customer_id", "customer_id"),
        {"info": {"personal": True}},
    )

    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"))
    kind: Mapped[str]
    # Encrypted under the customer's data key; visitors' ids are random and stay empty here.
    value: Mapped[bytes | None] = mapped_column(BYTEA)
    value_hash: Mapped[bytes] = mapped_column(BYTEA)
    # Keyed hash of the last four characters, for "the number ends in 2046".
    tail_hash: Mapped[bytes | None] = mapped_column(BYTEA)
    verified: Mapped[bool] = mapped_column(server_default="false", default=False)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Consent(WithId, Base):
    """One answer of a customer to what they were asked to agree to (同意记录).

    Rows are added and never changed; the newest answer counts. The subject is the keyed hash of
    the browser's or the user's identity; what a member of staff withdraws names the customer only.
    """

    __tablename__ = "consents"
    __table_args__ = (
        CheckConstraint("surface IN ('widget', 'page', 'console')", name="surface"),
        Index("ix_consents_subject_hash", "subject_hash", "purpose", text("at DESC")),
        Index("ix_consents_customer_id", "customer_id", "purpose"),
        {"info": {"personal": True}},
    )

    # Empty while nobody has a file under this identity; written when the file is erased or joined.
    customer_id: Mapped[UUID | None] = mapped_column(ForeignKey("customers.id"))
    subject_hash: Mapped[bytes | None] = mapped_column(BYTEA)
    purpose: Mapped[str]
    given: Mapped[bool]
    # Which question was answered, and its words as they were read.
    version: Mapped[int]
    wording: Mapped[str] = mapped_column(server_default="", default="")
    surface: Mapped[str]
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class CustomerErasure(Base):
    """A customer whose data is being erased, or has been."""

    __tablename__ = "customer_erasures"
    __table_args__ = ({"info": {"personal": True}},)

    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    # How the customer was known, sealed under the key ring: handlers need it after the customer's
    # own key is gone. Emptied when the last of them is done.
    known_as: Mapped[bytes | None] = mapped_column(BYTEA)
    begun_at: Mapped[datetime] = mapped_column(server_default=func.now())
    finished_at: Mapped[datetime | None]


class CustomerErasureStep(Base):
    """One contributed handler of an erasure, so that a crash costs no more than a piece of it."""

    __tablename__ = "customer_erasure_steps"

    customer_id: Mapped[UUID] = mapped_column(
        ForeignKey("customer_erasures.customer_id"), primary_key=True
    )
    part: Mapped[str] = mapped_column(primary_key=True)
    finished_at: Mapped[datetime | None]
