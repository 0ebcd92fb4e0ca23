"""Pure rules of complaints: where one stands, what is in time, which text is like another."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Literal, NamedTuple, Protocol
from uuid import UUID

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.text.sections import read_sections
from zhiyin.kernel.text.simplified import simplified
from zhiyin.kernel.text.tokens import tokens

KIND = "complaint"
Stage = Literal["new", "working", "offered", "chosen", "solved", "closed"]
# What is grave is told to those who handle it at once.
TOLD_AT_ONCE = (1, 2)
# How urgent and how important the ticket of a level is at least.
PRESSES = {1: (3, 3), 2: (3, 3), 3: (2, 3), 4: (2, 2)}
# The same customer with the same matter, so soon after it was settled, is the same complaint again.
SAME_WITHIN = timedelta(days=7)
EARLIER_WITHIN = timedelta(days=90)
CONTACTS_WITHIN = timedelta(days=7)
# Complaints so near in time may have one cause.
ALIKE_WITHIN = timedelta(days=14)
ALIKE_FROM = 0.3
TITLE_LENGTH = 40
# What stands where something was said by a customer who is erased.
GONE = "—"


class Standing(Protocol):
    """What decides where a complaint stands."""

    calm_at: datetime | None
    solved_at: datetime | None
    closed_at: datetime | None
    reopened_at: datetime | None
    calm_due_at: datetime
    solve_due_at: datetime


class Offered(NamedTuple):
    """The latest offer of a complaint."""

    state: str
    chosen_at: datetime | None


def stage_of(row: Standing, latest: Offered | None) -> Stage:
    """Where a complaint stands; what was chosen before it came up again counts no more."""
    if row.closed_at is not None:
        return "closed"
    if row.solved_at is not None:
        return "solved"
    if latest is not None and latest.state == "sent":
        return "offered"
    if latest is not None and is_chosen(row, latest):
        return "chosen"
    return "working" if row.calm_at is not None else "new"


def is_chosen(row: Standing, latest: Offered) -> bool:
    """Whether the latest offer was chosen from, since the complaint last came up."""
    if latest.state != "chosen" or latest.chosen_at is None:
        return False
    return row.reopened_at is None or latest.chosen_at > row.reopened_at


def is_late(row: Standing, moment: datetime) -> bool:
    """Whether it is not calmed or not solved though its time is over, and still to be."""
    if row.closed_at is not None or row.solved_at is not None:
        return False
    return row.solve_due_at < moment or (row.calm_at is None and row.calm_due_at < moment)


def kept(done_at: datetime | None, due_at: datetime, moment: datetime) -> bool | None:
    """Whether a limit was kept; nobody knows while there is time left."""
    if done_at is not None:
        return done_at <= due_at
    return False if due_at < moment else None


def title_of(words: str) -> str:
    """The first sentence of what a customer said, as the title of a ticket."""
    line = next((one.strip() for one in words.splitlines() if one.strip()), "")
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"


@dataclass(frozen=True)
class Matter:
    """What a complaint is about, to be compared with others."""

    words: str
    subject_id: UUID | None = None
    cause_id: UUID | None = None
    products: Collection[str] = ()


class Likeness(NamedTuple):
    """How alike two complaints are (0 to 1), and why."""

    score: float
    why: tuple[Text, ...]


def alike(one: Matter, other: Matter) -> Likeness:
    """Half by words they share, a third by the goods they name, the rest by subject and cause."""
    mine, theirs = _tokens(one.words), _tokens(other.words)
    shared = mine & theirs
    least = min(len(mine), len(theirs))
    said = len(shared) / least if least >= 2 else 0.0
    goods = set(one.products) & set(other.products)
    subject = one.subject_id is not None and one.subject_id == other.subject_id
    cause = one.cause_id is not None and one.cause_id == other.cause_id
    score = 0.5 * min(1.0, 2 * said) + 0.3 * bool(goods) + 0.1 * subject + 0.1 * cause
    why = []
    if goods:
        named = " / ".join(sorted(goods)[:3])
        why.append(Text(f"都提到{named}", f"Both name {named}"))
    if said >= 0.2:
        why.append(Text("说法相近", "Said in like words"))
    if subject:
        why.append(Text("同一问题分类", "The same subject"))
    if cause:
        why.append(Text("同一原因", "The same cause"))
    return Likeness(round(score, 3), tuple(why))


@cache
def _common() -> frozenset[str]:
    """Pairs of characters that complaints are full of, whatever they are about."""
    sections = read_sections("zhiyin.modules.complaints", "grading_words.txt")
    return frozenset(word for line in sections["common"] for word in line.split())


def _tokens(words: str) -> set[str]:
    return {one for one in tokens(simplified(words)) if len(one) > 1 and one not in _common()}


class Rising(NamedTuple):
    """Whether complaints come more often than usual."""

    times: int
    usual: float
    rises: bool


def rises(count: int, before: Sequence[int], least: int, times: int) -> Rising:
    """An hour's complaints against the same hour of days before; `least`: fewer are no sign, 0
    says never.
    """
    usual = sum(before) / len(before) if before else 0.0
    return Rising(count, usual, bool(least) and count >= least and count >= times * usual)
