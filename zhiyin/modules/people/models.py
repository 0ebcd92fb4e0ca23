"""Tables of people."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import BYTEA, INET, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithBin, WithId, WithVersion


class Shop(WithId, WithVersion, Base):
    """A shop or brand (店铺)."""

    __tablename__ = "shops"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    time_zone: Mapped[str] = mapped_column(server_default="Asia/Shanghai")
    currency: Mapped[str] = mapped_column(server_default="CNY")
    hours: Mapped[dict[str, Any] | None]
    # Where customers find and reach it; the number in E.164 form.
    address: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    map_url: Mapped[str | None]


class Team(WithId, WithVersion, WithBin, Base):
    """A group that serves queues together; `hours` empty means those of the shop."""

    __tablename__ = "teams"

    name: Mapped[str]
    shop_id: Mapped[UUID | None] = mapped_column(ForeignKey("shops.id"), index=True)
    # The business line (业务线) it belongs to, and who looks after its queue.
    line: Mapped[str] = mapped_column(server_default="", default="")
    coordinator_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("staff.id", use_alter=True), index=True
    )
    hours: Mapped[dict[str, Any] | None]


class Staff(WithId, WithVersion, Base):
    """A member of staff; the bot is one of kind `bot`."""

    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint("kind IN ('human', 'bot')", name="kind"),
        CheckConstraint("state IN ('active', 'invited', 'disabled')", name="state"),
        CheckConstraint("grade IN ('bot', 'junior', 'senior', 'expert')", name="grade"),
    )

    kind: Mapped[str] = mapped_column(server_default="human")
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="active")
    password_hash: Mapped[str | None]
    totp_secret: Mapped[bytes | None] = mapped_column(BYTEA)
    totp_pending: Mapped[bytes | None] = mapped_column(BYTEA)
    totp_last_used: Mapped[int | None]
    language: Mapped[str | None]
    preferences: Mapped[dict[str, Any]] = mapped_column(server_default="{}", default=dict)
    capacity: Mapped[int] = mapped_column(server_default="5", default=5)
    # Juniors take tier B first, seniors also C, experts only while a duty shift runs.
    grade: Mapped[str] = mapped_column(server_default="junior", default="junior")
    # Slots per channel, where fewer than the capacity.
    channel_limits: Mapped[dict[str, Any]] = mapped_column(server_default="{}", default=dict)
    last_seen_at: Mapped[datetime | None]
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())


class TeamMember(Base):
    """Who is in which team."""

    __tablename__ = "team_members"

    team_id: Mapped[UUID] = mapped_column(ForeignKey("teams.id"), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True, index=True)


class Role(WithId, WithVersion, WithBin, Base):
    """A set of permissions with a scope."""

    __tablename__ = "roles"
    __table_args__ = (CheckConstraint("scope IN ('own', 'team', 'shop', 'all')", name="scope"),)

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[dict[str, str]]
    permissions: Mapped[list[str]]
    # What our versions have given a built-in role so far: nothing is given twice.
    offered: Mapped[list[str]] = mapped_column(server_default="{}", default=list)
    scope: Mapped[str]
    builtin: Mapped[bool] = mapped_column(server_default="false", default=False)


class StaffRole(Base):
    """Who has which role."""

    __tablename__ = "staff_roles"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    role_id: Mapped[UUID] = mapped_column(ForeignKey("roles.id"), primary_key=True, index=True)


class StaffSession(WithId, Base):
    """A signed-in device. Only a hash of its token is kept."""

    __tablename__ = "staff_sessions"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(BYTEA, unique=True)
    # True until the second factor has been shown.
    pending: Mapped[bool] = mapped_column(server_default="false", default=False)
    user_agent: Mapped[str] = mapped_column(server_default="")
    address: Mapped[str | None] = mapped_column(INET)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]


class OneTimeToken(WithId, Base):
    """A link sent by mail: an invitation or a password reset."""

    __tablename__ = "one_time_tokens"
    __table_args__ = (CheckConstraint("purpose IN ('invitation', 'reset')", name="purpose"),)

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    purpose: Mapped[str]
    token_hash: Mapped[bytes] = mapped_column(BYTEA, unique=True)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RecoveryCode(WithId, Base):
    """A code that stands in for a lost second factor, once."""

    __tablename__ = "recovery_codes"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    code_hash: Mapped[bytes] = mapped_column(BYTEA)
    used_at: Mapped[datetime | None]


class AccessKey(WithId, Base):
    """Lets a program act for a member of staff (访问密钥), within what its owner may do at that
    moment. Only a hash of it is kept; `hint` is its beginning, to tell it from others.
    """

    __tablename__ = "access_keys"
    __table_args__ = (
        CheckConstraint("calls_a_minute > 0 AND writes_a_day >= 0", name="limits"),
        Index("ix_access_keys_staff_id", "staff_id", "id"),
    )

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    name: Mapped[str]
    hint: Mapped[str]
    token_hash: Mapped[bytes] = mapped_column(BYTEA, unique=True)
    read_only: Mapped[bool]
    permissions: Mapped[list[str]]
    # The shops it reaches; empty: those its owner does.
    shop_ids: Mapped[list[UUID]] = mapped_column(server_default="{}", default=list)
    calls_a_minute: Mapped[int]
    writes_a_day: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    # The minute and the day (of the first shop) of the last call, and what was called in them.
    minute: Mapped[datetime | None]
    minute_calls: Mapped[int] = mapped_column(server_default="0", default=0)
    day: Mapped[date | None] = mapped_column(Date)
    day_calls: Mapped[int] = mapped_column(server_default="0", default=0)
    day_writes: Mapped[int] = mapped_column(server_default="0", default=0)


class SignInFailure(Base):
    """Failed sign-ins of an account or address in the current window."""

    __tablename__ = "sign_in_failures"

    key: Mapped[bytes] = mapped_column(BYTEA, primary_key=True)
    count: Mapped[int]
    window_ends_at: Mapped[datetime]


class Presence(Base):
    """What a member of staff has set, and until when a socket vouches for them."""

    __tablename__ = "presence"
    __table_args__ = (
        CheckConstraint("status IN ('online', 'busy', 'away', 'offline')", name="status"),
    )

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    status: Mapped[str] = mapped_column(server_default="offline")
    since: Mapped[datetime] = mapped_column(server_default=func.now())
    lease_until: Mapped[datetime | None]


class PresenceChange(WithId, Base):
    """The log of every status, for attendance (考勤) and worked hours."""

    __tablename__ = "presence_changes"
    __table_args__ = (Index("ix_presence_changes_staff_id", "staff_id", "at"),)

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    status: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class Notice(WithId, Base):
    """Something a member of staff should know of (站内通知). `values` fill the kind's title."""

    __tablename__ = "notices"
    __table_args__ = (
        CheckConstraint("severity IN ('info', 'warning', 'urgent')", name="severity"),
        UniqueConstraint("staff_id", "key"),
        Index("ix_notices_newest", "staff_id", "id"),
        Index("ix_notices_unread", "staff_id", "id", postgresql_where=text("read_at IS NULL")),
        Index("ix_notices_at", "at"),
    )

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    key: Mapped[str]
    kind: Mapped[str]
    severity: Mapped[str] = mapped_column(server_default="info", default="info")
    values: Mapped[dict[str, Any]] = mapped_column(server_default="{}", default=dict)
    about_kind: Mapped[str | None]
    about_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    read_at: Mapped[datetime | None]
    # Stood in a mail to who was not there.
    mailed_at: Mapped[datetime | None]


class PushSubscription(WithId, Base):
    """A browser that shows what its owner is told while no page is open.

    It lives as long as the sign-in it was made with: who signs out is called there no more.
    """

    __tablename__ = "push_subscriptions"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("staff_sessions.id", ondelete="CASCADE"), index=True
    )
    endpoint: Mapped[str] = mapped_column(unique=True)
    p256dh: Mapped[str]
    auth: Mapped[str]
    name: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    used_at: Mapped[datetime | None]


class PushMessage(WithId, Base):
    """What waits to be pushed to one browser, and for a day what was: nothing is said twice."""

    __tablename__ = "push_messages"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'sent', 'dropped')", name="state"),
        UniqueConstraint("subscription_id", "key"),
        Index("ix_push_messages_due", "next_at", postgresql_where=text("state = 'waiting'")),
        Index("ix_push_messages_made_at", "made_at"),
    )

    subscription_id: Mapped[UUID] = mapped_column(
        ForeignKey("push_subscriptions.id", ondelete="CASCADE")
    )
    key: Mapped[str]
    # What was read meanwhile is not pushed any more.
    notice_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("notices.id", ondelete="CASCADE"), index=True
    )
    payload: Mapped[dict[str, Any]]
    urgent: Mapped[bool] = mapped_column(server_default="false", default=False)
    state: Mapped[str] = mapped_column(server_default="waiting", default="waiting")
    attempts: Mapped[int] = mapped_column(server_default="0", default=0)
    next_at: Mapped[datetime] = mapped_column(server_default=func.now())
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Skill(WithId, WithVersion, Base):
    """Something a member of staff can do well: a kind of problem they solve (技能)."""

    __tablename__ = "skills"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[dict[str, str]]
    active: Mapped[bool] = mapped_column(server_default="true", default=True)
    position: Mapped[int] = mapped_column(server_default="0", default=0)


class StaffSkill(Base):
    """How well somebody does it: 1 to 5; no row means not at all."""

    __tablename__ = "staff_skills"
    __table_args__ = (CheckConstraint("level BETWEEN 1 AND 5", name="level"),)

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    skill_id: Mapped[UUID] = mapped_column(ForeignKey("skills.id"), primary_key=True, index=True)
    level: Mapped[int]


class DutyShift(WithId, Base):
    """When somebody is on duty (值班); experts get work only then."""

    __tablename__ = "duty_shifts"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="order"),
        Index("ix_duty_shifts_staff_id", "staff_id", "starts_at"),
    )

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(server_default="", default="")


class CalendarDay(WithId, WithVersion, Base):
    """A day that differs from the week (特殊日): closed, or open at other times.

    `periods` empty: closed; `None`: open as on a working day. Without a shop it holds for all.
    """

    __tablename__ = "calendar_days"
    __table_args__ = (UniqueConstraint("shop_id", "day", postgresql_nulls_not_distinct=True),)

    shop_id: Mapped[UUID | None] = mapped_column(ForeignKey("shops.id"))
    day: Mapped[date] = mapped_column(Date)
    periods: Mapped[list[Any] | None] = mapped_column(JSONB(none_as_null=True))
    name: Mapped[str]


class Announcement(WithId, WithVersion, WithBin, Base):
    """Something all staff, or some teams, should know (公告). Other words are a new edition:
    who has read or confirmed the one before has not read this one.
    """

    __tablename__ = "announcements"

    text: Mapped[dict[str, str]]
    # Whom it is for; none: everybody.
    team_ids: Mapped[list[UUID]] = mapped_column(server_default="{}", default=list)
    # Stands above every page until then, or until it is read.
    pinned_until: Mapped[datetime | None]
    must_confirm: Mapped[bool] = mapped_column(server_default="false", default=False)
    edition: Mapped[int] = mapped_column(server_default="1", default=1)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    edited_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class AnnouncementRead(Base):
    """Who has read an announcement, and confirmed it: the edition and when (已读回执)."""

    __tablename__ = "announcement_reads"

    announcement_id: Mapped[UUID] = mapped_column(ForeignKey("announcements.id"), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True, index=True)
    edition: Mapped[int]
    read_at: Mapped[datetime] = mapped_column(server_default=func.now())
    confirmed_at: Mapped[datetime | None]


class Absence(Base):
    """Somebody is away for a while (请假), and who does meanwhile what is theirs by name."""

    __tablename__ = "absences"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    substitute_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    since: Mapped[datetime] = mapped_column(server_default=func.now())
    until: Mapped[datetime]
