"""What people and roles may grant and approve."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.http.shapes import Labels
from zhiyin.modules.people.interface import get_roles, get_roles_of, get_shops
from zhiyin.modules.remedies.models import PayoutDay, PayoutLimit
from zhiyin.modules.remedies.rules import USUAL, Allowed, RoleLimit, allowed, within
from zhiyin.modules.remedies.schemas import LimitOut, LimitsOut

AnySession = ReadSession | WriteSession


async def get_limits(session: AnySession) -> Sequence[PayoutLimit | RoleLimit]:
    """All limits: those that were set, or the usual ones."""
    query = select(PayoutLimit).order_by(PayoutLimit.id)
    return (await session.execute(query)).scalars().all() or USUAL


async def show_limits(session: AnySession) -> LimitsOut:
    """All limits with the names of roles, and the version whoever changes them has to name."""
    names = {code: Labels.of(name) for code, name in (await get_roles(session)).items()}
    rows = [row for row in await get_limits(session) if row.role in names]
    return LimitsOut(
        limits=[
            LimitOut(
                role=row.role,
                role_name=names[row.role],
                currency=row.currency,
                grant_each=row.grant_each,
                grant_day=row.grant_day,
                approve_each=row.approve_each,
            )
            for row in rows
        ],
        roles=names,
        version=max((getattr(row, "version", 0) for row in rows), default=0),
    )


async def get_allowed(
    session: AnySession, staff_ids: Sequence[UUID], currency: str
) -> dict[UUID, Allowed]:
    """What each of these people may by all their roles together."""
    roles = await get_roles_of(session, staff_ids)
    limits = await get_limits(session)
    return {
        one: allowed([row for row in limits if row.role in roles.get(one, ())], currency)
        for one in staff_ids
    }


async def allowed_to(session: AnySession, actor: Actor, currency: str) -> Allowed:
    """What whoever acts may; only people have limits above nothing."""
    if actor.kind != "staff" or actor.id is None:
        return Allowed()
    return (await get_allowed(session, [actor.id], currency))[actor.id]


async def today_in(session: AnySession, shop_id: UUID, moment: datetime | None = None) -> date:
    """Which day it is in a shop."""
    shop = (await get_shops(session))[shop_id]
    return (moment or now()).astimezone(ZoneInfo(shop.time_zone)).date()


async def may_grant(
    session: AnySession, actor: Actor, shop_id: UUID, amount: int, currency: str
) -> bool:
    """Whether whoever acts could grant this now without asking anybody. Only granting itself keeps
    the sum of the day: what is true here may not be a moment later.
    """
    may = await allowed_to(session, actor, currency)
    if not within(amount, may.grant_each):
        return False
    given = await session.scalar(
        select(PayoutDay.amount).where(
            PayoutDay.staff_id == actor.id,
            PayoutDay.day == await today_in(session, shop_id),
            PayoutDay.currency == currency,
        )
    )
    return within(amount + (given or 0), may.grant_day)
