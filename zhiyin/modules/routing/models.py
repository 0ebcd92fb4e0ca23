"""Tables of routing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId, WithVersion


class EntryRule(WithId, WithVersion, Base):
    """Where work goes that meets all conditions (入口规则); the first rule that fits decides."""

    __tablename__ = "entry_rules"
    __table_args__ = (
        CheckConstraint("tier IN ('A', 'B', 'C')", name="tier"),
        CheckConstraint("urgency BETWEEN 1 AND 3", name="urgency"),
        CheckConstraint("importance BETWEEN 1 AND 3", name="importance"),
    )

    name: Mapped[str]
    active: Mapped[bool] = mapped_column(server_default="true", default=True)
    position: Mapped[int] = mapped_column(server_default="0", default=0)
    conditions: Mapped[list[Any]] = mapped_column(JSONB)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    skill_id: Mapped[UUID | None] = mapped_column(ForeignKey("skills.id"), index=True)
    skill_level: Mapped[int] = mapped_column(server_default="1", default=1)
    tier: Mapped[str | None]
    urgency: Mapped[int | None]
    importance: Mapped[int | None]
    # A supervisor is called in at once, as for complaints.
    calls_supervisor: Mapped[bool] = mapped_column(server_default="false", default=False)


class Placement(Base):
    """Where a conversation was sent first, and by which rule (分流记录)."""

    __tablename__ = "placements"
    __table_args__ = (Index("ix_placements_at", "at"),)

    # No foreign keys: it is written before the conversation, and outlives rules that are deleted.
    conversation_id: Mapped[UUID] = mapped_column(primary_key=True)
    rule_id: Mapped[UUID | None]
    team_id: Mapped[UUID | None]
    subject_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class RoutingCheck(WithId, WithVersion, Base):
    """A conversation whose routing somebody looks at again (分流复核)."""

    __tablename__ = "routing_checks"
    __table_args__ = (
        CheckConstraint("cause IN ('transferred', 'by_hand', 'sample')", name="cause"),
        CheckConstraint("verdict IN ('right', 'wrong')", name="verdict"),
        UniqueConstraint("conversation_id"),
        Index("ix_routing_checks_open", "id", postgresql_where=text("verdict IS NULL")),
        Index("ix_routing_checks_checked_at", "checked_at"),
        {"info": {"personal": True}},
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"))
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"), index=True)
    cause: Mapped[str]
    # As it was sent first; the rule's name as it was then.
    rule_id: Mapped[UUID | None]
    rule_name: Mapped[str | None]
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    subject_id: Mapped[UUID | None] = mapped_column(ForeignKey("subjects.id"), index=True)
    # Where it was sent on to by hand.
    moved_to: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    verdict: Mapped[str | None]
    right_team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    right_subject_id: Mapped[UUID | None] = mapped_column(ForeignKey("subjects.id"), index=True)
    reason: Mapped[str] = mapped_column(server_default="", default="")
    checked_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    checked_at: Mapped[datetime | None]


class NamedAgents(Base):
    """A key customer's own agent and the deputies, in order (专属客服)."""

    __tablename__ = "named_agents"
    __table_args__ = ({"info": {"personal": True}},)

    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    staff_ids: Mapped[list[UUID]]


class ArrivalCount(Base):
    """How many new conversations came in one minute (进线量); no team is the zero id."""

    __tablename__ = "arrival_counts"

    minute: Mapped[datetime] = mapped_column(primary_key=True)
    shop_id: Mapped[UUID] = mapped_column(primary_key=True)
    team_id: Mapped[UUID] = mapped_column(primary_key=True)
    arrived: Mapped[int]


class SurgePlan(WithVersion, Base):
    """What one stage starts at, in per cent of the usual arrivals, and what is done in it."""

    __tablename__ = "surge_plans"
    __table_args__ = (CheckConstraint("stage IN ('watch', 'surge', 'severe')", name="stage"),)

    stage: Mapped[str] = mapped_column(primary_key=True)
    starts_at: Mapped[int]
    actions: Mapped[list[Any]] = mapped_column(JSONB)


class Surge(WithId, Base):
    """One surge (高峰), from its first stage until arrivals are calm again. One at a time."""

    __tablename__ = "surges"
    __table_args__ = (
        CheckConstraint("stage IN ('watch', 'surge', 'severe')", name="stage"),
        CheckConstraint("floor IN ('watch', 'surge', 'severe')", name="floor"),
        Index(
            "uq_surges_on", text("(true)"), unique=True, postgresql_where=text("ended_at IS NULL")
        ),
        Index("ix_surges_started_at", "started_at"),
    )

    stage: Mapped[str]
    # The stage somebody declared; `None` when it was only measured.
    floor: Mapped[str | None]
    calm_since: Mapped[datetime | None]
    started_at: Mapped[datetime] = mapped_column(server_default=func.now())
    ended_at: Mapped[datetime | None]


class SurgeStep(WithId, Base):
    """A change of stage: when, by whom, at which figures, and what was done."""

    __tablename__ = "surge_steps"

    surge_id: Mapped[UUID] = mapped_column(ForeignKey("surges.id"), index=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    stage: Mapped[str | None]
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    reason: Mapped[str] = mapped_column(server_default="", default="")
    arrivals: Mapped[int]
    usual: Mapped[float | None]
    actions: Mapped[list[Any]] = mapped_column(JSONB)


class Incident(WithId, WithVersion, Base):
    """Something that concerns many customers at once (危机事件), from declared to closed."""

    __tablename__ = "incidents"
    __table_args__ = (
        CheckConstraint("level IN ('minor', 'major', 'critical')", name="level"),
        CheckConstraint("match IN ('any', 'all')", name="match"),
        Index("ix_incidents_open", "id", postgresql_where=text("closed_at IS NULL")),
    )

    title: Mapped[str]
    level: Mapped[str]
    # A drill (演练): everything is done but telling customers.
    drill: Mapped[bool]
    # Whom it concerns: conditions, of which any or all must fit.
    match: Mapped[str]
    scope: Mapped[list[Any]] = mapped_column(JSONB)
    # Calming words in every language (安抚话术); their number rises with every change.
    script: Mapped[dict[str, str]]
    script_number: Mapped[int] = mapped_column(server_default="1", default=1)
    # The words go to everybody concerned, also to newcomers; else agents are offered them.
    sending: Mapped[bool] = mapped_column(server_default="false", default=False)
    # Open conversations when it was declared: what complaints are measured against begins there.
    open_at_start: Mapped[int] = mapped_column(server_default="0", default=0)
    review: Mapped[dict[str, str]] = mapped_column(server_default="{}", default=dict)
    declared_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    declared_at: Mapped[datetime] = mapped_column(server_default=func.now())
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    closed_at: Mapped[datetime | None]


class IncidentConversation(Base):
    """A conversation that an incident concerns. Holds ids only; the words stay where they are."""

    __tablename__ = "incident_conversations"
    __table_args__ = (
        Index("ix_incident_conversations_conversation_id", "conversation_id"),
        Index("ix_incident_conversations_found_at", "incident_id", "found_at"),
    )

    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incidents.id"), primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    found_at: Mapped[datetime] = mapped_column(server_default=func.now())
    complaint_at: Mapped[datetime | None]
    # The number of the words the customer was told last, and when.
    told: Mapped[int | None]
    told_at: Mapped[datetime | None]


class IncidentEntry(WithId, Base):
    """A line of an incident's history (时间线)."""

    __tablename__ = "incident_entries"

    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incidents.id"), index=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    kind: Mapped[str]
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    text: Mapped[str] = mapped_column(server_default="", default="")
    values: Mapped[dict[str, Any]] = mapped_column(server_default="{}", default=dict)
