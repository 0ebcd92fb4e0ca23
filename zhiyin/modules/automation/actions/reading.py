"""What happened starts rules.

The record is followed by position, so that nothing is skipped that a slower transaction commits
late; and only while a rule waits for something, so that a house without one pays nothing.
"""

from collections.abc import Sequence

from sqlalchemy import text

from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.events.event import Event, StoredEvent
from zhiyin.kernel.events.places import go_on, join_here, look
from zhiyin.kernel.house import House
from zhiyin.modules.automation.actions.giving import Rule, Start, get_met, get_rules, give_runs
from zhiyin.modules.automation.rules import READER, may_answer

PAGE = 500
# Transactions that may pass without news before the place is moved behind them: who stays too far
# behind looks through all of them every time.
FAR = 2_000

_HORIZON = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
# Not, if somebody has switched a rule on meanwhile.
_LEAVE = text("""
    DELETE FROM event_readers WHERE name = :name AND NOT EXISTS (
        SELECT FROM automation_rules WHERE "on" AND paused_at IS NULL
            AND document ->> 'happening' IS NOT NULL)
""")


async def read_record(database: Database) -> None:
    """Reads on to the end of the record."""
    while await _read_page(database):
        pass


async def _read_page(database: Database) -> bool:
    """Whether there may be more."""
    async with database.reading() as session:
        rules = [one for one in await get_rules(session) if one.document.happening]
        # Before the look, so that whatever is older has been seen by it.
        horizon = int(await session.scalar(_HORIZON) or 0)
        stretch = await look(session, READER, _wanted(session.house, rules), PAGE)
        events = stretch.events if stretch is not None else ()
        runs = await get_met(session, find_starts(session.house, rules, events))
    if stretch is None or not rules:
        if bool(rules) != (stretch is not None):
            await _join_or_leave(database, join=bool(rules))
        return False
    if not stretch.full and horizon - stretch.begin[0] > FAR:
        stretch = stretch._replace(end=(horizon, 0))
    if stretch.begin == stretch.end:
        return False
    async with database.writing() as writing:
        if not await go_on(writing, READER, stretch):
            return False
        await give_runs(writing, runs)
    return stretch.full


async def _join_or_leave(database: Database, *, join: bool) -> None:
    """What comes back after a while would find a record that nobody asked for then."""
    async with database.writing() as session:
        if join:
            await join_here(session, READER)
        else:
            await session.execute(_LEAVE, {"name": READER})


def _wanted(house: House, rules: Sequence[Rule]) -> list[type[Event]]:
    asked = {one.document.happening or "" for one in rules}
    kinds = [kind for code in asked & house.happenings.keys()
             for kind in house.happenings[code].kinds]  # fmt: skip
    return list(dict.fromkeys(kinds))


def find_starts(house: House, rules: Sequence[Rule], events: Sequence[StoredEvent]) -> list[Start]:
    """Which rules these events start, on what; no rule answers what itself led to."""
    starts = []
    for stored in events:
        for rule in rules:
            happening = house.happenings.get(rule.document.happening or "")
            if happening is None or not isinstance(stored.event, happening.kinds):
                continue
            if rule.since is None or stored.at < rule.since:
                continue
            about_id = happening.find(stored)
            if about_id is not None and may_answer(rule.id, stored.chain):
                starts.append(Start(rule, about_id, f"event:{stored.id}", stored))
    return starts
