"""Reads of routing checks: a coordinator sees their teams', who manages routing sees all."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, text, true

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.conversations.interface import get_briefs
from zhiyin.modules.people.interface import get_coordinated, get_names, get_shops
from zhiyin.modules.routing.models import RoutingCheck
from zhiyin.modules.routing.permissions import MANAGE
from zhiyin.modules.routing.schemas.rules import (
    CheckFigures,
    CheckOut,
    CheckPlace,
    DayOfChecks,
    RuleOfChecks,
)


async def seen_checks(session: ReadSession | WriteSession, access: Access) -> ColumnElement[bool]:
    """Which checks the caller may see, as a condition on rows."""
    if access.scope(MANAGE) == "all":
        return true()
    teams = set(await get_coordinated(session, access.id))
    if access.may(MANAGE):
        teams |= set(access.team_ids)
    return or_(RoutingCheck.team_id.in_(teams), RoutingCheck.moved_to.in_(teams))


async def access_check(
    session: ReadSession | WriteSession, access: Access, check_id: UUID
) -> RoutingCheck:
    """The check, if the caller may see it; not found otherwise."""
    seen = await seen_checks(session, access)
    row: RoutingCheck | None = await session.scalar(
        select(RoutingCheck).where(RoutingCheck.id == check_id, seen)
    )
    if row is None:
        raise NotFoundError
    return row


async def list_checks(
    session: ReadSession, access: Access, *, done: bool, cursor: str | None, limit: int
) -> tuple[list[CheckOut], str | None]:
    """One page of checks, newest first."""
    judged = RoutingCheck.verdict.is_not(None) if done else RoutingCheck.verdict.is_(None)
    query = select(RoutingCheck).where(judged, await seen_checks(session, access))
    after = decode_cursor(cursor, UUID)
    if after is not None:
        query = query.where(RoutingCheck.id < after)
    rows = (
        (await session.execute(query.order_by(RoutingCheck.id.desc()).limit(limit + 1)))
        .scalars()
        .all()
    )
    page = rows[:limit]
    following = encode_cursor(page[-1].id) if len(rows) > limit else None
    return await show_checks(session, page), following


async def show_checks(
    session: ReadSession | WriteSession, rows: Sequence[RoutingCheck]
) -> list[CheckOut]:
    """Checks as people see them."""
    names = await get_names(session)
    briefs = await get_briefs(session, [row.conversation_id for row in rows])
    return [
        CheckOut(
            id=row.id,
            conversation_id=row.conversation_id,
            conversation_ref=briefs[row.conversation_id].ref,
            customer_name=briefs[row.conversation_id].customer_name,
            opened_at=briefs[row.conversation_id].opened_at,
            cause=row.cause,
            rule_id=row.rule_id,
            rule_name=row.rule_name,
            sent=CheckPlace(team_id=row.team_id, subject_id=row.subject_id),
            moved_to=row.moved_to,
            now=CheckPlace(
                team_id=briefs[row.conversation_id].team_id,
                subject_id=briefs[row.conversation_id].subject_id,
            ),
            verdict=row.verdict,
            right_team_id=row.right_team_id,
            right_subject_id=row.right_subject_id,
            reason=row.reason,
            checked_by=names.staff_name(row.checked_by) or None,
            checked_at=row.checked_at,
            version=row.version,
        )
        for row in rows
    ]


_SAMPLE = RoutingCheck.cause == "sample"
_WRONG = RoutingCheck.verdict == "wrong"


async def get_figures(session: ReadSession, access: Access, days: int) -> CheckFigures:
    """The error rate of routing by day and by rule, of what has been looked at.

    The sample speaks for all conversations; what was sent on by hand is counted apart, because it
    is looked at for being suspicious.
    """
    seen = await seen_checks(session, access)
    shops = await get_shops(session)
    zone = shops[min(shops)].time_zone if shops else "UTC"
    day = func.date(func.timezone(zone, RoutingCheck.made_at)).label("day")
    since = RoutingCheck.made_at > func.now() - text("make_interval(days => :days)").bindparams(
        days=days
    )
    counts = (
        func.count().filter(_SAMPLE).label("sampled"),
        func.count().filter(_SAMPLE, _WRONG).label("sampled_wrong"),
        func.count().filter(~_SAMPLE).label("rerouted"),
        func.count().filter(~_SAMPLE, _WRONG).label("rerouted_wrong"),
    )
    judged = (seen, since, RoutingCheck.verdict.is_not(None))
    by_day = await session.execute(select(day, *counts).where(*judged).group_by(day).order_by(day))
    rule = RoutingCheck.rule_id
    name = func.max(RoutingCheck.rule_name).label("rule_name")
    by_rule = await session.execute(
        select(rule, name, *counts).where(*judged).group_by(rule).order_by(name.nulls_last())
    )
    still_open = await session.scalar(
        select(func.count()).where(seen, RoutingCheck.verdict.is_(None))
    )
    return CheckFigures(
        open=still_open or 0,
        days=[DayOfChecks.model_validate(row) for row in by_day],
        rules=[RuleOfChecks.model_validate(row) for row in by_rule],
    )
