"""The order in which locks may be taken, and what breaks it.

Two transactions that take the same two tables in opposite orders can wait for each other for ever;
the database then ends one of them. Whoever takes locks from the ground up never does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.lock_log import Lock, Taken, transactions
from tools.modules import read_order
from tools.tables import all_tables
from zhiyin.kernel.db.base import Base

APPENDED = frozenset(
    {"audit", "events", "messages", "presence_changes", "ticket_changes", "ticket_tokens",
     "used_nonces"}
)  # fmt: skip
"""Tables whose new rows stand under a number or id of their own: nobody waits for them. The words
of a new ticket stand under the id of that ticket.
"""

LAST = frozenset({"files", "mail_outbox", "timers", "event_todo"})
"""The kernel's tables in which a change leaves something to do, after its own rows."""

TAKEN_BY_SKIPPING = frozenset({"jobs", "event_readers", "automation_runs"})
"""Rows that who is at them takes by skipping or under an advisory lock: nobody waits there for
rows of modules, so they are not judged."""


@dataclass(frozen=True)
class Break:
    """Something that must not be, with the two statements that show it."""

    what: str
    held: str
    asked: str
    other_held: str = ""
    other_asked: str = ""

    def __str__(self) -> str:
        statements = (self.held, self.asked, self.other_held, self.other_asked)
        return "\n    ".join([self.what, *(one[:300] for one in statements if one)])


@dataclass
class LockOrder:
    """Gathers the transactions of a run; `breaks` says what is wrong with them."""

    floors: dict[str, int]
    edges: dict[tuple[Lock, Lock], tuple[str, str]] = field(default_factory=dict)

    def add(self, taken: Sequence[Taken]) -> None:
        """One transaction: which tables it held when it asked for another."""
        held: dict[tuple[str, bool], Taken] = {}
        for one in taken:
            kind = (one.lock.table, one.lock.manner == "insert")
            judged = one.lock.table in self.floors and one.lock.table not in TAKEN_BY_SKIPPING
            if kind in held or not judged or _is_free(one.lock):
                continue
            for before in held.values():
                if before.lock.table != one.lock.table:
                    both = (before.lock, one.lock)
                    self.edges.setdefault(both, (before.statement, one.statement))
            held[kind] = one

    def breaks(self) -> list[Break]:
        """Reversals first, then locks taken downwards; each pair of tables once."""
        found: dict[tuple[str, str], Break] = {}
        for (a, b), here in self.edges.items():
            for (c, d), there in self.edges.items():
                if (a.table, b.table) == (d.table, c.table) and _may_lock_up(a, b, c, d):
                    pair = (min(a.table, b.table), max(a.table, b.table))
                    what = f"{a.table} before {b.table}, and elsewhere the other way round:"
                    found.setdefault(pair, Break(what, *here, *there))
        for (before, after), here in self.edges.items():
            if self._goes_down(before, after):
                pair = (min(before.table, after.table), max(before.table, after.table))
                what = f"{after.table} is locked after {before.table}, of a module above its own:"
                found.setdefault(pair, Break(what, *here))
        return list(found.values())

    def _goes_down(self, before: Lock, after: Lock) -> bool:
        """A row that may be held elsewhere, of a lower floor, asked for while holding a higher one.

        New rows meet nobody, and what was taken by skipping is a queue nobody waits at.
        """
        waits = before.waits and after.waits and "insert" not in (before.manner, after.manner)
        return waits and self.floors[after.table] < self.floors[before.table]


def declared_floors() -> dict[str, int]:
    """How high each table stands: advisory locks, then the modules in their order, then `LAST`."""
    places = {name: place for place, line in enumerate(read_order()) for name in line}
    tables = all_tables().tables
    floors = {name: len(places) if name in LAST else -1 for name in tables}
    for mapper in Base.registry.mappers:
        home = mapper.class_.__module__.split(".")
        if home[1] == "modules":
            floors[str(mapper.local_table)] = places[home[2]]
    return {"advisory": -1, **floors}


def _is_free(lock: Lock) -> bool:
    return lock.manner == "insert" and lock.table in APPENDED


def _may_lock_up(a: Lock, b: Lock, c: Lock, d: Lock) -> bool:
    """One holds `a` and waits for `b`, the other holds `c` (as `b`) and waits for `d` (as `a`)."""
    return b.waits and d.waits and _collide(a, d) and _collide(b, c)


def _collide(one: Lock, other: Lock) -> bool:
    """A new row meets another new one by a unique key only; a row that exists meets its changes."""
    if "upsert" in (one.manner, other.manner):
        return True
    return (one.manner == "insert") == (other.manner == "insert")


def judge(log: Path) -> list[Break]:
    """What the transactions in a server's log broke."""
    order = LockOrder(declared_floors())
    with log.open(encoding="utf-8", errors="replace") as lines:
        for taken in transactions(lines):
            order.add(taken)
    return order.breaks()
