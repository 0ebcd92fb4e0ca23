"""Figures of ratings, reckoned from the ratings of some days: by day, team and person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, select, text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.people.interface import get_coordinated, get_names, get_shops
from zhiyin.modules.surveys.models import Rating
from zhiyin.modules.surveys.permissions import readable
from zhiyin.modules.surveys.rules import SCALES, Tally, figure, response_rate
from zhiyin.modules.surveys.schemas import (
    Counted,
    CountedDay,
    CountedFor,
    RatingFigures,
    RatingKind,
)
from zhiyin.modules.surveys.settings import KIND

_ANSWERED = Rating.answered_at.is_not(None)


def _scored(side: str) -> ColumnElement[bool]:
    """Whether an answer is good, or bad, each on its own scale."""
    return or_(
        *(
            and_(
                Rating.kind == kind,
                Rating.score >= scale.good if side == "good" else Rating.score <= scale.bad,
            )
            for kind, scale in SCALES.items()
        )
    )


def _counts() -> tuple[Any, ...]:
    return (
        func.count().label("asked"),
        func.count(case((_ANSWERED, 1))).label("answered"),
        func.count(case((_scored("good"), 1))).label("good"),
        func.count(case((_scored("bad"), 1))).label("bad"),
    )


def _tally(row: Any) -> Tally:
    return Tally(row.asked, row.answered, row.good, row.bad)


def _counted(kind: str, tally: Tally) -> dict[str, Any]:
    return Counted(
        asked=tally.asked,
        answered=tally.answered,
        good=tally.good,
        bad=tally.bad,
        response_rate=response_rate(tally),
        figure=figure(kind, tally),
    ).model_dump()


async def get_figures(
    session: ReadSession, access: Access, days: int, kind: RatingKind | None
) -> RatingFigures:
    """What customers said of the conversations of these days; one kind of rating at a time."""
    asked_kind: RatingKind = kind or await get_setting(session, KIND, Place())
    shops = await get_shops(session)
    zone = shops[min(shops)].time_zone if shops else "UTC"
    since = func.now() - text("make_interval(days => :days)").bindparams(days=days)
    led = await get_coordinated(session, access.id)
    chosen = (readable(access, led), Rating.asked_at > since, Rating.kind == asked_kind)
    day = func.date(func.timezone(zone, Rating.asked_at)).label("day")
    by_day = (
        await session.execute(select(day, *_counts()).where(*chosen).group_by(day).order_by(day))
    ).all()
    names = await get_names(session)
    teams = await _by(session, chosen, Rating.team_id, asked_kind, names.teams)
    staff = await _by(session, chosen, Rating.staff_id, asked_kind, names.staff)
    total = sum((_tally(row) for row in by_day), Tally())
    return RatingFigures(
        kind=asked_kind,
        total=Counted(**_counted(asked_kind, total)),
        days=[CountedDay(day=row.day, **_counted(asked_kind, _tally(row))) for row in by_day],
        teams=teams,
        staff=staff,
    )


async def _by(
    session: ReadSession,
    chosen: tuple[Any, ...],
    column: Any,
    kind: str,
    names: dict[UUID, str],
) -> list[CountedFor]:
    rows = await session.execute(
        select(column.label("id"), *_counts()).where(*chosen).group_by(column)
    )
    found = [
        CountedFor(id=row.id, name=names.get(row.id, ""), **_counted(kind, _tally(row)))
        for row in rows
    ]
    return sorted(found, key=lambda one: (-one.answered, one.name))


async def count_rated(
    session: ReadSession | WriteSession, since: datetime
) -> dict[UUID | None, Tally]:
    """What was asked and answered since a moment, by team, of the kind in use now."""
    kind: str = await get_setting(session, KIND, Place())
    rows = await session.execute(
        select(Rating.team_id, *_counts())
        .where(Rating.asked_at >= since, Rating.kind == kind)
        .group_by(Rating.team_id)
    )
    return {row.team_id: _tally(row) for row in rows}
