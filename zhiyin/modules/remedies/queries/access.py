"""Which payouts somebody sees, and what they may do with them."""

from collections.abc import Collection, Mapping, Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.auth.reach import is_within
from zhiyin.kernel.contracts.module import Face
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.remedies.models import Payout
from zhiyin.modules.remedies.permissions import APPROVE, PAY, PROPOSE, SEE, readable
from zhiyin.modules.remedies.rules import KIND, Allowed, State, Verb, possible, within

AnySession = ReadSession | WriteSession


async def get_faces(
    session: AnySession, access: Access | None, refs: Collection[ObjectRef]
) -> dict[ObjectRef, Face]:
    """What payouts are for, as far as the caller may see it."""
    found: dict[ObjectRef, Face] = {}
    for name in sorted({ref.kind for ref in refs} - {KIND}):
        kind = session.house.object_kinds.get(name)
        if kind is not None:
            ids = sorted({ref.id for ref in refs if ref.kind == name})
            faces = await kind.look(session, access, ids)
            found |= {ObjectRef(name, one): face for one, face in faces.items()}
    return found


def about_of(row: Payout) -> ObjectRef:
    """What a payout is for."""
    return ObjectRef(row.about_kind, row.about_id)


async def find_visible(
    session: AnySession, access: Access | None, ids: Sequence[UUID]
) -> list[Payout]:
    """Those of these payouts the caller may see: in their scope, asked for by them, or for
    something they can see. Without a caller, all that exist.
    """
    query = select(Payout).where(Payout.id.in_(ids)).execution_options(populate_existing=True)
    rows = list((await session.execute(query)).scalars())
    if access is None:
        return rows
    if not access.may(SEE):
        return []
    own = select(Payout.id).where(Payout.id.in_(ids), readable(access))
    seen = set((await session.execute(own)).scalars())
    rest = [row for row in rows if row.id not in seen and access.reaches(row.shop_id)]
    faces = await get_faces(session, access, {about_of(row) for row in rest})
    seen |= {row.id for row in rest if about_of(row) in faces}
    return [row for row in rows if row.id in seen]


async def access_payout(session: AnySession, access: Access, payout_id: UUID) -> Payout:
    """A payout the caller may see; not found otherwise."""
    rows = await find_visible(session, access, [payout_id])
    if not rows:
        raise NotFoundError
    return rows[0]


def may_approve(access: Access, row: Payout) -> bool:
    """Whether the caller decides about payouts of this shop and team at all."""
    return is_within(access, APPROVE, row.shop_id, row.team_id, of_no_team=True)


def may_pay(access: Access, row: Payout) -> bool:
    """Whether the caller pays payouts of this shop and team."""
    return is_within(access, PAY, row.shop_id, row.team_id, of_no_team=True)


def may_withdraw(access: Access, row: Payout) -> bool:
    """Whether the caller may take a payout back: whoever asked, and whoever decides."""
    asked = row.requested_by == access.id and access.may(PROPOSE)
    return asked or may_approve(access, row)


def verbs_of(
    access: Access, row: Payout, allowed: Mapping[str, Allowed], by_hand: Collection[str]
) -> list[Verb]:
    """What the caller may do with a payout now; `allowed` by currency."""
    limit = allowed[row.currency].approve_each
    decides = may_approve(access, row) and row.requested_by != access.id
    pays = may_pay(access, row) and row.kind in by_hand
    may: Mapping[Verb, bool] = {
        "approve": decides and within(row.amount, limit),
        "refuse": decides,
        "send": pays,
        "arrive": pays,
        "fail": pays,
        "withdraw": may_withdraw(access, row),
    }
    return [verb for verb in possible(cast(State, row.state)) if may.get(verb)]
