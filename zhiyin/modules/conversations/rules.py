"""Pure rules of conversations: how rows are shown, when timers act, what a text may be."""

import hashlib
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol
from uuid import UUID

from zhiyin.kernel.files.store import StoredFile
from zhiyin.modules.conversations.errors import EmptyMessageError, MessageTooLongError
from zhiyin.modules.conversations.schemas.shown import (
    ConversationSummary,
    FileOut,
    MessageOut,
    VisitorConversation,
    VisitorMessage,
)
from zhiyin.modules.customers.interface import mask_spans
from zhiyin.modules.people.interface import avatar_color

MAX_TEXT = 4000
PREVIEW = 80
RECALL_WITHIN = timedelta(minutes=2)
# Events of the conversation that the customer is shown, too.
VISITOR_EVENTS = frozenset(
    {
        "queued",
        "assigned",
        "picked",
        "transferred",
        "closed",
        "reopened",
        "nudged",
        "returned",
        "contact_left",
    }
)


class ConversationLike(Protocol):
    """A conversation's columns, from the ORM or from a statement's answer."""

    id: Any
    number: Any
    serial: Any
    state: Any
    channel_account_id: Any
    shop_id: Any
    customer_id: Any
    customer_card: Any
    team_id: Any
    assignee_id: Any
    assign_reason: Any
    subject_id: Any
    priority: Any
    last_message: Any
    unread: Any
    customer_read: Any
    staff_read: Any
    waiting_since: Any
    opened_at: Any
    queued_at: Any
    assigned_at: Any
    acknowledged_at: Any
    first_response_at: Any
    closed_at: Any


class MessageLike(Protocol):
    """A message's columns."""

    id: Any
    conversation_id: Any
    number: Any
    changed: Any
    kind: Any
    sender_kind: Any
    sender_id: Any
    client_key: Any
    text: Any
    spans: Any
    event: Any
    at: Any
    recalled_at: Any


def reference(opened_at: datetime, serial: int) -> str:
    """The number people say on the phone: `C-2611-000123`."""
    return f"C-{opened_at:%y%m}-{serial:06d}"


def check_text(kind: str, text: str) -> str:
    """The text as it is stored; refuses an empty or overlong one."""
    clean = text.replace("\0", "").strip("\r\n")
    if len(clean) > MAX_TEXT:
        raise MessageTooLongError(limit=MAX_TEXT)
    if kind in ("text", "note") and not clean.strip():
        raise EmptyMessageError
    return clean


def body_hash(kind: str, text: str, file_id: UUID | None) -> str:
    """Tells a retry from another message under the same key."""
    return hashlib.sha256(f"{kind}\0{file_id or ''}\0{text}".encode()).hexdigest()


def preview(kind: str, text: str, file_name: str = "") -> str:
    """The line a list shows of a message."""
    if kind == "image":
        return "[图片]" if not text else f"[图片] {text[:PREVIEW]}"
    if kind == "file":
        return f"[文件] {file_name or text}"[:PREVIEW]
    return " ".join(text.split())[:PREVIEW]


def may_recall(at: datetime, moment: datetime) -> bool:
    """Whether a message is young enough to be taken back."""
    return moment - at <= RECALL_WITHIN


def show_file(file: StoredFile | None, prefix: str = "/api/files") -> FileOut | None:
    """A file as messages show it."""
    if file is None:
        return None
    url = f"{prefix}/{file.id}"
    return {
        "id": file.id,
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "width": file.width,
        "height": file.height,
        "url": url,
        "thumb_url": f"{url}?size=thumb" if file.has_thumb else None,
    }


def summarise(
    row: ConversationLike, channel_name: str, assignee_name: str, *, online: bool
) -> ConversationSummary:
    """A conversation as lists show it."""
    card = row.customer_card
    return {
        "id": row.id,
        "number": row.number,
        "ref": reference(row.opened_at, row.serial),
        "state": row.state,
        "shop_id": row.shop_id,
        "channel": {"id": row.channel_account_id, "kind": "web", "name": channel_name},
        "customer": {
            "id": row.customer_id,
            "name": card.get("name", ""),
            "avatar_color": avatar_color(row.customer_id),
            "tags": card.get("tags", []),
            "level": card.get("level"),
        },
        "team_id": row.team_id,
        "assignee": {"id": row.assignee_id, "name": assignee_name} if row.assignee_id else None,
        "subject_id": row.subject_id,
        "priority": row.priority,
        "assign_reason": row.assign_reason,
        "last_message": row.last_message,
        "unread": row.unread,
        "waiting_since": row.waiting_since,
        "visitor_online": online,
        "opened_at": row.opened_at,
        "queued_at": row.queued_at,
        "assigned_at": row.assigned_at,
        "acknowledged_at": row.acknowledged_at,
        "first_response_at": row.first_response_at,
        "closed_at": row.closed_at,
        "customer_read": row.customer_read,
        "staff_read": row.staff_read,
    }


def show_message(
    row: MessageLike, name: str, file: FileOut | None, *, masked: bool = False
) -> MessageOut:
    """A message as staff see it; a recalled one keeps its place and loses its words."""
    recalled = row.recalled_at is not None
    text = "" if recalled else row.text
    return {
        "id": row.id,
        "conversation_id": row.conversation_id,
        "number": row.number,
        "changed": row.changed,
        "kind": row.kind,
        "sender": {"kind": row.sender_kind, "id": row.sender_id, "name": name},
        "text": mask_spans(text, row.spans) if masked and not recalled else text,
        "file": None if recalled else file,
        "event": row.event,
        "created_at": row.at,
        "recalled_at": row.recalled_at,
        "client_key": row.client_key,
    }


def visible_to_visitor(kind: str, event: dict[str, Any] | None) -> bool:
    """Notes and inner events stay inside."""
    return kind in ("text", "image", "file") or (
        kind == "event" and event is not None and event.get("code") in VISITOR_EVENTS
    )


_FROM = {"customer": "me", "staff": "agent", "bot": "bot", "system": "system"}
# What of an event's values a customer may see; notes and reasons stay inside.
_VISITOR_VALUES = ("staff_name", "text", "position")


def show_to_visitor(row: MessageLike, name: str, file: FileOut | None) -> VisitorMessage:
    """A message as the customer sees it."""
    recalled = row.recalled_at is not None
    event = row.event
    if event is not None:
        values = {k: v for k, v in event["values"].items() if k in _VISITOR_VALUES}
        event = {"code": event["code"], "values": values}
    return {
        "id": row.id,
        "conversation_id": row.conversation_id,
        "number": row.number,
        "changed": row.changed,
        "from": _FROM[row.sender_kind],  # type: ignore[typeddict-item]
        "name": name,
        "kind": row.kind,
        "text": "" if recalled else row.text,
        "file": None if recalled else file,
        "event": event,
        "created_at": row.at,
        "recalled": recalled,
        "client_key": row.client_key if row.sender_kind == "customer" else None,
    }


def show_conversation_to_visitor(
    row: ConversationLike,
    agent_name: str,
    *,
    position: int | None,
    wait_seconds: int | None,
    contact_known: bool,
) -> VisitorConversation:
    """A conversation as the customer sees it."""
    agent = row.assignee_id if row.state != "closed" else None
    return {
        "id": row.id,
        "number": row.number,
        "state": row.state,
        "agent": (
            {"name": agent_name, "avatar_color": avatar_color(row.assignee_id)} if agent else None
        ),
        "queue": (
            {"position": position, "wait_seconds": wait_seconds}
            if row.state == "queued" and position is not None
            else None
        ),
        "staff_read": row.staff_read,
        "contact_known": contact_known,
    }


SilenceStep = Literal["wait", "nudge", "close"]
# How often to look at a conversation in which nothing is due yet.
LOOK_EVERY = 60.0


def silence_step(
    silent_since: datetime | None,
    moment: datetime,
    nudge_after: float,
    close_after: float,
    *,
    nudged: bool,
) -> tuple[SilenceStep, float]:
    """What a customer's silence calls for now, and the seconds until the next look.

    `silent_since` is our last answer while it is the customer's turn, `None` while it is ours.
    A limit of 0 switches that step off.
    """
    if silent_since is None:
        return "wait", LOOK_EVERY
    silent = (moment - silent_since).total_seconds()
    if close_after and silent >= close_after:
        return "close", LOOK_EVERY
    limits = [close_after - silent] if close_after else []
    if nudge_after and not nudged:
        if silent >= nudge_after:
            return "nudge", min([LOOK_EVERY, *limits])
        limits.append(nudge_after - silent)
    return "wait", max(1.0, min([LOOK_EVERY, *limits]))


def estimate_wait(position: int, agents: int, handling_seconds: float) -> int | None:
    """An honest guess of the wait in seconds, or `None` when nobody is there to say.

    `position` people share `agents` who each finish one conversation every `handling_seconds`
    divided by the conversations they hold at once; the mean of that many completions.
    """
    if agents <= 0:
        return None
    return round(position * handling_seconds / agents)
