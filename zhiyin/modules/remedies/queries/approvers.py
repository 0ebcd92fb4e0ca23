"""Who can approve a payout, and who pays it."""

from collections.abc import Sequence
from uuid import UUID

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.people.interface import Holder, get_holders, get_role_members
from zhiyin.modules.remedies.permissions import APPROVE, PAY
from zhiyin.modules.remedies.queries.limits import get_allowed
from zhiyin.modules.remedies.rules import within

AnySession = ReadSession | WriteSession
FINANCE = "finance"
LARGEST = 2**62


def _near(holder: Holder, shop_id: UUID | None, team_id: UUID | None) -> tuple[bool, bool]:
    away = bool(holder.shop_ids) and shop_id not in holder.shop_ids
    return team_id not in holder.team_ids, away


async def find_approvers(
    session: AnySession,
    amount: int,
    currency: str,
    shop_id: UUID | None,
    team_id: UUID | None,
    asked_by: UUID | None,
) -> list[UUID]:
    """Everybody whose limit reaches, but for whoever asked: those whose limit is lowest first, and
    of these whoever is nearest.
    """
    holders = [
        one
        for one in await get_holders(session, APPROVE.name)
        if one.staff_id != asked_by and (not one.shop_ids or shop_id in one.shop_ids)
    ]
    limits = await get_allowed(session, [one.staff_id for one in holders], currency)
    reach = [one for one in holders if within(amount, limits[one.staff_id].approve_each)]

    def place(holder: Holder) -> tuple[int, bool, bool, UUID]:
        limit = limits[holder.staff_id].approve_each
        team, shop = _near(holder, shop_id, team_id)
        return LARGEST if limit is None else limit, team, shop, holder.staff_id

    return [one.staff_id for one in sorted(reach, key=place)]


async def find_payers(session: AnySession, shop_id: UUID | None) -> Sequence[UUID]:
    """Finance first, then everybody else who may pay."""
    finance = {one.staff_id for one in await get_role_members(session, FINANCE)}
    holders = await get_holders(session, PAY.name)

    def place(holder: Holder) -> tuple[bool, bool, UUID]:
        return holder.staff_id not in finance, _near(holder, shop_id, None)[1], holder.staff_id

    return [one.staff_id for one in sorted(holders, key=place)]
