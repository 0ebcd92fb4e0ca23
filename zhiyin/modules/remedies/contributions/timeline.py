"""Payouts on the customer's timeline."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import TimelineEntry
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.remedies.models import Payout
from zhiyin.modules.remedies.permissions import readable
from zhiyin.modules.remedies.queries.lists import conceal
from zhiyin.modules.remedies.rules import KIND, STATES, State, reference, say_amount


class PayoutsOnTimeline:
    """One line a payout: how much, why, where it stands."""

    name = "payouts"

    async def entries(
        self,
        session: ReadSession,
        access: Access,
        customer_ids: Sequence[UUID],
        before: datetime,
        limit: int,
    ) -> list[TimelineEntry]:
        """Those the caller may see, newest first."""
        names = await get_names(session)
        rows = await session.execute(
            select(Payout)
            .where(
                Payout.customer_id.in_(customer_ids),
                Payout.requested_at < before,
                readable(access),
            )
            .order_by(Payout.id.desc())
            .limit(limit)
        )
        entries = []
        for row in rows.scalars():
            said = f"{reference(row.requested_at, row.number)} "
            said += say_amount(row.amount, row.currency)
            lines = (conceal(access, row.reason), names.staff_name(row.requested_by))
            entries.append(
                TimelineEntry(
                    kind=KIND,
                    at=row.requested_at,
                    title=Text(f"补偿 {said}", f"Payout {said}"),
                    lines=tuple(line for line in lines if line),
                    badge=STATES[cast(State, row.state)],
                    ref=ObjectRef(KIND, row.id),
                )
            )
        return entries
