"""What happened to customers."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class CustomerCreated(Event, frozen=True):
    """Somebody wrote to us for the first time."""

    customer_id: UUID


class CustomerChanged(Event, frozen=True):
    """Name, tags, level, language or note changed; lists show it."""

    customer_id: UUID


class IdentityAdded(Event, frozen=True):
    """A phone, e-mail, user id or visitor now belongs to a customer."""

    customer_id: UUID
    kind: str


class CustomersMerged(Event, frozen=True):
    """Two files turned out to be one person; everything of `from_id` is now `into_id`'s."""

    from_id: UUID
    into_id: UUID


class CustomerErased(Event, frozen=True):
    """Everything about a customer is gone; whoever keeps an index of it forgets it now."""

    customer_id: UUID
