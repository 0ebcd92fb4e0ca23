"""What happened to tickets."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class TicketMade(Event, frozen=True):
    """There is a new ticket; `origin` names the rule that asked for it, or by_hand. `state` is what
    its status means: one that came ended, out of a table, begins nothing.
    """

    ticket_id: UUID
    origin: str
    type_id: UUID
    shop_id: UUID
    customer_id: UUID | None
    owner_id: UUID | None
    team_id: UUID | None
    state: str = "open"


class TicketAssigned(Event, frozen=True):
    """A ticket has another owner."""

    ticket_id: UUID
    staff_id: UUID
    previous_id: UUID | None


class TicketChanged(Event, frozen=True):
    """Something else of a ticket is other than it was; `parts` names what. `state` is what its
    status means now, if that is other than it was.
    """

    ticket_id: UUID
    version: int
    parts: tuple[str, ...]
    state: str | None = None


class TicketCommented(Event, frozen=True):
    """Somebody wrote an inner comment on a ticket, and called colleagues by name."""

    ticket_id: UUID
    comment_id: UUID
    staff_id: UUID
    mentions: tuple[UUID, ...] = ()


class TicketLinked(Event, frozen=True):
    """A ticket and a conversation belong together from now on."""

    ticket_id: UUID
    conversation_id: UUID


class TicketUnlinked(Event, frozen=True):
    """A ticket and a conversation no longer belong together."""

    ticket_id: UUID
    conversation_id: UUID


class TicketEnded(Event, frozen=True):
    """A ticket came to its end; `state` is solved or closed. `quiet`: with a table somebody took
    in, which rings with nobody. `by_case`: a step of that case ended it.
    """

    ticket_id: UUID
    state: str
    ended_by: UUID | None
    quiet: bool = False
    by_case: UUID | None = None


class TicketRemoved(Event, frozen=True):
    """A ticket that had come with a table is gone with it: the import was undone."""

    ticket_id: UUID


class TicketReopened(Event, frozen=True):
    """An ended ticket is worked on again."""

    ticket_id: UUID


class TicketsMerged(Event, frozen=True):
    """A ticket went into another one, with everything that hung on it."""

    ticket_id: UUID
    merged_id: UUID


class TicketsParted(Event, frozen=True):
    """A ticket that went into another one is a ticket of its own again."""

    ticket_id: UUID
    parted_id: UUID


class TicketDue(Event, frozen=True):
    """A ticket is due soon, or now; `stage` is soon or due."""

    ticket_id: UUID
    stage: str
    owner_id: UUID | None


class TicketOverdue(Event, frozen=True):
    """A ticket was not ended in time: it climbs to whoever coordinates the team."""

    ticket_id: UUID
    owner_id: UUID | None
    coordinator_id: UUID | None


class TicketsTaken(Event, frozen=True):
    """A piece of a table of tickets was taken in, or taken back."""

    import_id: UUID
    staff_id: UUID


class TicketTypeChanged(Event, frozen=True):
    """A type of tickets was made or changed."""

    type_id: UUID


ALL = (
    TicketMade,
    TicketAssigned,
    TicketChanged,
    TicketCommented,
    TicketLinked,
    TicketUnlinked,
    TicketEnded,
    TicketRemoved,
    TicketReopened,
    TicketsMerged,
    TicketsParted,
    TicketDue,
    TicketOverdue,
    TicketsTaken,
    TicketTypeChanged,
)
