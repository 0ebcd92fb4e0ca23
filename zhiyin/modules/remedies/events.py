"""What happened to payouts."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class PayoutRequested(Event, frozen=True):
    """A payout was asked for, and is beyond what whoever asked may grant."""

    payout_id: UUID
    about_kind: str
    about_id: UUID
    customer_id: UUID | None


class PayoutApproved(Event, frozen=True):
    """A payout was approved: at once within the limit of whoever asked, or by somebody else."""

    payout_id: UUID
    about_kind: str
    about_id: UUID
    customer_id: UUID | None


class PayoutRefused(Event, frozen=True):
    """A payout was refused."""

    payout_id: UUID
    about_kind: str
    about_id: UUID
    customer_id: UUID | None


class PayoutDue(Event, frozen=True):
    """An approved payout is to be paid now."""

    payout_id: UUID
    about_kind: str
    about_id: UUID
    customer_id: UUID | None


class PayoutSent(Event, frozen=True):
    """Finance has paid; whether it arrives is not known yet."""

    payout_id: UUID
    about_kind: str
    about_id: UUID
    customer_id: UUID | None


class PayoutArrived(Event, frozen=True):
    """The customer has the money."""

    payout_id: UUID
    about_kind: str
    about_id: UUID
    customer_id: UUID | None


class PayoutFailed(Event, frozen=True):
    """What was paid came back, or never arrived: it is to be paid again or withdrawn."""

    payout_id: UUID
    about_kind: str
    about_id: UUID
    customer_id: UUID | None


class PayoutWithdrawn(Event, frozen=True):
    """A payout is not wanted any more; nothing of it was paid, or what was paid came back."""

    payout_id: UUID
    about_kind: str
    about_id: UUID
    customer_id: UUID | None


ALL = (
    PayoutRequested,
    PayoutApproved,
    PayoutRefused,
    PayoutDue,
    PayoutSent,
    PayoutArrived,
    PayoutFailed,
    PayoutWithdrawn,
)
