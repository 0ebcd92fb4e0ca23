"""Shapes of remedies."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import Labels, Moment, Shape, ShortText
from zhiyin.modules.remedies.rules import Method, State, Verb

# Minor units of the currency.
Amount = Annotated[int, Field(ge=1, le=1_000_000_000_000)]
Limit = Annotated[int, Field(ge=0, le=1_000_000_000_000)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Kind = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Why = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=1000)]


class PayoutAboutIn(Shape):
    """What a payout is for."""

    kind: Kind
    id: UUID


class PayoutAboutOut(Shape):
    """What a payout is for, as far as the caller may see it."""

    kind: str
    id: UUID
    title: str | None
    path: str | None


class PayoutIn(Shape):
    """A payout to ask for, for a customer of something the caller can see."""

    about: PayoutAboutIn
    amount: Amount
    currency: Currency = "CNY"
    kind: Kind = "by_hand"
    reason: Why


class PayoutRow(Shape):
    """A payout (补偿付款); amounts in minor units. `may` is what the caller can do with it now."""

    id: UUID
    number: str
    kind: str
    kind_name: Labels
    about: PayoutAboutOut
    shop_id: UUID
    customer_id: UUID | None
    customer_name: str | None
    amount: int
    currency: str
    reason: str
    state: State
    held: bool
    # Approved without asking anybody, within the limit of whoever asked.
    at_once: bool
    requested_by: UUID | None
    requested_by_name: str | None
    requested_at: datetime
    decided_by_name: str | None
    decided_at: datetime | None
    why: str
    due_at: datetime | None
    method: Method | None
    reference: str
    sent_by_name: str | None
    sent_at: datetime | None
    arrived_at: datetime | None
    may: list[Verb]
    version: int


class PayoutPreview(Shape):
    """What would become of a payout if it were asked for now."""

    at_once: bool
    # What the caller grants by themselves each time; null: without limit.
    grant_each: int | None
    # Who would be asked, whoever is nearest first.
    approvers: list[str]


class DecisionIn(Shape):
    """A word along with an approval, if there is one."""

    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] = ""


class WhyIn(Shape):
    """Why it is refused or withdrawn."""

    why: Why


class SentIn(Shape):
    """Payouts that finance has paid: how, under which number, when."""

    ids: list[UUID] = Field(min_length=1, max_length=100)
    method: Method
    reference: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] = ""
    at: Moment | None = None


class ArrivedIn(Shape):
    """Payouts that have arrived, and when."""

    ids: list[UUID] = Field(min_length=1, max_length=100)
    at: Moment | None = None


class FailedIn(Shape):
    """Payouts that came back or never arrived."""

    ids: list[UUID] = Field(min_length=1, max_length=100)
    why: Why


class SeveralOut(Shape):
    """What was done with several payouts; the others had moved on before."""

    done: list[PayoutRow]
    skipped: list[PayoutRow]


class LimitIn(Shape):
    """What a role may; nothing said is without limit, in any currency."""

    role: ShortText
    currency: Currency = "CNY"
    grant_each: Limit | None
    grant_day: Limit | None
    approve_each: Limit | None


class LimitsIn(Shape):
    """The limits of all roles. Roles that are left out may nothing."""

    limits: list[LimitIn] = Field(min_length=1, max_length=200)
    # The version that was shown.
    version: int


class LimitOut(LimitIn):
    """The limits of a role in a currency."""

    role_name: Labels


class LimitsOut(Shape):
    """All limits, the roles they can be given, and the version to change."""

    limits: list[LimitOut]
    roles: dict[str, Labels]
    version: int
