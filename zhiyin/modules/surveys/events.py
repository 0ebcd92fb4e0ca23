"""What happened to ratings."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class RatingAsked(Event, frozen=True):
    """A customer was asked to rate a conversation; `by_agent` when an agent asked."""

    rating_id: UUID
    conversation_id: UUID
    customer_id: UUID
    by_agent: bool


class RatingGiven(Event, frozen=True):
    """A customer has rated, for the first time; `low` is below what the settings call good."""

    rating_id: UUID
    conversation_id: UUID
    customer_id: UUID
    kind: str
    score: int
    low: bool


class RatingChanged(Event, frozen=True):
    """A customer has thought better of a rating, or worse."""

    rating_id: UUID
    conversation_id: UUID
    customer_id: UUID
    kind: str
    score: int
    low: bool


ALL = (RatingAsked, RatingGiven, RatingChanged)
