"""How rows of conversations become what people see."""

from typing import Any, Protocol, cast

import msgspec

from zhiyin.kernel.files.store import StoredFile
from zhiyin.modules.conversations.rules import preview, reference
from zhiyin.modules.conversations.schemas.shown import (
    ClockOut,
    ConversationSummary,
    FileOut,
    MessageOut,
    QuoteOut,
    VisitorConversation,
    VisitorMessage,
)
from zhiyin.modules.conversations.urgency import pressing, read_clocks
from zhiyin.modules.customers.interface import mask_spans
from zhiyin.modules.people.interface import avatar_color


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
    assign_skill_id: Any
    wants: Any
    subject_id: Any
    priority: Any
    tags: Any
    last_message: Any
    unread: Any
    customer_read: Any
    staff_read: Any
    waiting_since: Any
    clocks: Any
    last_staff_at: Any
    opened_at: Any
    queued_at: Any
    assigned_at: Any
    acknowledged_at: Any
    first_response_at: Any
    closed_at: Any
    participants: Any
    mood: Any
    merged_into_id: Any


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
    bot: Any
    at: Any
    recalled_at: Any


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


def show_clock(row: ConversationLike) -> ClockOut | None:
    """The promise that presses most, by what the row says now."""
    if not row.clocks or row.state == "closed":
        return None
    shown = pressing(
        read_clocks(row.clocks),
        theirs=row.state == "waiting_customer",
        assigned_at=row.assigned_at,
        last_staff_at=row.last_staff_at,
        waiting_since=row.waiting_since,
    )
    return cast("ClockOut", msgspec.structs.asdict(shown)) if shown else None


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
        "tags": row.tags,
        "assign_reason": row.assign_reason,
        "assign_skill_id": row.assign_skill_id,
        "wants": row.wants,
        "last_message": row.last_message,
        "unread": row.unread,
        "waiting_since": row.waiting_since,
        "clock": show_clock(row),
        "visitor_online": online,
        "opened_at": row.opened_at,
        "queued_at": row.queued_at,
        "assigned_at": row.assigned_at,
        "acknowledged_at": row.acknowledged_at,
        "first_response_at": row.first_response_at,
        "closed_at": row.closed_at,
        "customer_read": row.customer_read,
        "staff_read": row.staff_read,
        "participants": [
            {"id": one, "role": entry["role"], "offer_until": entry.get("offer_until")}
            for one, entry in sorted(row.participants.items())
        ],
        "mood": row.mood,
        "merged_into_id": row.merged_into_id,
    }


def show_quote(row: MessageLike, name: str, *, mine: bool, masked: bool) -> QuoteOut:
    """How a quoted message begins; a recalled one has no words."""
    recalled = row.recalled_at is not None
    said = mask_spans(row.text, row.spans) if masked and not recalled else row.text
    return {
        "number": row.number,
        "kind": row.kind,
        "mine": mine,
        "name": name,
        "text": "" if recalled else preview(row.kind, said),
    }


def show_message(
    row: MessageLike,
    name: str,
    file: FileOut | None,
    *,
    masked: bool = False,
    quote: QuoteOut | None = None,
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
        "reply_to": None if recalled else quote,
        "bot": row.bot,
    }


_FROM = {"customer": "me", "staff": "agent", "bot": "bot", "system": "system"}
# What of an event's values a customer may see; notes and reasons stay inside.
_VISITOR_VALUES = ("staff_name", "text", "position", "wants", "purpose", "from_bot")


def show_to_visitor(
    row: MessageLike, name: str, file: FileOut | None, quote: QuoteOut | None = None
) -> VisitorMessage:
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
        "reply_to": None if recalled else quote,
        "bot": row.bot,
    }


def show_conversation_to_visitor(
    row: ConversationLike,
    agent_name: str,
    *,
    position: int | None,
    wait_seconds: int | None,
    contact_known: bool | None,
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
        "wants": row.wants,
        "contact_known": contact_known,
    }
