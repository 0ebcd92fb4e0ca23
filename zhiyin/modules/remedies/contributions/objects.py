"""Payouts as others refer to them."""

from collections.abc import Sequence
from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import Face, ObjectKind
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.remedies.queries.access import find_visible
from zhiyin.modules.remedies.rules import KIND, reference, say_amount


async def look(
    session: ReadSession | WriteSession, access: Access | None, ids: Sequence[UUID]
) -> dict[UUID, Face]:
    """These payouts, as far as the caller may see them."""
    return {
        row.id: Face(
            f"{reference(row.requested_at, row.number)} {say_amount(row.amount, row.currency)}",
            f"/payouts/{row.id}",
            row.customer_id,
            row.shop_id,
            row.team_id,
        )
        for row in await find_visible(session, access, ids)
    }


PAYOUT = ObjectKind(KIND, Text("补偿", "Payout"), look)
