"""Pure rules of tickets: numbers, priorities, statuses, by what they are found."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal, Protocol, TypeVar

from zhiyin.kernel.text.tokens import tokens

KIND = "ticket"
BY_HAND = "by_hand"
# Steps of tickets that a table made, changed, or that stand again as before; and the keys by which
# they are known elsewhere.
IMPORTED, IMPORT_CHANGED, IMPORT_BACK = "import", "import_change", "import_back"
IMPORT_KEY = "import:"
# What stands where something was written of a customer who is erased.
GONE = "—"
# Tags among the values of custom fields, whose codes begin with a letter.
TAG = "#tag"
State = Literal["open", "waiting", "solved", "closed"]
LIVE: tuple[State, ...] = ("open", "waiting")
ENDED: tuple[State, ...] = ("solved", "closed")
# What is promised about tickets (承诺): that somebody begins, and that it comes to its end.
FIRST = "first_response"
SOLVE = "resolution"
PROMISES = (FIRST, SOLVE)
# The step of a ticket that went into another one, and how long it can come back: such a mistake is
# often seen by somebody else, and the next day.
MERGE_AWAY = "merge_away"
PART_WITHIN = timedelta(days=1)
# Tickets are found by blocks of their numbers, newest first: see `queries/search.py`.
BLOCK = 4_096

_NUMBER = re.compile(r"^[tT]-\d{4}-(\d{1,12})$")


def reference(made_at: datetime, number: int) -> str:
    """The number people say on the phone: `T-2611-000123`."""
    return f"T-{made_at:%y%m}-{number:06d}"


def read_reference(text: str) -> int | None:
    """The number in a reference, if the text is one."""
    found = _NUMBER.match(text.strip())
    return int(found[1]) if found else None


HIGHEST = 5


def priority_of(urgency: int, importance: int, raised: int = 0) -> int:
    """1 lowest to 5 highest, from how soon it must be (1 to 3), how much it matters (1 to 3), and
    how many steps rules have raised it.
    """
    return min(HIGHEST, urgency + importance - 1 + raised)


def external_of(key: str | None) -> str | None:
    """The number a ticket has elsewhere, where it came with a table."""
    return key.removeprefix(IMPORT_KEY) if key and key.startswith(IMPORT_KEY) else None


class Status(Protocol):
    """A status of a type, and what standing in it means."""

    @property
    def code(self) -> str:
        """Its name for good."""

    @property
    def kind(self) -> State:
        """What standing in it means."""

    @property
    def active(self) -> bool:
        """Whether tickets still come to it."""


AnyStatus = TypeVar("AnyStatus", bound=Status)


def find_status(statuses: Sequence[AnyStatus], code: str) -> AnyStatus | None:
    """The status of this code."""
    return next((one for one in statuses if one.code == code), None)


def first_of(statuses: Sequence[AnyStatus], *kinds: State) -> AnyStatus | None:
    """The first status in use of the first of these kinds that has one."""
    return next(
        (one for kind in kinds for one in statuses if one.kind == kind and one.active), None
    )


def found_by(number: int, texts: Iterable[str]) -> list[str]:
    """What a ticket is found by: its words, each with the block of its number before it."""
    block = number // BLOCK
    return [f"{block}:{token}" for token in tokens("\n".join(texts))]


def quoted(lexeme: str, *, begins: bool = False) -> str:
    """A lexeme in the database's own notation."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'" + (":*" if begins else "")


# A view of more conditions than this is not answered by indexes alone.
MOST_CONDITIONS = 3


def is_slow(conditions: int, *, by_field: bool) -> bool:
    """Whether a view asks more at once than indexes answer; an order by a field asks, too."""
    return conditions + by_field > MOST_CONDITIONS
