"""Shapes of what is offered, chosen, and asked afterwards."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import LongText, Shape

OfferState = Literal[
    "waiting", "sent", "chosen", "declined", "replaced", "withdrawn", "refused", "expired"
]
Via = Literal["link", "staff"]
OptionText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Said = Annotated[str, StringConstraints(max_length=1000)]
Token = Annotated[str, StringConstraints(min_length=20, max_length=200)]
Place = Annotated[int, Field(ge=1, le=4)]
Score = Annotated[int, Field(ge=1, le=5)]


class OptionIn(Shape):
    """One of the options: what it is, what it means, what goods and how much money (fen) go with
    it.
    """

    text: OptionText
    meaning: Said = ""
    goods: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    amount: int | None = Field(default=None, ge=1, le=100_000_000)


class OfferIn(Shape):
    """Options to put before the customer, and for how many hours (the setting, if not said)."""

    options: list[OptionIn] = Field(min_length=1, max_length=4)
    valid_hours: int | None = Field(default=None, ge=1, le=720)


class OptionOut(Shape):
    """An option, with how its payout stands."""

    place: int
    text: str
    meaning: str
    goods: str
    amount: int | None
    currency: str
    payout_id: UUID | None
    payout_state: str | None


class ComplaintOffer(Shape):
    """An offer (方案). It waits while a payout of it is not approved, and then goes out."""

    id: UUID
    number: int
    state: OfferState
    valid_until: datetime | None
    made_at: datetime
    made_by_name: str
    sent_at: datetime | None
    chosen_at: datetime | None
    chosen_place: int | None
    chosen_via: Via | None
    declined_words: str
    options: list[OptionOut]


class ComplaintLink(Shape):
    """A link by which the customer chooses."""

    link: str


class ChoiceIn(Shape):
    """What the customer chose, as told to staff; no place: none of these, and what they want."""

    place: Place | None = None
    words: Said = ""


class FollowUpIn(Shape):
    """What the customer said when somebody called them."""

    settled: bool
    score: Score | None = None
    words: LongText = ""


class FollowUpOut(Shape):
    """The last time the customer was asked whether all is well (回访)."""

    asked_at: datetime
    answered_at: datetime | None
    settled: bool | None
    score: int | None
    words: str
    via: Via | None


class VisitorOption(Shape):
    """An option as the customer reads it."""

    place: int
    text: str
    meaning: str
    goods: str
    amount: int | None
    currency: str


class VisitorOffer(Shape):
    """An offer as its customer sees it by the link: nothing of them but what they wrote. `over`:
    out of date, or another one took its place.
    """

    shop_id: UUID
    shop: str
    filed_on: date
    ref: str
    words: str
    options: list[VisitorOption]
    valid_until: datetime | None
    state: Literal["open", "chosen", "declined", "over"]
    chosen_place: int | None


class VisitorFollowUp(Shape):
    """What a customer is asked after a matter was settled, and what they have said."""

    shop_id: UUID
    shop: str
    filed_on: date
    ref: str
    words: str
    chosen: str
    settled: bool | None
    score: int | None
    said: str
    open: bool


class VisitorAsk(Shape):
    """The token of a link."""

    token: Token


class VisitorChoice(VisitorAsk):
    """The option a customer chooses."""

    place: Place


class VisitorNone(VisitorAsk):
    """None of them, and what the customer wants instead."""

    words: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class VisitorAnswer(VisitorAsk):
    """Whether it is settled, and how content the customer is."""

    settled: bool
    score: Score | None = None
    words: Said = ""
