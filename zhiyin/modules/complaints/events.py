"""What happened to complaints."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class ComplaintFiled(Event, frozen=True):
    """There is a new complaint beside a ticket; `repeats` where the same was settled for this
    customer a few days ago.
    """

    complaint_id: UUID
    ticket_id: UUID
    shop_id: UUID
    customer_id: UUID | None
    level: int
    repeats: bool


class ComplaintGraded(Event, frozen=True):
    """A complaint has another level: 1 grave to 4 ordinary; `by` is rules, model or staff."""

    complaint_id: UUID
    ticket_id: UUID
    level: int
    previous: int
    by: str


class ComplaintChanged(Event, frozen=True):
    """Something else of a complaint is other than it was: wish, cause, what it is about."""

    complaint_id: UUID
    ticket_id: UUID


class ComplaintCalmed(Event, frozen=True):
    """The customer was calmed: somebody listened, apologised and took it up."""

    complaint_id: UUID
    ticket_id: UUID


class OfferMade(Event, frozen=True):
    """Options were put together; they go out once every payout among them is approved."""

    complaint_id: UUID
    ticket_id: UUID
    offer_id: UUID


class OfferSent(Event, frozen=True):
    """An offer went out to the customer."""

    complaint_id: UUID
    ticket_id: UUID
    offer_id: UUID


class OfferChosen(Event, frozen=True):
    """The customer chose one of the options: by the link, or told to somebody of staff."""

    complaint_id: UUID
    ticket_id: UUID
    offer_id: UUID
    place: int
    via: str


class OfferDeclined(Event, frozen=True):
    """The customer wants none of the options, and said what they want instead."""

    complaint_id: UUID
    ticket_id: UUID
    offer_id: UUID
    via: str


class OfferEnded(Event, frozen=True):
    """An offer stands no more without a choice; `state` is replaced, withdrawn, refused (a payout
    was not approved) or expired.
    """

    complaint_id: UUID
    ticket_id: UUID
    offer_id: UUID
    state: str


class ComplaintSolved(Event, frozen=True):
    """What was agreed on is carried out; the customer will be asked whether all is well."""

    complaint_id: UUID
    ticket_id: UUID


class FollowUpAsked(Event, frozen=True):
    """The customer was asked whether the matter is settled."""

    complaint_id: UUID
    ticket_id: UUID


class FollowUpAnswered(Event, frozen=True):
    """The customer said whether the matter is settled, and perhaps how content they are."""

    complaint_id: UUID
    ticket_id: UUID
    settled: bool
    score: int | None


class ComplaintReopened(Event, frozen=True):
    """A complaint that was settled is not: the customer said so, came back with the same, or its
    ticket was opened again.
    """

    complaint_id: UUID
    ticket_id: UUID
    cause: str


class ComplaintClosed(Event, frozen=True):
    """The ticket of a complaint has ended."""

    complaint_id: UUID
    ticket_id: UUID


class LessonRecorded(Event, frozen=True):
    """What is to be learned from a complaint was written down."""

    complaint_id: UUID
    ticket_id: UUID
    cause_id: UUID


class ProblemChanged(Event, frozen=True):
    """A problem that several complaints share was named, changed, or has other members."""

    problem_id: UUID


class ComplaintsRising(Event, frozen=True):
    """A shop has had more complaints within an hour than it usually has at this time; told once
    until it is over.
    """

    shop_id: UUID
    count: int
    usual: float


class ComplaintsFell(Event, frozen=True):
    """A shop that had more complaints than usual has no more than usual again."""

    shop_id: UUID


ALL = (
    ComplaintFiled,
    ComplaintGraded,
    ComplaintChanged,
    ComplaintCalmed,
    OfferMade,
    OfferSent,
    OfferChosen,
    OfferDeclined,
    OfferEnded,
    ComplaintSolved,
    FollowUpAsked,
    FollowUpAnswered,
    ComplaintReopened,
    ComplaintClosed,
    LessonRecorded,
    ProblemChanged,
    ComplaintsRising,
    ComplaintsFell,
)
