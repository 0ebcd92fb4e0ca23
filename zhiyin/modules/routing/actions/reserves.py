"""Calls in reserves (请后援上线): a notice to everybody a stage asks for, once a surge."""

from collections.abc import Sequence
from typing import cast

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.modules.people.interface import NewNotice, notify
from zhiyin.modules.routing.events import ReservesCalled

RESERVES = "routing.reserves"


async def call_reserves(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Tells them; who was called before in this surge is not called again."""
    called = [cast(ReservesCalled, stored.event) for stored in events]
    await notify(
        session,
        [
            NewNotice(staff_id, RESERVES, f"reserves:{one.surge_id}")
            for one in called
            for staff_id in one.staff_ids
        ],
    )
