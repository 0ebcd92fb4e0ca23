"""The times of conversations for export, one row each, limited to what the caller may see."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import Database, ReadSession
from zhiyin.kernel.text.cells import table_line
from zhiyin.modules.channels.interface import get_channels
from zhiyin.modules.conversations.figures import Figures, Moment, figures_of
from zhiyin.modules.conversations.models.conversations import Conversation
from zhiyin.modules.conversations.permissions import readable
from zhiyin.modules.conversations.rules import reference
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.servicelevels.interface import KINDS, Clock, get_clocks

BATCH = 500
COLUMNS = (
    "ref", "channel", "team", "agent", "priority", "opened_at", "closed_at",
    "until_assigned_s", "first_answer_s", "first_bot_answer_s", "answers", "mean_wait_s",
    "longest_wait_s", "unanswered", "our_time_s", "customer_time_s", "transfers", "returns",
    "reopened",
    *(f"{kind}_{part}" for kind in KINDS for part in ("goal_s", "due_at", "met_at", "result")),
    "outcome", "follow_up_wished",
)  # fmt: skip
# Lines that say who has it, and words that were said; notes and everything else change no turn.
_MOMENTS = text("""
    SELECT conversation_id, at,
           CASE WHEN kind = 'event' THEN
                CASE event ->> 'code' WHEN 'picked' THEN 'assigned' ELSE event ->> 'code' END
           ELSE sender_kind END AS what
    FROM messages
    WHERE conversation_id = ANY(:ids) AND (
        (kind IN ('text', 'image', 'file') AND sender_kind IN ('customer', 'staff', 'bot'))
        OR (kind = 'event' AND event ->> 'code' IN
            ('assigned', 'picked', 'transferred', 'returned', 'closed', 'reopened')))
    ORDER BY conversation_id, number
""")


def _first_id(moment: datetime) -> UUID:
    """The smallest id that can have been made at this moment: ids carry their time, since 1970."""
    return UUID(int=max(0, int(moment.timestamp() * 1000)) << 80)


async def export_times(
    database: Database, access: Access, since: datetime, until: datetime
) -> AsyncIterator[str]:
    """Lines of a table, the oldest conversation first; each part reads for itself and is brief."""
    yield "\ufeff" + table_line(COLUMNS)
    after = _first_id(since)
    while True:
        async with database.reading() as session:
            rows = await _page(session, access, after, _first_id(until))
            lines = await _lines(session, rows)
        if not rows:
            return
        yield "".join(lines)
        after = rows[-1].id


async def _page(
    session: ReadSession, access: Access, after: UUID, before: UUID
) -> Sequence[Conversation]:
    query = (
        select(Conversation)
        .where(
            readable(access),
            Conversation.id > after,
            Conversation.id < before,
            Conversation.origin == "inbound",
        )
        .order_by(Conversation.id)
        .limit(BATCH)
    )
    return (await session.execute(query)).scalars().all()


async def _lines(session: ReadSession, rows: Sequence[Conversation]) -> list[str]:
    ids = [row.id for row in rows]
    moments: dict[UUID, list[Moment]] = {}
    for one in await session.execute(_MOMENTS, {"ids": ids}):
        moments.setdefault(one.conversation_id, []).append(Moment(one.at, one.what))
    clocks = await get_clocks(session, "conversation", ids)
    names = await get_names(session)
    channels = await get_channels(session)
    moment = now()
    lines = []
    for row in rows:
        figures = figures_of(moments.get(row.id, ()), row.closed_at or moment)
        channel = channels.get(row.channel_account_id)
        head = (
            reference(row.opened_at, row.serial),
            channel.name if channel else "",
            names.team_name(row.team_id),
            names.staff_name(row.assignee_id or row.closed_by),
            row.priority,
            row.opened_at.isoformat(),
            row.closed_at.isoformat() if row.closed_at else "",
        )
        promises = _promises(clocks.get(row.id, ()))
        ending = (row.close_result or "", "yes" if row.follow_up else "")
        lines.append(table_line((*head, *_figures(figures), *promises, *ending)))
    return lines


def _figures(figures: Figures) -> tuple[Any, ...]:
    return (
        _seconds(figures.until_assigned),
        _seconds(figures.first_answer),
        _seconds(figures.first_bot_answer),
        len(figures.waits),
        _seconds(figures.mean_wait),
        _seconds(figures.longest_wait),
        figures.unanswered,
        _seconds(figures.ours),
        _seconds(figures.customers),
        figures.transfers,
        figures.returns,
        figures.reopened,
    )


def _promises(clocks: Sequence[Clock]) -> list[Any]:
    """Of each promise the first one that was made."""
    found: list[Any] = []
    for kind in KINDS:
        clock = next((one for one in clocks if one.kind == kind), None)
        if clock is None:
            found += ["", "", "", ""]
        else:
            met = clock.met_at.isoformat() if clock.met_at else ""
            found += [clock.seconds, clock.due_at.isoformat(), met, clock.result]
    return found


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
