"""What happened in conversations."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class ConversationOpened(Event, frozen=True):
    """A customer began a conversation."""

    conversation_id: UUID
    customer_id: UUID
    shop_id: UUID
    channel_account_id: UUID
    team_id: UUID | None


class ConversationReopened(Event, frozen=True):
    """A customer wrote again within the time that reopens a closed conversation."""

    conversation_id: UUID
    customer_id: UUID


class ConversationAssigned(Event, frozen=True):
    """A conversation has a new owner."""

    conversation_id: UUID
    staff_id: UUID
    previous_id: UUID | None
    reason: str


class ConversationReturned(Event, frozen=True):
    """A conversation went back to the queue, or to another team's."""

    conversation_id: UUID
    previous_id: UUID | None
    team_id: UUID | None
    cause: str


class ConversationClosed(Event, frozen=True):
    """A conversation ended."""

    conversation_id: UUID
    customer_id: UUID
    staff_id: UUID | None
    subject_id: UUID | None
    cause: str
    # Whoever closed it has promised to come back to the customer.
    follow_up: bool = False


class ConversationChanged(Event, frozen=True):
    """Something else visible changed: read marks, subject, a recall, a nudge."""

    conversation_id: UUID
    number: int


class ConversationFieldsChanged(Event, frozen=True):
    """Somebody filled in custom fields of a conversation; counted by their version."""

    conversation_id: UUID
    version: int


class WishChanged(Event, frozen=True):
    """A waiting customer would rather have an answer later, a call, or a chat after all."""

    conversation_id: UUID
    wants: str


class MessagePosted(Event, frozen=True):
    """Somebody wrote. Stored by the ledger together with the message."""

    conversation_id: UUID
    number: int
    kind: str
    sender_kind: str
    sender_id: UUID | None


class MoodChanged(Event, frozen=True):
    """A customer feels other than before, by what they wrote up to this number. `angered`: angry
    for the first time in this conversation.
    """

    conversation_id: UUID
    number: int
    mood: str
    angered: bool


class MessageRecalled(Event, frozen=True):
    """Somebody took a message back within two minutes."""

    conversation_id: UUID
    message_id: UUID


class ContactLeft(Event, frozen=True):
    """A visitor said where the answer should go."""

    conversation_id: UUID
    customer_id: UUID
    kind: str


class ParticipantsChanged(Event, frozen=True):
    """People of staff were mentioned or invited, came in, or left; named are those concerned."""

    conversation_id: UUID
    staff_ids: tuple[UUID, ...]


class ConversationsMerged(Event, frozen=True):
    """The words of one conversation went into another of the same customer."""

    conversation_id: UUID
    merged_id: UUID


class VisitorBlocked(Event, frozen=True):
    """Messages of a customer are no longer accepted."""

    block_id: UUID
    conversation_id: UUID
    customer_id: UUID


class VisitorUnblocked(Event, frozen=True):
    """Messages of a customer are accepted again."""

    block_id: UUID
    customer_id: UUID
