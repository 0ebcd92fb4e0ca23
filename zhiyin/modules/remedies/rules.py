"""Pure rules of remedies: where a payout may go from where it stands, and what a role may."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, get_args

from zhiyin.kernel.fields.field import decimals_of
from zhiyin.kernel.i18n.text import Text

KIND = "payout"
BY_HAND = "by_hand"
State = Literal["requested", "approved", "refused", "due", "sent", "arrived", "failed", "withdrawn"]
Verb = Literal["approve", "refuse", "release", "send", "arrive", "fail", "withdraw"]
Method = Literal["alipay", "wechat", "bank", "other"]
VERBS: tuple[Verb, ...] = get_args(Verb)
STATES: Mapping[State, Text] = {
    "requested": Text("待审批", "To be approved"),
    "approved": Text("已批准", "Approved"),
    "refused": Text("已拒绝", "Refused"),
    "due": Text("待付款", "To be paid"),
    "sent": Text("已付款", "Sent"),
    "arrived": Text("已到账", "Arrived"),
    "failed": Text("付款失败", "Failed"),
    "withdrawn": Text("已撤回", "Withdrawn"),
}
# Nothing follows on these.
SETTLED: tuple[State, ...] = ("refused", "arrived", "withdrawn")
# What the customer has, or is on its way to them.
GIVEN: tuple[State, ...] = ("due", "sent", "arrived")
# What stands where something was written of a customer who is erased.
GONE = "—"

_WAYS: Mapping[Verb, tuple[tuple[State, ...], State]] = {
    "approve": (("requested",), "approved"),
    "refuse": (("requested",), "refused"),
    "release": (("approved",), "due"),
    "send": (("due", "failed"), "sent"),
    "arrive": (("sent",), "arrived"),
    "fail": (("sent",), "failed"),
    # Never what is on its way: it has to come back first.
    "withdraw": (("requested", "approved", "due", "failed"), "withdrawn"),
}


def after(state: State, verb: Verb) -> State | None:
    """Where a payout stands after this, or nothing where it cannot be done."""
    begins, ends = _WAYS[verb]
    return ends if state in begins else None


def possible(state: State) -> list[Verb]:
    """What can be done with a payout that stands here."""
    return [verb for verb in VERBS if after(state, verb) is not None]


class Limited(Protocol):
    """What a role may: amounts in minor units, nothing said is without limit."""

    @property
    def currency(self) -> str:
        """Of what the amounts are."""

    @property
    def grant_each(self) -> int | None:
        """What it grants by itself, each time."""

    @property
    def grant_day(self) -> int | None:
        """What it grants by itself in a day."""

    @property
    def approve_each(self) -> int | None:
        """What it approves when others ask."""


@dataclass(frozen=True)
class Allowed:
    """What somebody may by all their roles together; nothing is without limit."""

    grant_each: int | None = 0
    grant_day: int | None = 0
    approve_each: int | None = 0


@dataclass(frozen=True)
class RoleLimit:
    """The limits of a role."""

    role: str
    grant_each: int | None
    grant_day: int | None
    approve_each: int | None
    currency: str = "CNY"


# What holds until somebody sets limits.
USUAL = (
    RoleLimit("agent_junior", 2_000, 10_000, 0),
    RoleLimit("agent_senior", 5_000, 30_000, 0),
    RoleLimit("supervisor", 20_000, 100_000, 50_000),
    RoleLimit("manager", 100_000, 500_000, 1_000_000),
    RoleLimit("owner", None, None, None),
)


def allowed(limits: Iterable[Limited], currency: str) -> Allowed:
    """The most that any of somebody's roles may. An amount counts in its own currency; what has no
    limit has none in any.
    """
    rows = list(limits)
    return Allowed(
        _most([(one.currency, one.grant_each) for one in rows], currency),
        _most([(one.currency, one.grant_day) for one in rows], currency),
        _most([(one.currency, one.approve_each) for one in rows], currency),
    )


def _most(values: list[tuple[str, int | None]], currency: str) -> int | None:
    if any(value is None for _, value in values):
        return None
    return max((value or 0 for held, value in values if held == currency), default=0)


def within(amount: int, limit: int | None) -> bool:
    """Whether an amount is not beyond a limit."""
    return limit is None or amount <= limit


_NUMBER = re.compile(r"^[pP]-\d{4}-(\d{1,12})$")


def reference(made_at: datetime, number: int) -> str:
    """The number people say on the phone: `P-2611-000123`."""
    return f"P-{made_at:%y%m}-{number:06d}"


def read_reference(text: str) -> int | None:
    """The number in a reference, if the text is one."""
    found = _NUMBER.match(text.strip())
    return int(found[1]) if found else None


def say_amount(amount: int, currency: str) -> str:
    """An amount for people: `12.50 CNY`."""
    decimals = decimals_of(currency)
    return f"{amount / 10**decimals:.{decimals}f} {currency}"
