"""What dispatch does when work waits, somebody has room, or somebody is gone."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.events.registry import Listener
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.dispatch.actions.rounds import (
    queues_of,
    run_rounds,
    unserved_queues,
    wake_rested,
)
from zhiyin.modules.dispatch.events import CapacityFreed, WorkQueued
from zhiyin.modules.dispatch.settings import VANISH_GRACE
from zhiyin.modules.people.events import PresenceChanged, StaffChanged
from zhiyin.modules.people.interface import sign_off_vanished


async def give_out(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Runs rounds for the queues that wait and those that somebody has room for."""
    queues: set[UUID] = set()
    freed: set[UUID] = set()
    for stored in events:
        if isinstance(stored.event, WorkQueued):
            queues.add(stored.event.queue_id)
        elif isinstance(stored.event, CapacityFreed):
            freed.add(stored.event.staff_id)
        else:
            freed.add(cast(PresenceChanged, stored.event).staff_id)
    if freed:
        queues |= set(await queues_of(session, sorted(freed)))
    await run_rounds(session.house.database, sorted(queues), session.cause)


GIVE_OUT = Listener(
    "dispatch.give_out",
    (WorkQueued, CapacityFreed, PresenceChanged, StaffChanged),
    give_out,
    lane="now",
)


async def repeat_rounds(database: Database) -> None:
    """The worker's part: whatever was missed, work never waits while somebody has room for it."""
    async with database.writing() as session:
        await wake_rested(session)
        queues = await unserved_queues(session)
    await run_rounds(database, queues)


async def sign_off(database: Database) -> None:
    """Signs off agents who have vanished; whoever placed their work takes it back."""
    async with database.writing() as session:
        grace = await get_setting(session, VANISH_GRACE)
        await sign_off_vanished(session, grace)
