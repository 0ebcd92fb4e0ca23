"""Clocks: started, moved and struck, always in batches and by the database's time.

One timer per object stands at the next moment that matters to any of its clocks. It may come too
early, which costs a look, and never too late.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.kernel.timers.timers import DueTimer, NewTimer, set_timers_last
from zhiyin.modules.people.interface import get_calendar
from zhiyin.modules.servicelevels.clockwork import (
    Calendar,
    Clock,
    Move,
    RoundTheClock,
    move,
    start,
    strike,
)
from zhiyin.modules.servicelevels.events import ClockBreached, ClockWarned
from zhiyin.modules.servicelevels.queries import as_clock, get_policies, plain_facts
from zhiyin.modules.servicelevels.rules import (
    CONVERSATION,
    Terms,
    built_in,
    first_fitting,
    pausable,
    terms_of,
)
from zhiyin.modules.servicelevels.settings import PEAK, WARN_AT

TIMER = "servicelevels.clock"
ALWAYS = RoundTheClock()
Told = Literal["warned", "breached"]


class NewClocks(msgspec.Struct, frozen=True):
    """Clocks of these kinds to start for one object, at the moment from which they count."""

    ref: ObjectRef
    at: datetime
    shop_id: UUID
    team_id: UUID | None
    kinds: tuple[str, ...]
    facts: Mapping[str, Any]
    # Whose policies hold.
    about: str = CONVERSATION


class MoveOf(msgspec.Struct, frozen=True):
    """A move of the clocks of one object."""

    ref: ObjectRef
    move: Move


_INSERT = text("""
    INSERT INTO clocks (id, kind, ref_kind, ref_id, policy_id, shop_id, team_id, seconds, warn_at,
                        business_hours, pauses, on_breach, started_at, due_at, warns_at)
    SELECT id, kind, ref_kind, ref_id, policy_id, shop_id, team_id, seconds, warn_at,
           business_hours, pauses, ARRAY(SELECT jsonb_array_elements_text(on_breach)), started_at,
           due_at, warns_at
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(
        id uuid, kind text, ref_kind text, ref_id uuid, policy_id uuid, shop_id uuid, team_id uuid,
        seconds int, warn_at int, business_hours bool, pauses bool, on_breach jsonb,
        started_at timestamptz, due_at timestamptz, warns_at timestamptz)
    ORDER BY ref_kind, ref_id, kind
    ON CONFLICT (ref_kind, ref_id, kind) WHERE ended_at IS NULL DO NOTHING
""")
_OPEN = text("""
    SELECT *, now() AS moment FROM clocks
    WHERE ref_kind = :ref_kind AND ref_id = ANY(:ids) AND ended_at IS NULL
    ORDER BY ref_id, kind FOR UPDATE
""")
_UPDATE = text("""
    UPDATE clocks c SET due_at = r.due_at, warns_at = r.warns_at, warned_at = r.warned_at,
        breached_at = r.breached_at, paused_since = r.paused_since, remaining = r.remaining,
        paused_seconds = r.paused_seconds, met_at = r.met_at, ended_at = r.ended_at,
        moved_at = r.moved_at
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(
        id uuid, due_at timestamptz, warns_at timestamptz, warned_at timestamptz,
        breached_at timestamptz, paused_since timestamptz, remaining float8,
        paused_seconds float8, met_at timestamptz, ended_at timestamptz, moved_at timestamptz)
    WHERE c.id = r.id
""")
_CHANGING = (
    "due_at", "warns_at", "warned_at", "breached_at", "paused_since", "remaining",
    "paused_seconds", "met_at", "ended_at", "moved_at",
)  # fmt: skip


def _json(rows: object) -> str:
    return msgspec.json.encode(rows).decode()


async def _lock(session: WriteSession, refs: Iterable[ObjectRef]) -> list[Any]:
    """The open clocks of these objects, held until the transaction ends."""
    by_kind: dict[str, set[UUID]] = {}
    for ref in refs:
        by_kind.setdefault(ref.kind, set()).add(ref.id)
    rows: list[Any] = []
    for kind in sorted(by_kind):
        found = await session.execute(_OPEN, {"ref_kind": kind, "ids": sorted(by_kind[kind])})
        rows += found.all()
    return rows


async def _calendar(
    session: WriteSession, shop_id: UUID, team_id: UUID | None, *, business_hours: bool
) -> Calendar:
    return await get_calendar(session, shop_id, team_id) if business_hours else ALWAYS


async def start_clocks(
    session: WriteSession, wanted: Sequence[NewClocks]
) -> dict[UUID, list[Clock]]:
    """Starts clocks by the policies that fit; one that runs already is left alone.

    Answers the open clocks of each object.
    """
    promised = [(one, terms) for one in wanted for terms in await _terms(session, one)]
    rows = [
        row for one, terms in promised if (row := await _new_row(session, one, terms)) is not None
    ]
    if rows:
        await session.execute(_INSERT, {"rows": _json(rows)})
    return await _arm(session, {one.ref for one in wanted})


async def _terms(session: WriteSession, one: NewClocks) -> list[Terms]:
    promised = session.house.promised.get(one.about)
    facts = plain_facts(one.facts)
    policy = first_fitting(await get_policies(session), facts, built_in(promised))
    place = Place(shop_id=one.shop_id, team_id=one.team_id)
    peak = bool(await get_setting(session, PEAK, place))
    warn_at = int(await get_setting(session, WARN_AT, place))
    rests = pausable(promised)
    found = [terms_of(policy, kind, peak=peak, warn_at=warn_at, rests=rests) for kind in one.kinds]
    return [terms for terms in found if terms is not None]


async def _new_row(session: WriteSession, one: NewClocks, terms: Terms) -> dict[str, Any] | None:
    calendar = await _calendar(
        session, one.shop_id, one.team_id, business_hours=terms.business_hours
    )
    clock = start(terms.kind, terms.seconds, terms.warn_at, calendar, one.at, pauses=terms.pauses)
    if clock is None:
        return None
    return {
        "id": new_id(),
        "kind": terms.kind,
        "ref_kind": one.ref.kind,
        "ref_id": one.ref.id,
        "policy_id": terms.policy_id,
        "shop_id": one.shop_id,
        "team_id": one.team_id,
        "seconds": terms.seconds,
        "warn_at": terms.warn_at,
        "business_hours": terms.business_hours,
        "pauses": terms.pauses,
        "on_breach": terms.on_breach,
        "started_at": clock.started_at,
        "due_at": clock.due_at,
        "warns_at": clock.warns_at,
    }


async def _arm(session: WriteSession, refs: Iterable[ObjectRef]) -> dict[UUID, list[Clock]]:
    """Sets each object's timer to the next moment of its clocks; answers these."""
    clocks: dict[ObjectRef, list[Clock]] = {}
    for row in await _lock(session, refs):
        clocks.setdefault(ObjectRef(row.ref_kind, row.ref_id), []).append(as_clock(row))
    _set(session, clocks)
    return {ref.id: held for ref, held in clocks.items()}


def _next(clocks: Iterable[Clock]) -> datetime | None:
    return min((at for clock in clocks if (at := clock.next_at) is not None), default=None)


def _set(session: WriteSession, clocks: Mapping[ObjectRef, Sequence[Clock]]) -> None:
    timers = [
        NewTimer(TIMER, ref, at=at)
        for ref, held in clocks.items()
        if (at := _next(held)) is not None
    ]
    set_timers_last(session, timers)


async def move_clocks(session: WriteSession, moves: Sequence[MoveOf]) -> dict[UUID, list[Clock]]:
    """Moves the clocks of these objects; answers, for those with one that changed, what is open.

    May be told the same moves twice.
    """
    if not moves:
        return {}
    rows = await _lock(session, {one.ref for one in moves})
    before, after = await _moved(session, rows, moves)
    changed = {row.id for row in rows if before[row.id] != after[row.id]}
    await _write(session, {one: after[one] for one in changed})
    held: dict[ObjectRef, list[Clock]] = {}
    earlier: dict[ObjectRef, list[Clock]] = {}
    touched: set[ObjectRef] = set()
    for row in rows:
        ref = ObjectRef(row.ref_kind, row.ref_id)
        held.setdefault(ref, [])
        if after[row.id].ended_at is None:
            held[ref].append(after[row.id])
        if row.id in changed:
            touched.add(ref)
        # Only what comes earlier than before needs the timer moved; it may fire in vain.
        if _sooner(after[row.id].next_at, before[row.id].next_at):
            earlier[ref] = held[ref]
    _set(session, earlier)
    return {ref.id: held[ref] for ref in touched}


def _sooner(new: datetime | None, old: datetime | None) -> bool:
    return new is not None and (old is None or new < old)


async def _moved(
    session: WriteSession, rows: Sequence[Any], moves: Sequence[MoveOf]
) -> tuple[dict[UUID, Clock], dict[UUID, Clock]]:
    by_ref: dict[ObjectRef, list[Move]] = {}
    for one in moves:
        by_ref.setdefault(one.ref, []).append(one.move)
    before = {row.id: as_clock(row) for row in rows}
    after = dict(before)
    for row in rows:
        wanted = by_ref.get(ObjectRef(row.ref_kind, row.ref_id))
        if wanted:
            calendar = await _calendar(
                session, row.shop_id, row.team_id, business_hours=row.business_hours
            )
            after[row.id] = move(before[row.id], calendar, wanted)
    return before, after


async def _write(session: WriteSession, clocks: Mapping[UUID, Clock]) -> None:
    rows = [
        {"id": clock_id, **{name: getattr(clock, name) for name in _CHANGING}}
        for clock_id, clock in clocks.items()
    ]
    if rows:
        await session.execute(_UPDATE, {"rows": _json(rows)})


async def strike_clocks(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Warns and notes breaches of everything due by the database's clock.

    Whoever owns the objects is asked first: an answer a breath before the deadline counts, also
    when the reader that tells of it has not come to it.
    """
    rows = await _lock(session, [timer.ref for timer in due])
    if not rows:
        return
    before, after = await _moved(session, rows, await _settled(session, rows))
    told: list[tuple[Any, Told]] = []
    held: dict[ObjectRef, list[Clock]] = {}
    for row in rows:
        after[row.id], news = strike(after[row.id], row.moment)
        told += [(row, one) for one in news]
        held.setdefault(ObjectRef(row.ref_kind, row.ref_id), []).append(after[row.id])
    await _write(session, {one: after[one] for one in after if before[one] != after[one]})
    for row, news_kind in told:
        _tell(session, row, news_kind)
    _set(session, held)


async def _settled(session: WriteSession, rows: Sequence[Any]) -> list[MoveOf]:
    ids: dict[str, set[UUID]] = {}
    for row in rows:
        ids.setdefault(row.ref_kind, set()).add(row.ref_id)
    moves: list[MoveOf] = []
    for kind in sorted(ids):
        host = session.house.clock_hosts.get(kind)
        if host is not None:
            moves += await host.settle(session, sorted(ids[kind]))
    return moves


def _tell(session: WriteSession, row: Any, news: Told) -> None:
    ref = ObjectRef(row.ref_kind, row.ref_id)
    if news == "warned":
        emit(session, ClockWarned(row.id, row.kind, ref.kind, ref.id), ref)
    else:
        emit(
            session,
            ClockBreached(row.id, row.kind, ref.kind, ref.id, tuple(row.on_breach)),
            ref,
        )
