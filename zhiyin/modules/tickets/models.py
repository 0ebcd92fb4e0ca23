"""Tables of tickets."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Double,
    ForeignKey,
    Identity,
    Index,
    SmallInteger,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithBin, WithId, WithVersion

LIVE = text("state IN ('open', 'waiting')")
# When a ticket is due, as lists sort it: what has no due moment comes last.
DUE = text("coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz)")
# The same of the promise that presses most.
PROMISED = text("coalesce(promise_due_at, '9999-12-31 00:00:00+00'::timestamptz)")


class TicketType(WithId, WithVersion, Base):
    """A type of tickets (工单类型): its statuses, its fields, where a new one goes."""

    __tablename__ = "ticket_types"
    __table_args__ = (
        CheckConstraint("urgency BETWEEN 1 AND 3", name="urgency"),
        CheckConstraint("importance BETWEEN 1 AND 3", name="importance"),
    )

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[dict[str, str]]
    # [{"code", "name", "kind", "active"}] in their order; the first open one is where it begins.
    statuses: Mapped[list[Any]] = mapped_column(JSONB)
    # Codes of the custom fields it has; null: all that tickets have.
    fields: Mapped[list[str] | None]
    urgency: Mapped[int] = mapped_column(SmallInteger, server_default="2", default=2)
    importance: Mapped[int] = mapped_column(SmallInteger, server_default="2", default=2)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    # Seconds in which a new one is to be ended, if nobody says otherwise.
    due_within: Mapped[int | None]
    # The procedure that begins with a new one.
    procedure_code: Mapped[str | None]
    active: Mapped[bool] = mapped_column(server_default="true", default=True)
    position: Mapped[int] = mapped_column(server_default="0", default=0)


class TicketTemplate(WithId, WithVersion, WithBin, Base):
    """What a ticket begins with that is made often (工单模板)."""

    __tablename__ = "ticket_templates"

    name: Mapped[str]
    # For whom it is; null: everybody.
    only_shop_id: Mapped[UUID | None] = mapped_column(ForeignKey("shops.id"), index=True)
    only_team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    type_id: Mapped[UUID] = mapped_column(ForeignKey("ticket_types.id"), index=True)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(server_default="", default="")
    checklist: Mapped[list[str]] = mapped_column(server_default="{}", default=list)
    urgency: Mapped[int | None] = mapped_column(SmallInteger)
    importance: Mapped[int | None] = mapped_column(SmallInteger)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    subject_id: Mapped[UUID | None] = mapped_column(ForeignKey("subjects.id"), index=True)
    tags: Mapped[list[str]] = mapped_column(server_default="{}", default=list)
    fields: Mapped[dict[str, Any]] = mapped_column(server_default="{}", default=dict)
    due_within: Mapped[int | None]
    # Tickets made below it along with it.
    parts: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
    active: Mapped[bool] = mapped_column(server_default="true", default=True)
    position: Mapped[int] = mapped_column(server_default="0", default=0)


class TicketSchedule(WithId, WithVersion, WithBin, Base):
    """A template that becomes a ticket again and again (定期工单). Who makes the ticket of a moment
    holds this row and moves `next_at` on, so that no moment has two.
    """

    __tablename__ = "ticket_schedules"

    template_id: Mapped[UUID] = mapped_column(ForeignKey("ticket_templates.id"), index=True)
    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"), index=True)
    rule: Mapped[dict[str, Any]]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    paused: Mapped[bool] = mapped_column(server_default="false", default=False)
    next_at: Mapped[datetime | None]
    last_at: Mapped[datetime | None]


class Ticket(WithId, WithVersion, Base):
    """A case (工单) that somebody sees through. Belongs to a shop."""

    __tablename__ = "tickets"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'waiting', 'solved', 'closed')", name="state"),
        CheckConstraint("urgency BETWEEN 1 AND 3", name="urgency"),
        CheckConstraint("importance BETWEEN 1 AND 3", name="importance"),
        CheckConstraint("priority = least(5, urgency + importance - 1 + raised)", name="priority"),
        Index("ix_tickets_owner_id", "owner_id", "id"),
        Index("ix_tickets_team_id", "team_id", "id"),
        Index("ix_tickets_customer_id", "customer_id", "id"),
        Index("ix_tickets_shop_id", "shop_id", "id"),
        Index("ix_tickets_type_id", "type_id", "id"),
        Index("ix_tickets_changed_at", "changed_at", "id"),
        Index("ix_tickets_live", "id", postgresql_where=LIVE),
        Index("ix_tickets_live_owner_id", "owner_id", "id", postgresql_where=LIVE),
        Index("ix_tickets_live_team_id", "team_id", "id", postgresql_where=LIVE),
        Index("ix_tickets_live_due", DUE, "id", postgresql_where=LIVE),
        Index("ix_tickets_live_promised", PROMISED, "id", postgresql_where=LIVE),
        Index("ix_tickets_live_priority", "priority", "id", postgresql_where=LIVE),
        Index("ix_tickets_live_changed", "changed_at", "id", postgresql_where=LIVE),
        Index("ix_tickets_parent_id", "parent_id", postgresql_where=text("parent_id IS NOT NULL")),
        Index(
            "ix_tickets_merged_into_id",
            "merged_into_id",
            postgresql_where=text("merged_into_id IS NOT NULL"),
        ),
        {"info": {"personal": True}},
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(), unique=True)
    type_id: Mapped[UUID] = mapped_column(ForeignKey("ticket_types.id"))
    title: Mapped[str]
    text: Mapped[str] = mapped_column(server_default="", default="")
    status: Mapped[str]
    # What the status means; kept here so that lists need not know types.
    state: Mapped[str]
    urgency: Mapped[int] = mapped_column(SmallInteger)
    importance: Mapped[int] = mapped_column(SmallInteger)
    priority: Mapped[int] = mapped_column(SmallInteger)
    # So many steps rules have raised it, and by what: [{"cause", "steps", "since"}].
    raised: Mapped[int] = mapped_column(SmallInteger, server_default="0", default=0)
    raised_by: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
    # Somebody wants it as urgency and importance say: no rule raises it.
    held: Mapped[bool] = mapped_column(server_default="false", default=False)
    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"))
    customer_id: Mapped[UUID | None] = mapped_column(ForeignKey("customers.id"))
    subject_id: Mapped[UUID | None] = mapped_column(ForeignKey("subjects.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("tickets.id"))
    # The ticket this one went into; who asks for this one is shown the way there.
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("tickets.id"))
    tags: Mapped[list[str]] = mapped_column(server_default="{}", default=list)
    # Custom fields (自定义字段) by code, as they are shown; like tags found by `ticket_values`.
    fields: Mapped[dict[str, Any]] = mapped_column(server_default="{}", default=dict)
    due_at: Mapped[datetime | None]
    result: Mapped[str] = mapped_column(server_default="", default="")
    origin: Mapped[str]
    # Makes asking for the same ticket twice harmless.
    key: Mapped[str | None] = mapped_column(unique=True)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    # Where it stood before it ended, for taking that back.
    status_before: Mapped[str | None]
    # The open promises (承诺) as service levels last told of them, for lists; null while the next
    # one rests.
    promises: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
    promise_due_at: Mapped[datetime | None]


class TicketWatcher(Base):
    """Somebody who is told what becomes of a ticket (关注人)."""

    __tablename__ = "ticket_watchers"

    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id"), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True, index=True)


class TicketComment(WithId, Base):
    """What a member of staff noted on a ticket; customers never see it."""

    __tablename__ = "ticket_comments"
    __table_args__ = (
        Index("ix_ticket_comments_ticket_id", "ticket_id", "id"),
        {"info": {"personal": True}},
    )

    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id"))
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    text: Mapped[str]
    # Colleagues it calls by name (@提及).
    mentions: Mapped[list[UUID]] = mapped_column(server_default="{}", default=list)
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class TicketLink(Base):
    """A ticket and a conversation that belong together, with the messages it was made from."""

    __tablename__ = "ticket_links"

    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id"), primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(
        ForeignKey("conversations.id"), primary_key=True, index=True
    )
    # Numbers of the first and the last message that was in view; 0: none.
    first: Mapped[int] = mapped_column(server_default="0", default=0)
    last: Mapped[int] = mapped_column(server_default="0", default=0)
    linked_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class TicketValue(Base):
    """One value of a custom field, typed, so that tickets are found and sorted by it; a tag stands
    here as a value of `#tag`, which is no field's code.
    """

    __tablename__ = "ticket_values"
    __table_args__ = (
        Index("ix_ticket_values_word", "field", "word", "ticket_id"),
        Index("ix_ticket_values_number", "field", "number", "ticket_id"),
        {"info": {"personal": True}},
    )

    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id"), primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    # Several where a field takes several.
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    # Text, dates as YYYY-MM-DD, codes of choices, yes and no.
    word: Mapped[str | None]
    number: Mapped[float | None] = mapped_column(Double)


class TicketToken(Base):
    """The words a ticket is found by, apart from it: a change of status never touches them."""

    __tablename__ = "ticket_tokens"
    __table_args__ = (
        Index("ix_ticket_tokens_tokens", "tokens", postgresql_using="gin"),
        Index("ix_ticket_tokens_version", "version", "ticket_id"),
        {"info": {"personal": True}},
    )

    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id"), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    tokens: Mapped[Any] = mapped_column(TSVECTOR)
    # Which way of cutting texts they are of; older ones are cut anew.
    version: Mapped[int] = mapped_column(SmallInteger)


class TicketChange(WithId, Base):
    """One step of a ticket's history, before and after. The audit's chain can forget nothing, so
    what people wrote stands here, where it goes with the customer.
    """

    __tablename__ = "ticket_changes"
    __table_args__ = (
        Index("ix_ticket_changes_ticket_id", "ticket_id", "id"),
        Index(
            "ix_ticket_changes_batch_id",
            "batch_id",
            postgresql_where=text("batch_id IS NOT NULL"),
        ),
        {"info": {"personal": True}},
    )

    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id"))
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    # What was done to many at once, and is taken back at once.
    batch_id: Mapped[UUID | None]
    verb: Mapped[str]
    # By the name of the part: what stood there before, and after.
    parts: Mapped[dict[str, Any]] = mapped_column(server_default="{}", default=dict)
    # Ids of what was moved, where the step can be taken back.
    undo: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class TicketView(WithId, WithVersion, WithBin, Base):
    """A saved view (视图): which tickets, in which order, with which columns, in which groups."""

    __tablename__ = "ticket_views"
    __table_args__ = (CheckConstraint("shared IN ('nobody', 'team', 'house')", name="shared"),)

    name: Mapped[str]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    # With whom: nobody else, a team, everybody who may see tickets.
    shared: Mapped[str] = mapped_column(server_default="nobody", default="nobody")
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    # What the list of tickets is asked for, as its route takes it.
    asked: Mapped[dict[str, Any]]
    columns: Mapped[list[str]] = mapped_column(server_default="{}", default=list)
    grouping: Mapped[str | None]
    position: Mapped[int] = mapped_column(server_default="0", default=0)


class TicketImport(WithId, Base):
    """A table of tickets that is taken in (导入): what its columns mean, and how far it is.

    `stage` is what was asked for last; the job of `job_id` does it. `done` moves in the transaction
    that writes the rows, so a job that is taken up again goes on after them.
    """

    __tablename__ = "ticket_imports"
    __table_args__ = (
        CheckConstraint("stage IN ('read', 'check', 'take', 'undo')", name="stage"),
        {"info": {"personal": True}},
    )

    file_name: Mapped[str]
    stage: Mapped[str] = mapped_column(server_default="read", default="read")
    job_id: Mapped[UUID | None]
    # [{"title", "part", "samples"}] in the order of the file.
    columns: Mapped[list[Any]] = mapped_column(JSONB)
    # What was said besides: the type and the shop of tickets that name none, the time zone.
    asked: Mapped[dict[str, Any] | None]
    total: Mapped[int] = mapped_column(server_default="0", default=0)
    done: Mapped[int] = mapped_column(server_default="0", default=0)
    made: Mapped[int] = mapped_column(server_default="0", default=0)
    changed: Mapped[int] = mapped_column(server_default="0", default=0)
    same: Mapped[int] = mapped_column(server_default="0", default=0)
    wrong: Mapped[int] = mapped_column(server_default="0", default=0)
    # How many tickets stand again as before.
    back: Mapped[int] = mapped_column(server_default="0", default=0)
    by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class TicketImportRow(Base):
    """What becomes of one row of such a table, and what is to be said of it."""

    __tablename__ = "ticket_import_rows"
    __table_args__ = (
        CheckConstraint("outcome IN ('make', 'change', 'same', 'wrong')", name="outcome"),
        {"info": {"personal": True}},
    )

    import_id: Mapped[UUID] = mapped_column(ForeignKey("ticket_imports.id"), primary_key=True)
    # As the table counts them: the titles are row 1.
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    outcome: Mapped[str]
    ticket_id: Mapped[UUID | None]
    # What people know it by: its number elsewhere, or its title.
    name: Mapped[str] = mapped_column(server_default="", default="")
    # [{"zh-CN", "en"}]: what is wrong with it, or was left out.
    remarks: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
