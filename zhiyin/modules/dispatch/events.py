"""What happened to work."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class WorkQueued(Event, frozen=True):
    """Work waits in a queue."""

    queue_id: UUID
    kind: str
    object_id: UUID


class CapacityFreed(Event, frozen=True):
    """Somebody can take more work: came online, finished something, has a larger capacity."""

    staff_id: UUID


class WorkAssigned(Event, frozen=True):
    """Work was given to somebody, with the reason shown to people."""

    kind: str
    object_id: UUID
    staff_id: UUID
    reason: str


class WorkReturned(Event, frozen=True):
    """Work was taken back from somebody and waits again."""

    kind: str
    object_id: UUID
    staff_id: UUID


class OfferMade(Event, frozen=True):
    """The holder of work asked a colleague to take it over."""

    offer_id: UUID
    kind: str
    object_id: UUID


class OfferEnded(Event, frozen=True):
    """The asked colleague accepted or declined, did not answer in time, or need not any more."""

    offer_id: UUID
    kind: str
    object_id: UUID
    outcome: str
