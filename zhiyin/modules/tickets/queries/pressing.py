"""What presses tickets, read for many at once, and how far rules raise them by it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.settings.settings import Place, get_setting, listed
from zhiyin.modules.conversations.interface import get_pressures
from zhiyin.modules.customers.interface import get_cards
from zhiyin.modules.people.interface import get_calendar
from zhiyin.modules.tickets.models import Ticket, TicketLink
from zhiyin.modules.tickets.pressing import Pressing, PressRules, Raised, earliest, raise_by
from zhiyin.modules.tickets.rules import LIVE
from zhiyin.modules.tickets.settings import (
    RAISE_AFTER,
    RAISE_ANGRY,
    RAISE_LEVEL,
    RAISE_LEVELS,
    RAISE_MOST,
    RAISE_WAITING,
)

Reading = ReadSession | WriteSession
# What is read of a ticket to know what presses it.
COLUMNS = (
    Ticket.id, Ticket.state, Ticket.shop_id, Ticket.team_id, Ticket.customer_id, Ticket.changed_at,
    Ticket.raised, Ticket.raised_by, Ticket.held,
)  # fmt: skip


async def get_press_rules(session: Reading, place: Place) -> PressRules:
    """What rules hold for tickets of this place."""
    return PressRules(
        angry=await get_setting(session, RAISE_ANGRY, place),
        level=await get_setting(session, RAISE_LEVEL, place),
        waiting=await get_setting(session, RAISE_WAITING, place),
        levels=frozenset(listed(await get_setting(session, RAISE_LEVELS, place))),
        most=await get_setting(session, RAISE_MOST, place),
    )


async def reckon_raised(session: Reading, rows: Sequence[Any]) -> dict[UUID, Raised]:
    """How far rules raise each of these tickets now; a few questions for all of them."""
    moment = now()
    levels = await get_cards(session, [row.customer_id for row in rows if row.customer_id])
    since = await _pressed_since(session, [row.id for row in rows])
    raised = {}
    for row in rows:
        rules = await get_press_rules(session, Place(shop_id=row.shop_id, team_id=row.team_id))
        angry, waiting = since.get(row.id, (None, None))
        # What waits for somebody else is not ours to be quicker with; a customer who writes is.
        begun = earliest((waiting, row.changed_at if row.state == "open" else None))
        card = levels.get(row.customer_id)
        facts = Pressing(
            angry_since=angry,
            level=card.level if card else None,
            waiting_since=begun,
            long_at=await _long_at(session, row, begun, moment),
        )
        raised[row.id] = raise_by(rules, facts, moment, held=row.held)
    return raised


async def _long_at(
    session: Reading, row: Any, begun: datetime | None, moment: datetime
) -> datetime | None:
    """When waiting becomes long, by the opening hours of the team or the shop."""
    if begun is None:
        return None
    place = Place(shop_id=row.shop_id, team_id=row.team_id)
    after: int = await get_setting(session, RAISE_AFTER, place)
    if begun + timedelta(seconds=after) > moment:
        return None
    return (await get_calendar(session, row.shop_id, row.team_id)).add(begun, after)


Since = tuple[datetime | None, datetime | None]


async def _pressed_since(session: Reading, ids: Sequence[UUID]) -> Mapping[UUID, Since]:
    """Since when customers of linked conversations are angry, and wait."""
    query = select(TicketLink.ticket_id, TicketLink.conversation_id).where(
        TicketLink.ticket_id.in_(ids)
    )
    links = (await session.execute(query)).all()
    pressures = await get_pressures(session, sorted({link.conversation_id for link in links}))
    found: dict[UUID, Since] = {}
    for link in links:
        one = pressures[link.conversation_id]
        angry, waiting = found.get(link.ticket_id, (None, None))
        found[link.ticket_id] = (
            earliest((angry, one.angry_since)),
            earliest((waiting, one.waiting_since)),
        )
    return found


def stands_so(row: Any, raised: Raised) -> bool:
    """Whether a ticket is raised like this already, and by this."""
    return bool((row.raised, list(row.raised_by)) == (raised.steps, list(raised.causes)))


async def find_moved(
    session: ReadSession, after: UUID, limit: int
) -> tuple[list[UUID], UUID | None]:
    """Of the next tickets that are worked on, those that rules raise otherwise than they stand;
    and where to go on.
    """
    query = select(*COLUMNS).where(Ticket.state.in_(LIVE), Ticket.id > after)
    rows = (await session.execute(query.order_by(Ticket.id).limit(limit))).all()
    raised = await reckon_raised(session, rows) if rows else {}
    moved = [row.id for row in rows if not stands_so(row, raised[row.id])]
    return moved, rows[-1].id if len(rows) == limit else None
