"""Complaints in numbers; what each figure means stands with its shape (`ComplaintsCounted`)."""

import csv
import io
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, tuple_

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import Database, ReadSession
from zhiyin.kernel.text.cells import safe_cell
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.complaints.models import Complaint, FollowUp
from zhiyin.modules.complaints.queries.lists import chosen, show_rows
from zhiyin.modules.complaints.rules import kept
from zhiyin.modules.complaints.schemas.complaints import ComplaintQuery
from zhiyin.modules.complaints.schemas.figures import (
    ComplaintFigures,
    ComplaintsCounted,
    CountedDay,
    CountedFor,
    CountedLevel,
    CountedProduct,
    FigureQuery,
)
from zhiyin.modules.people.interface import get_shops
from zhiyin.modules.remedies.interface import given
from zhiyin.modules.tickets.interface import KIND as TICKET

MOST = 20_000
MOST_PRODUCTS = 20
BATCH = 500
CURRENCY = "CNY"


@dataclass(frozen=True)
class Counting:
    """A complaint with what is counted of it besides."""

    row: Any
    score: int | None
    compensation: int
    # It came up again: opened again, or the same customer complained of the same soon after.
    again: bool


async def get_figures(session: ReadSession, access: Access, asked: FigureQuery) -> ComplaintFigures:
    """All figures of the complaints filed in a time that the caller may see."""
    found = await _gather(session, access, asked)
    subjects = await get_subjects(session)
    shops = await get_shops(session)
    zone = ZoneInfo(next((one.time_zone for one in shops.values()), "Asia/Shanghai"))

    def named(cause_id: UUID | None) -> str:
        subject = subjects.get(cause_id) if cause_id else None
        return subject.name["zh-CN"] if subject else ""

    products = _parted(found, lambda one: one.row.products)
    often = sorted(products.items(), key=lambda one: (-len(one[1]), one[0]))[:MOST_PRODUCTS]
    causes = _parted(found, lambda one: [one.row.cause_id])
    by_shop = _parted(found, lambda one: [one.row.shop_id])
    levels = _parted(found, lambda one: [one.row.level])
    days: dict[date, list[Counting]] = _parted(
        found, lambda one: [one.row.filed_at.astimezone(zone).date()]
    )
    return ComplaintFigures(
        since=asked.since,
        until=asked.until,
        total=ComplaintsCounted(**_count(found)),
        levels=[CountedLevel(level=one, **_count(levels.get(one, []))) for one in (1, 2, 3, 4)],
        causes=[
            CountedFor(id=one, name=named(one), **_count(held))
            for one, held in sorted(causes.items(), key=lambda each: -len(each[1]))
        ],
        products=[CountedProduct(word=word, **_count(held)) for word, held in often],
        shops=[
            CountedFor(id=one, name=shops[one].name if one in shops else "", **_count(held))
            for one, held in sorted(by_shop.items(), key=lambda each: -len(each[1]))
        ],
        days=[CountedDay(day=day, **_count(held)) for day, held in sorted(days.items())],
    )


def _asked(asked: FigureQuery) -> ComplaintQuery:
    shops = [asked.shop_id] if asked.shop_id else []
    return ComplaintQuery.model_validate({"from": asked.since, "to": asked.until, "shop_id": shops})


async def _gather(session: ReadSession, access: Access, asked: FigureQuery) -> list[Counting]:
    query = await chosen(session, access, _asked(asked))
    columns = query.with_only_columns(
        Complaint.id, Complaint.ticket_id, Complaint.shop_id, Complaint.cause_id,
        Complaint.products, Complaint.level, Complaint.filed_at, Complaint.calm_at,
        Complaint.calm_due_at, Complaint.first_solved_at, Complaint.solve_due_at,
        Complaint.closed_at, Complaint.reopened,
    )  # fmt: skip
    newest = columns.order_by(Complaint.filed_at.desc()).limit(MOST)
    rows = (await session.execute(newest)).all()
    scores = await _scores(session, [row.id for row in rows])
    refs = {row.id: ObjectRef(TICKET, row.ticket_id) for row in rows}
    paid = await given(session, list(refs.values())) if refs else {}
    repeated = await _repeated(session, [row.id for row in rows])
    return [
        Counting(
            row,
            scores.get(row.id),
            paid.get(refs[row.id], {}).get(CURRENCY, 0),
            row.reopened > 0 or row.id in repeated,
        )
        for row in rows
    ]


async def _repeated(session: ReadSession, ids: Sequence[UUID]) -> set[UUID]:
    """Of these complaints those that a later one of the same customer repeats."""
    query = select(Complaint.repeats_id).where(Complaint.repeats_id.in_(ids))
    return {one for one in (await session.execute(query)).scalars() if one is not None}


async def _scores(session: ReadSession, ids: Sequence[UUID]) -> dict[UUID, int]:
    """The last score each customer gave."""
    query = (
        select(FollowUp.complaint_id, FollowUp.score)
        .where(FollowUp.complaint_id.in_(ids), FollowUp.score.is_not(None))
        .order_by(FollowUp.complaint_id, FollowUp.round)
    )
    return {row.complaint_id: row.score for row in await session.execute(query)}


def _parted(found: Iterable[Counting], keys: Callable[[Counting], Iterable[Any]]) -> dict[Any, Any]:
    parts: dict[Any, list[Counting]] = {}
    for one in found:
        for key in keys(one):
            parts.setdefault(key, []).append(one)
    return parts


def _count(found: Sequence[Counting]) -> dict[str, Any]:
    """The figures of some complaints, as `ComplaintsCounted` explains them."""
    moment = now()
    rows = [one.row for one in found]
    calm = _seconds(rows, "calm_at")
    solved = _seconds(rows, "first_solved_at")
    scores = [one.score for one in found if one.score is not None]
    return {
        "complaints": len(rows),
        "open": sum(row.closed_at is None for row in rows),
        "calm_p50_s": percentile(calm, 0.5),
        "calm_p90_s": percentile(calm, 0.9),
        "solve_p50_s": percentile(solved, 0.5),
        "solve_p90_s": percentile(solved, 0.9),
        "calm_kept": _share([kept(row.calm_at, row.calm_due_at, moment) for row in rows]),
        "solve_kept": _share([kept(row.first_solved_at, row.solve_due_at, moment) for row in rows]),
        "reopened_share": _share(
            [one.again for one in found if one.row.first_solved_at is not None]
        ),
        "satisfaction": round(sum(scores) / len(scores), 2) if scores else None,
        "answered": len(scores),
        "compensation": sum(one.compensation for one in found),
    }


def _seconds(rows: Sequence[Any], until: str) -> list[int]:
    ends = [(row.filed_at, getattr(row, until)) for row in rows]
    return sorted(int((end - begin).total_seconds()) for begin, end in ends if end is not None)


def percentile(ordered: Sequence[int], share: float) -> int | None:
    """The smallest value that so large a share is not above (nearest rank)."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)] if ordered else None


def _share(said: Sequence[bool | None]) -> float | None:
    known = [one for one in said if one is not None]
    return round(sum(known) / len(known), 4) if known else None


COLUMNS = (
    "ref", "shop", "level", "stage", "filed_at", "calm_at", "calm_due_at", "solved_at",
    "solve_due_at", "closed_at", "reopened", "cause", "products", "score", "compensation_fen",
)  # fmt: skip


async def export_figures(
    database: Database, access: Access, asked: FigureQuery
) -> AsyncIterator[str]:
    """Lines of a table, one a complaint, the oldest first; each part reads for itself."""
    yield "\ufeff" + _line(COLUMNS)
    after: tuple[datetime, UUID] = (asked.since, UUID(int=0))
    while True:
        async with database.reading() as session:
            query = await chosen(session, access, _asked(asked))
            key = tuple_(Complaint.filed_at, Complaint.id)
            part = query.where(key > after).order_by(Complaint.filed_at, Complaint.id)
            rows = (await session.execute(part.limit(BATCH))).scalars().all()
            lines = await _lines(session, rows)
        if not rows:
            return
        yield "".join(lines)
        after = (rows[-1].filed_at, rows[-1].id)


async def _lines(session: ReadSession, rows: Sequence[Complaint]) -> list[str]:
    subjects, shops = await get_subjects(session), await get_shops(session)
    scores = await _scores(session, [row.id for row in rows])
    refs = {row.id: ObjectRef(TICKET, row.ticket_id) for row in rows}
    paid = await given(session, list(refs.values())) if refs else {}
    lines = []
    for row, shown in zip(rows, await show_rows(session, None, rows), strict=True):
        cause = subjects.get(row.cause_id) if row.cause_id else None
        moments = (row.filed_at, row.calm_at, row.calm_due_at, row.first_solved_at,
                   row.solve_due_at, row.closed_at)  # fmt: skip
        lines.append(
            _line(
                (
                    shown.ref,
                    shops[row.shop_id].name if row.shop_id in shops else "",
                    row.level,
                    shown.stage,
                    *(one.isoformat() if one else "" for one in moments),
                    row.reopened,
                    cause.name["zh-CN"] if cause else "",
                    " ".join(row.products),
                    scores.get(row.id, ""),
                    paid.get(refs[row.id], {}).get(CURRENCY, 0),
                )
            )
        )
    return lines


def _line(values: Sequence[Any]) -> str:
    buffer = io.StringIO()
    cells = [safe_cell(one) if isinstance(one, str) else one for one in values]
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
