"""Reads of dispatch."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.dispatch.rules import EVERYBODY
from zhiyin.modules.dispatch.schemas import EstimateError
from zhiyin.modules.people.interface import PresenceOut, get_shops, list_presence


async def get_loads(session: ReadSession | WriteSession) -> dict[UUID, int]:
    """How many slots everybody has taken."""
    rows = await session.execute(text("SELECT staff_id, used FROM loads"))
    return {row.staff_id: row.used for row in rows}


async def presence_with_loads(session: ReadSession | WriteSession) -> list[PresenceOut]:
    """Everybody's status and taken slots."""
    loads = await get_loads(session)
    present = await list_presence(session)
    return [one.model_copy(update={"used": loads.get(one.staff_id, 0)}) for one in present]


async def get_channel_loads(
    session: ReadSession | WriteSession, staff_ids: Sequence[UUID]
) -> dict[tuple[UUID, str], int]:
    """Slots taken per channel, of these people."""
    if not staff_ids:
        return {}
    rows = await session.execute(
        text("SELECT staff_id, channel, used FROM channel_loads WHERE staff_id = ANY(:ids)"),
        {"ids": list(staff_ids)},
    )
    return {(row.staff_id, row.channel): row.used for row in rows}


# How long customers waited against what they were told, by line and day of their coming. What was
# told before it stood in line again is forgotten with its place.
_ESTIMATES = text("""
    SELECT queue_id, (queued_at AT TIME ZONE :zone)::date AS day, count(*) AS measured,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY wrong) AS median_seconds,
           percentile_cont(0.9) WITHIN GROUP (ORDER BY abs(wrong)) AS p90_seconds,
           avg(told) AS told_seconds, avg(waited) AS waited_seconds
    FROM (
        SELECT queue_id, queued_at, estimate_seconds AS told,
               extract(epoch FROM assigned_at - queued_at) AS waited,
               extract(epoch FROM assigned_at - queued_at) - estimate_seconds AS wrong
        FROM work_items
        WHERE estimate_seconds IS NOT NULL AND assigned_at IS NOT NULL
          AND queued_at > now() - make_interval(days => :days)
    ) told
    GROUP BY 1, 2 ORDER BY 2 DESC, 1
""")


async def get_estimate_errors(session: ReadSession, days: int) -> list[EstimateError]:
    """How far what waiting customers were told was off, in each line on each day.

    A day is that of the first shop.
    """
    shops = await get_shops(session)
    zone = shops[min(shops)].time_zone if shops else "UTC"
    rows = await session.execute(_ESTIMATES, {"days": days, "zone": zone})
    return [
        EstimateError(
            queue_id=None if row.queue_id == EVERYBODY else row.queue_id,
            day=row.day,
            measured=row.measured,
            told_seconds=round(row.told_seconds),
            waited_seconds=round(row.waited_seconds),
            median_error_seconds=round(row.median_seconds),
            p90_error_seconds=round(row.p90_seconds),
        )
        for row in rows
    ]


PACE_SECONDS = 20.0
# When nothing was given out lately there is nothing to measure: a place in line is then said to
# take so long.
UNKNOWN_PACE = 60.0
_PACE = text("""
    SELECT count(*) AS given, extract(epoch FROM now() - min(assigned_at)) AS seconds
    FROM (SELECT assigned_at FROM work_items
          WHERE queue_id = :queue_id AND assigned_at > now() - interval '30 minutes'
          ORDER BY assigned_at DESC LIMIT 50) lately
""")


async def get_pace(session: ReadSession | WriteSession, queue_id: UUID) -> float:
    """Seconds in which one place of this line is served, measured on the latest fifty."""
    kept: dict[UUID, tuple[float, float]] = session.house.shelf.setdefault("dispatch.pace", {})
    known = kept.get(queue_id)
    if known is not None and time.monotonic() - known[0] < PACE_SECONDS:
        return known[1]
    row = (await session.execute(_PACE, {"queue_id": queue_id})).one()
    pace = float(row.seconds) / row.given if row.given >= 5 else UNKNOWN_PACE
    kept[queue_id] = (time.monotonic(), pace)
    return pace


@dataclass(frozen=True)
class WaitsBetween:
    """How long work waited that came in a span of time; `waiting` still does."""

    p50: float | None
    p95: float | None
    waiting: int


_BETWEEN = text("""
    SELECT s.place, f.p50, f.p95, f.waiting
    FROM jsonb_to_recordset(CAST(:spans AS jsonb)) AS s(
        place int, since timestamptz, until timestamptz), LATERAL (
        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY waited) AS p50,
               percentile_cont(0.95) WITHIN GROUP (ORDER BY waited) AS p95,
               count(*) FILTER (WHERE state = 'queued') AS waiting
        FROM (
            SELECT w.state, extract(epoch FROM w.assigned_at - w.queued_at) AS waited
            FROM queues q JOIN work_items w ON w.queue_id = q.id
            WHERE w.queued_at >= s.since AND w.queued_at < s.until AND w.kind = :kind
        ) came
    ) f
    ORDER BY s.place
""")


async def get_waits_between(
    session: ReadSession | WriteSession, kind: str, spans: Sequence[tuple[datetime, datetime]]
) -> list[WaitsBetween]:
    """Seconds from queueing to assignment of the work of a kind that came in each span."""
    rows = [
        {"place": place, "since": since, "until": until}
        for place, (since, until) in enumerate(spans)
    ]
    found = await session.execute(
        _BETWEEN, {"kind": kind, "spans": msgspec.json.encode(rows).decode()}
    )
    return [WaitsBetween(row.p50, row.p95, row.waiting) for row in found]
