"""Limits by role are set."""

from sqlalchemy import delete, insert, text

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import EditConflictError, InvalidInputError
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.interface import get_roles
from zhiyin.modules.remedies.models import PayoutLimit
from zhiyin.modules.remedies.queries.limits import get_limits, show_limits
from zhiyin.modules.remedies.rules import RoleLimit
from zhiyin.modules.remedies.schemas import LimitIn, LimitsIn, LimitsOut

TWICE = Text("同一角色、同一币种只能有一行。", "A role has one row in each currency.")
NO_ROLE = Text("没有这个角色。", "There is no such role.")
DAY_BELOW = Text("每日额度不能低于单笔额度。", "The limit of a day is below that of one payout.")

_ALONE = text("SELECT pg_advisory_xact_lock(7417)")


async def set_limits(session: WriteSession, body: LimitsIn) -> LimitsOut:
    """Sets what all roles may; whoever saw an older state is asked to look again."""
    await session.execute(_ALONE)
    before = await get_limits(session)
    shown = await show_limits(session)
    if shown.version != body.version:
        raise EditConflictError(extra={"current": shown.model_dump(mode="json")})
    _check(body.limits, set(await get_roles(session)))
    version = body.version + 1
    old = {f"{row.role}:{row.currency}": _said(row) for row in before}
    await session.execute(delete(PayoutLimit))
    rows = [{"id": new_id(), "version": version, **one.model_dump()} for one in body.limits]
    await session.execute(insert(PayoutLimit).values(rows))
    new = {f"{one.role}:{one.currency}": _said(one) for one in body.limits}
    audit(session, "remedies.set_limits", None, before=old, after=new)
    return await show_limits(session)


def _said(one: PayoutLimit | RoleLimit | LimitIn) -> list[int | None]:
    return [one.grant_each, one.grant_day, one.approve_each]


def _check(limits: list[LimitIn], roles: set[str]) -> None:
    wrong: dict[str, Text] = {}
    seen = set()
    for place, one in enumerate(limits):
        if one.role not in roles:
            wrong[f"limits.{place}.role"] = NO_ROLE
        if (one.role, one.currency) in seen:
            wrong[f"limits.{place}.role"] = TWICE
        seen.add((one.role, one.currency))
        each, day = one.grant_each, one.grant_day
        if day is not None and (each is None or day < each):
            wrong[f"limits.{place}.grant_day"] = DAY_BELOW
    if wrong:
        raise InvalidInputError(fields=wrong)
