"""Tables of conversations."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    REAL,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA, JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId

OPEN = "state <> 'closed'"


class Conversation(WithId, Base):
    """One session (会话). `number` counts everything visible in it.

    Lists sort by `waiting_since`, which changes only when the turn changes, and the fill factor
    leaves room on the page: most messages update the row without touching an index.
    """

    __tablename__ = "conversations"
    __table_args__ = (
        CheckConstraint(
            "state IN ('bot', 'queued', 'assigned', 'waiting_customer', 'closed')", name="state"
        ),
        CheckConstraint("close_result IN ('solved', 'unsolved', 'no_answer')", name="close_result"),
        CheckConstraint("wants IN ('chat', 'message', 'callback')", name="wants"),
        CheckConstraint("origin IN ('inbound', 'outbound')", name="origin"),
        Index(
            "uq_conversations_open",
            "channel_account_id",
            "thread_key",
            unique=True,
            postgresql_where=text(OPEN),
        ),
        Index("ix_conversations_thread", "channel_account_id", "thread_key", "id"),
        Index("ix_conversations_assignee_id", "assignee_id", postgresql_where=text(OPEN)),
        Index(
            "ix_conversations_queued",
            "team_id",
            "queued_at",
            postgresql_where=text("state = 'queued'"),
        ),
        Index("ix_conversations_customer_id", "customer_id", "id"),
        Index("ix_conversations_serial", "serial"),
        Index("ix_conversations_shop_id", "shop_id", "id"),
        Index("ix_conversations_team_id", "team_id", "id"),
        Index("ix_conversations_subject_id", "subject_id"),
        Index("ix_conversations_closed_by", "closed_by", "id"),
        # Almost no conversation has any: the index is small, and messages never touch it.
        Index(
            "ix_conversations_participants",
            "participants",
            postgresql_using="gin",
            postgresql_where=text("participants <> '{}'"),
        ),
        # One tag's conversations, and the latest that have any.
        Index(
            "ix_conversations_tags",
            "tags",
            postgresql_using="gin",
            postgresql_where=text("tags <> '{}'"),
        ),
        Index("ix_conversations_tagged", "id", postgresql_where=text("tags <> '{}'")),
        Index(
            "ix_conversations_merged_into_id",
            "merged_into_id",
            postgresql_where=text("merged_into_id IS NOT NULL"),
        ),
        Index(
            "ix_conversations_closed_at",
            "closed_at",
            "id",
            postgresql_where=text("state = 'closed'"),
        ),
        {"postgresql_with": {"fillfactor": 70}, "info": {"personal": True}},
    )

    serial: Mapped[int] = mapped_column(BigInteger, Identity())
    number: Mapped[int] = mapped_column(server_default="0", default=0)
    state: Mapped[str]
    # Outbound: born closed of a notice to a customer who had no thread; in no contact figures.
    origin: Mapped[str] = mapped_column(server_default="inbound", default="inbound")
    channel_account_id: Mapped[UUID] = mapped_column(ForeignKey("channel_accounts.id"))
    thread_key: Mapped[str]
    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"))
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"))
    # What lists show of the customer (name, tags, level), kept here by a listener.
    customer_card: Mapped[dict[str, Any]]
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    assignee_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    assign_reason: Mapped[str | None]
    # The skill that decided, if one did.
    assign_skill_id: Mapped[UUID | None] = mapped_column(ForeignKey("skills.id"), index=True)
    # What a waiting customer would rather have: a chat, an answer later, or a call.
    wants: Mapped[str] = mapped_column(server_default="chat", default="chat")
    subject_id: Mapped[UUID | None] = mapped_column(ForeignKey("subjects.id"))
    priority: Mapped[int] = mapped_column(server_default="0", default=0)
    # What else it is about (会话标签), in words of the house.
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}", default=list)
    previous_id: Mapped[UUID | None] = mapped_column(ForeignKey("conversations.id"), index=True)
    language: Mapped[str] = mapped_column(server_default="zh-CN", default="zh-CN")
    last_message: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    # The promises that are open (计时), as lists show them; kept by a listener and a reader.
    clocks: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
    unread: Mapped[int] = mapped_column(server_default="0", default=0)
    customer_read: Mapped[int] = mapped_column(server_default="0", default=0)
    staff_read: Mapped[int] = mapped_column(server_default="0", default=0)
    # Up to here our answers have gone out by mail, to a customer who had left.
    mailed: Mapped[int] = mapped_column(server_default="0", default=0)
    waiting_since: Mapped[datetime | None]
    opened_at: Mapped[datetime] = mapped_column(server_default=func.now())
    queued_at: Mapped[datetime | None]
    assigned_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    first_response_at: Mapped[datetime | None]
    last_customer_at: Mapped[datetime | None]
    last_staff_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    close_note: Mapped[str | None]
    # What whoever closed it said of it: how it came out, and whether somebody should get back.
    close_result: Mapped[str | None]
    follow_up: Mapped[bool] = mapped_column(server_default="false", default=False)
    # Who else takes part: {staff id: {"role": …, "until": …}}, as the table of participants says.
    participants: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}", default=dict)
    # How the customer feels by what they wrote last, once anything was felt: what it is called
    # now, its level, up to which number, and whether they were ever angry.
    mood: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    # Its messages went into another conversation of the same customer.
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("conversations.id"))


class ConversationFields(Base):
    """Custom fields (自定义字段) of a conversation. Apart from it: its row is read and written with
    every message, and this one only when somebody fills something in.
    """

    __tablename__ = "conversation_fields"
    __table_args__ = ({"info": {"personal": True}},)

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    fields: Mapped[dict[str, Any]] = mapped_column(server_default="{}", default=dict)
    # 0 before anything was filled in.
    version: Mapped[int] = mapped_column(server_default="0", default=0)


class Participant(Base):
    """Somebody of staff who takes part in a conversation without holding it (参与者)."""

    __tablename__ = "conversation_participants"
    __table_args__ = (
        CheckConstraint(
            "role IN ('mentioned', 'invited', 'called', 'offered', 'before', 'stepped_in',"
            " 'watching')",
            name="role",
        ),
        Index(
            "ix_conversation_participants_staff_id",
            "staff_id",
            "since",
            postgresql_where=text("left_at IS NULL"),
        ),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    role: Mapped[str]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    since: Mapped[datetime] = mapped_column(server_default=func.now())
    left_at: Mapped[datetime | None]


class MessageMood(Base):
    """How a customer felt when they wrote a message (情绪); what says nothing of it has no row."""

    __tablename__ = "message_moods"
    __table_args__ = (
        CheckConstraint("mood IN ('angry', 'unhappy', 'pleased')", name="mood"),
        {"info": {"personal": True}},
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mood: Mapped[str]
    # Between -1 (angry) and 1 (pleased), and how likely the mood is (0 to 1).
    value: Mapped[float] = mapped_column(REAL)
    sure: Mapped[float] = mapped_column(REAL)


class MessageEntities(Base):
    """The named things a customer's message holds (实体), [{"type", "start", "end", "value"}] as
    they stand in its text; what holds none has no row.
    """

    __tablename__ = "message_entities"
    __table_args__ = ({"info": {"personal": True}},)

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    things: Mapped[list[Any]] = mapped_column(JSONB)


class RetoldConversation(Base):
    """A summary in a language model's words (小结), as the conversation stood at a number."""

    __tablename__ = "retold_conversations"
    __table_args__ = ({"info": {"personal": True}},)

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    up_to: Mapped[int]
    lines: Mapped[list[Any]] = mapped_column(JSONB)


class Block(WithId, Base):
    """A customer or browser whose messages are not accepted (黑名单)."""

    __tablename__ = "visitor_blocks"
    __table_args__ = (
        Index("ix_visitor_blocks_open", "id", postgresql_where=text("lifted_at IS NULL")),
        {"info": {"personal": True}},
    )

    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"), index=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), index=True)
    # The thread it came from: a proven user on any device, or one browser.
    thread_key: Mapped[str]
    reason: Mapped[str]
    until: Mapped[datetime | None]
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)


class Message(Base):
    """One message, note or visible event. `changed` is the number of its latest change."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "sender_id", "client_key"),
        CheckConstraint("kind IN ('text', 'image', 'file', 'note', 'event')", name="kind"),
        CheckConstraint("sender_kind IN ('customer', 'staff', 'bot', 'system')", name="sender"),
        Index("ix_messages_file_id", "file_id", postgresql_where=text("file_id IS NOT NULL")),
        {"info": {"personal": True}},
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID]
    changed: Mapped[int]
    kind: Mapped[str]
    sender_kind: Mapped[str]
    # Customer or staff id; no foreign key, as it names rows of two tables.
    sender_id: Mapped[UUID | None]
    client_key: Mapped[str | None]
    # The number of the message it quotes (引用).
    reply_to: Mapped[int | None]
    body_hash: Mapped[bytes | None] = mapped_column(BYTEA)
    text: Mapped[str] = mapped_column(server_default="", default="")
    # Where personal data stands in the text: [[start, end], ...].
    spans: Mapped[list[Any] | None] = mapped_column(JSONB)
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files.id"))
    event: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    # What belongs to the bot's words: its turn, choices, sources, how they were rated.
    bot: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    recalled_at: Mapped[datetime | None]


class MessageToken(Base):
    """What a message is found by; written by a reader, so that posting does not pay for it.

    Every token carries the number of its block (`17:物流`), and a block holds the messages of one
    stretch of time. The newest block is asked first: a frequent word costs no more in a large
    house than in a small one.
    """

    __tablename__ = "message_tokens"
    __table_args__ = (
        Index("ix_message_tokens_tokens", "tokens", postgresql_using="gin"),
        {"info": {"personal": True}},
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    block: Mapped[int]
    at: Mapped[datetime]
    tokens: Mapped[str] = mapped_column(TSVECTOR)


class SearchBlock(Base):
    """How many messages each block of the search holds; the last one is being filled."""

    __tablename__ = "search_blocks"

    number: Mapped[int] = mapped_column(primary_key=True)
    filled: Mapped[int] = mapped_column(server_default="0")


class SearchPass(Base):
    """How far the messages stored before an upgrade have been cut into tokens anew.

    One row per version of the tokens; the pass goes down from the largest id.
    """

    __tablename__ = "search_passes"

    version: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(
        server_default="ffffffff-ffff-ffff-ffff-ffffffffffff"
    )
    number: Mapped[int] = mapped_column(server_default="0")
    done_at: Mapped[datetime | None]


class CustomerNotice(WithId, Base):
    """Something a customer was told unasked; its key makes telling it twice harmless."""

    __tablename__ = "customer_notices"
    __table_args__ = (
        Index("ix_customer_notices_customer_id", "customer_id", "at"),
        {"info": {"personal": True}},
    )

    key: Mapped[str] = mapped_column(unique=True)
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"))
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), index=True)
    purpose: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
