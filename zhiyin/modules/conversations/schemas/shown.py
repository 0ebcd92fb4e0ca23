"""What people see of a conversation. Typed dictionaries: built per message, they must be cheap."""

from datetime import datetime
from typing import Any, Literal, NotRequired
from uuid import UUID

from typing_extensions import TypedDict

State = Literal["bot", "queued", "assigned", "waiting_customer", "closed"]
Wants = Literal["chat", "message", "callback"]
SenderKind = Literal["customer", "staff", "bot", "system"]
ParticipantRole = Literal[
    "watching", "offered", "mentioned", "before", "called", "invited", "stepped_in"
]
MessageKind = Literal["text", "image", "file", "note", "event"]


class FileOut(TypedDict):
    """A file as messages show it."""

    id: UUID
    name: str
    media_type: str
    size: int
    width: int | None
    height: int | None
    url: str
    thumb_url: str | None


class EventOut(TypedDict):
    """Something that happened in the conversation, drawn as a quiet line."""

    code: str
    values: dict[str, Any]


class SenderOut(TypedDict):
    """Who wrote."""

    kind: SenderKind
    id: UUID | None
    name: str


class QuoteOut(TypedDict):
    """The message that another one points to (引用): whose it is and how it begins."""

    number: int
    kind: MessageKind
    mine: bool
    name: str
    text: str


class ChoiceOut(TypedDict):
    """A question the customer may have meant; choosing it is saying its words."""

    key: str
    label: str


class SourceOut(TypedDict):
    """An article an answer was taken from, and where anybody may read it, if anywhere."""

    article_id: UUID | str
    title: str
    url: NotRequired[str]


class BotOut(TypedDict):
    """What belongs to words of the bot: near questions as buttons, sources, how it was rated."""

    turn_id: UUID | str
    kind: Literal["answer", "choices", "ask", "task", "handover", "talk"]
    choices: list[ChoiceOut]
    rating: Literal["helpful", "unhelpful"] | None
    can_rate: bool
    sources: list[SourceOut]


class MessageOut(TypedDict):
    """One message. `number` orders, `changed` is the number of its latest change."""

    id: UUID
    conversation_id: UUID
    number: int
    changed: int
    kind: MessageKind
    sender: SenderOut
    text: str
    file: FileOut | None
    event: EventOut | None
    created_at: datetime
    recalled_at: datetime | None
    client_key: str | None
    reply_to: QuoteOut | None
    bot: BotOut | None


class ChannelOut(TypedDict):
    """The way in."""

    id: UUID
    kind: str
    name: str


class CustomerBrief(TypedDict):
    """A customer as lists show them."""

    id: UUID
    name: str
    avatar_color: str
    tags: list[str]
    level: str | None


class StaffBrief(TypedDict):
    """A member of staff as lists show them."""

    id: UUID
    name: str


class LastMessage(TypedDict):
    """The latest words, for lists."""

    number: int
    kind: MessageKind
    preview: str
    sender: SenderKind
    at: datetime | str
    recalled: NotRequired[bool]


class ClockOut(TypedDict):
    """The promise that presses most (计时): until when, and from when it is close.

    Paused while we wait for the customer: `remaining` is what was left, in seconds.
    """

    kind: Literal["acknowledge", "first_answer", "full_answer", "follow_up"]
    due_at: datetime
    warn_at: datetime
    state: Literal["running", "paused"]
    remaining: float | None


MoodName = Literal["angry", "unhappy", "neutral", "pleased"]


class MoodOut(TypedDict):
    """How the customer feels (情绪) by what they wrote up to this number; level: -1 to 1."""

    now: MoodName
    level: float
    number: int
    angered: bool


class ParticipantOut(TypedDict):
    """Somebody who takes part without holding the conversation.

    `offer_until`: they are asked to take it over, and have until then to answer.
    """

    id: UUID | str
    role: ParticipantRole
    offer_until: datetime | str | None


class ConversationSummary(TypedDict):
    """A conversation as lists show it; `number` is its version."""

    id: UUID
    number: int
    ref: str
    state: State
    shop_id: UUID
    channel: ChannelOut
    customer: CustomerBrief
    team_id: UUID | None
    assignee: StaffBrief | None
    subject_id: UUID | None
    priority: int
    tags: list[str]
    assign_reason: str | None
    assign_skill_id: UUID | None
    wants: Wants
    last_message: LastMessage | None
    unread: int
    waiting_since: datetime | None
    clock: ClockOut | None
    visitor_online: bool
    opened_at: datetime
    queued_at: datetime | None
    assigned_at: datetime | None
    acknowledged_at: datetime | None
    first_response_at: datetime | None
    closed_at: datetime | None
    customer_read: int
    staff_read: int
    participants: list[ParticipantOut]
    mood: MoodOut | None
    merged_into_id: UUID | None


# The functional form, because `from` is a keyword.
VisitorMessage = TypedDict(
    "VisitorMessage",
    {
        "id": UUID,
        "conversation_id": UUID,
        "number": int,
        "changed": int,
        "from": Literal["me", "agent", "bot", "system"],
        "name": str,
        "kind": MessageKind,
        "text": str,
        "file": FileOut | None,
        "event": EventOut | None,
        "created_at": datetime,
        "recalled": bool,
        "client_key": str | None,
        "reply_to": QuoteOut | None,
        "bot": BotOut | None,
    },
)


class AgentOut(TypedDict):
    """Who serves the customer."""

    name: str
    avatar_color: str


class QueuePlace(TypedDict):
    """Where the customer stands in line, and an honest estimate."""

    position: int
    wait_seconds: int | None


class VisitorConversation(TypedDict):
    """A conversation as the customer sees it.

    `contact_known` is null in frames of single messages: as it was.
    """

    id: UUID
    number: int
    state: State
    agent: AgentOut | None
    queue: QueuePlace | None
    staff_read: int
    wants: Wants
    contact_known: bool | None


class Availability(TypedDict):
    """Whether anybody can answer now, said honestly.

    `online`: somebody is on duty, so waiting in line makes sense; with `busy` all their slots are
    taken, or they take nothing new for the moment.
    """

    open: bool
    online: bool
    reason: Literal["open", "busy", "nobody", "outside_hours"]
    next_open_at: datetime | None
    wait_seconds: int | None
    text: str
