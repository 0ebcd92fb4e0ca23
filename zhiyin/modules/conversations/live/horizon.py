"""The horizon poll: every second each web process looks at what its sockets look at.

A push may be lost between processes, even the last one; what is committed shows within two
seconds all the same.
"""

import asyncio
import time
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.house import House
from zhiyin.kernel.live.hub import Connection
from zhiyin.kernel.live.limits import Buckets
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.channels.interface import get_channels
from zhiyin.modules.conversations.actions.availability import get_availability
from zhiyin.modules.conversations.actions.desk import desk_of
from zhiyin.modules.conversations.actions.visiting import show_to_customers
from zhiyin.modules.conversations.live.frames_out import encode, pushes_for, staff_topic
from zhiyin.modules.conversations.queries.lists import SEE_PERSONAL
from zhiyin.modules.conversations.schemas.shown import Availability
from zhiyin.modules.conversations.settings import ADDRESS_RATE, VISITOR_RATE
from zhiyin.modules.people.interface import get_accesses, get_names, renew_leases

log = structlog.get_logger(__name__)

EVERY = 1.0
SETTLING = 0.05
LEASE_SECONDS = 20.0
RENEW_EVERY = 5.0
NOT_SIGNED_IN = 4401

# Who takes part without holding is looked after for three days: mentions stay for good, and what
# is older is seen when it is opened.
_LOOKED_AT = text("""
    SELECT id, number, state, customer_id FROM conversations WHERE id = ANY(:ids)
    UNION ALL
    SELECT id, number, state, customer_id FROM conversations
    WHERE assignee_id = ANY(:staff) AND state <> 'closed'
    UNION ALL
    SELECT c.id, c.number, c.state, c.customer_id
    FROM conversation_participants p JOIN conversations c ON c.id = p.conversation_id
    WHERE p.staff_id = ANY(:staff) AND p.left_at IS NULL AND p.since > now() - interval '3 days'
      AND c.state <> 'closed'
    UNION ALL
    (SELECT id, number, state, customer_id FROM conversations WHERE state = 'queued' AND :queues
     ORDER BY queued_at LIMIT 500)
""")
_QUEUED = text("SELECT * FROM conversations WHERE id = ANY(:ids) AND state = 'queued'")
_SEEN = text("UPDATE visitors SET last_seen_at = now() WHERE id = ANY(:ids)")


def covered(shown: int, marks: Iterable[tuple[int, int]]) -> int:
    """The version up to which everything was shown, given what was shown before and since."""
    for after, upto in sorted(marks):
        if after <= shown < upto:
            shown = upto
    return shown


def _renew_owners(visitors: Iterable[Connection], owners: dict[UUID, UUID]) -> None:
    """Open sockets write under the file their conversation belongs to now: two may be joined."""
    for connection in visitors:
        writer = connection.state.writer
        if writer.conversation_id in owners:
            writer.customer_id = owners[writer.conversation_id]


class Horizon:
    """What this process has shown of each conversation."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.shown: dict[UUID, int] = {}
        self.renewed = -1e9

    async def run(self) -> None:
        """Polls until cancelled."""
        while True:
            try:
                await self._poll()
            except asyncio.CancelledError:
                raise
            except Exception as error:
                log.warning("horizon_failed", error=str(error)[:200])
            await asyncio.sleep(EVERY)

    async def _poll(self) -> None:
        connections = list(self.house.hub.connections)
        staff = {c.owner_id for c in connections if c.kind == "staff" and c.owner_id}
        visitors = [c for c in connections if c.kind == "visitor" and c.state is not None]
        async with self.house.database.reading() as session:
            await get_names(session)
            await get_channels(session)
            await self._limits(session)
            looked_at = self._looked_at(connections, visitors)
            answer = await session.execute(
                _LOOKED_AT,
                {
                    "ids": looked_at,
                    "staff": list(staff),
                    "queues": any(c.kind == "staff" for c in connections),
                },
            )
            rows = answer.all()
            numbers = {row.id: row.number for row in rows}
            queued = {row.id for row in rows if row.state == "queued"}
            _renew_owners(visitors, {row.id: row.customer_id for row in rows})
            # What was committed just now is on its way to the screens by itself.
            await asyncio.sleep(SETTLING)
            marks = self.house.hub.take_marks()
            shown = {
                one: covered(self.shown.get(one, 0), marks.get(str(one), ())) for one in numbers
            }
            behind = {
                one: number - shown[one] for one, number in numbers.items() if shown[one] < number
            }
            if behind:
                # What was never looked at before is shown by its latest lines.
                back = max(n if one in self.shown else 3 for one, n in behind.items())
                pushes = await pushes_for(
                    session,
                    list(behind)[:500],
                    min(back, 200),
                    also=[staff_topic(one) for one in staff],
                )
                # Other processes poll for themselves.
                self.house.hub.deliver(pushes)
            await self._tell_availability(session, visitors)
            await self._tell_places(session, visitors, queued)
        self.shown = {one: max(number, shown[one]) for one, number in numbers.items()}
        await self._renew(staff, visitors)

    async def _tell_availability(
        self, session: ReadSession, visitors: Sequence[Connection]
    ) -> None:
        """Says honestly when the last agent leaves, or the first one comes."""
        found: dict[tuple[UUID, str], Availability] = {}
        for connection in visitors:
            state = connection.state
            key = (state.writer.channel.id, state.language)
            if key not in found:
                found[key] = await get_availability(session, state.writer.channel, state.language)
            if found[key]["reason"] != state.availability["reason"]:
                state.availability = found[key]
                connection.push(encode({"type": "availability", "availability": found[key]}))

    async def _tell_places(
        self, session: ReadSession, visitors: Sequence[Connection], queued: set[UUID]
    ) -> None:
        """Who waits sees the line before them grow shorter."""
        waiting = [c for c in visitors if c.state.writer.conversation_id in queued]
        ids = {c.state.writer.conversation_id for c in waiting}
        if not ids:
            return
        rows = (await session.execute(_QUEUED, {"ids": list(ids)})).all()
        shown = await show_to_customers(session, rows)
        for connection in waiting:
            one = shown.get(connection.state.writer.conversation_id)
            if one and one["queue"] and one["queue"] != connection.state.place:
                connection.state.place = one["queue"]
                connection.push(encode({"type": "changed", "conversation": one, "messages": []}))

    def _looked_at(
        self, connections: Sequence[Connection], visitors: Sequence[Connection]
    ) -> list[UUID]:
        ids = {
            UUID(topic.partition(":")[2])
            for connection in connections
            if connection.kind == "staff"
            for topic in connection.topics
            if topic.startswith("conversation:")
        }
        ids |= {c.state.writer.conversation_id for c in visitors if c.state.writer.conversation_id}
        # What was shown last time and is no longer held may have been closed or given away.
        return list(ids | self.shown.keys())[:20_000]

    async def _limits(self, session: Any) -> None:
        desk = desk_of(self.house)
        for setting, name in ((VISITOR_RATE, "visitor_buckets"), (ADDRESS_RATE, "address_buckets")):
            per_second = await get_setting(session, setting) / 60
            if getattr(desk, name).per_second != per_second:
                setattr(desk, name, Buckets(max(20.0, per_second * 20), per_second))

    async def _check_sessions(self) -> None:
        """Closes the sockets of who has signed out, and lets new roles and teams hold."""
        here = [c for c in self.house.hub.connections if c.kind == "staff" and c.state is not None]
        if not here:
            return
        async with self.house.database.reading() as session:
            ids = [c.state.access.session_id for c in here]
            accesses = await get_accesses(session, ids)
        for connection in here:
            access = accesses.get(connection.state.access.session_id)
            if access is None:
                await connection.close(NOT_SIGNED_IN)
            else:
                connection.state.access = access
                connection.sees_personal = SEE_PERSONAL in access.scopes

    async def _renew(self, staff: set[UUID], visitors: Sequence[Connection]) -> None:
        if time.monotonic() - self.renewed < RENEW_EVERY:
            return
        self.renewed = time.monotonic()
        await self._check_sessions()
        await renew_leases(self.house.database, sorted(staff), LEASE_SECONDS)
        # Who has not written needs no lease: nothing would be mailed to them.
        ids = sorted({c.state.writer.visitor.id for c in visitors if c.state.writer.customer_id})
        if ids:
            async with self.house.database.writing() as session:
                await session.execute(_SEEN, {"ids": ids})
