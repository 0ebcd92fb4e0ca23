"""What is known of a complaint when it is graded, and what its shop has set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.settings.settings import Place, get_setting, listed
from zhiyin.modules.complaints.grading import Facts, Felt, Level
from zhiyin.modules.complaints.models import Complaint
from zhiyin.modules.complaints.rules import (
    ALIKE_FROM,
    CONTACTS_WITHIN,
    EARLIER_WITHIN,
    SAME_WITHIN,
    Matter,
    alike,
)
from zhiyin.modules.complaints.settings import CALM, KEY_LEVELS, POINTS, ROLES, SOLVE, TYPES
from zhiyin.modules.conversations.interface import count_contacts, get_pressures
from zhiyin.modules.customers.interface import get_cards
from zhiyin.modules.tickets.interface import get_types

AnySession = ReadSession | WriteSession


@dataclass(frozen=True)
class Plaint:
    """What is graded: the words, whose they are, and where they were said."""

    words: str
    shop_id: UUID
    customer_id: UUID | None = None
    conversation_ids: Sequence[UUID] = ()
    subject_id: UUID | None = None
    felt: Felt | None = None
    # Itself, where it is there already.
    complaint_id: UUID | None = None
    filed_at: datetime | None = None


async def gather(session: AnySession, plaint: Plaint) -> Facts:
    """Everything rules look at, besides the words themselves."""
    moment = plaint.filed_at or now()
    earlier, contacts, key = 0, 0, False
    if plaint.customer_id is not None:
        earlier = await count_earlier(session, plaint)
        since = moment - CONTACTS_WITHIN
        found = await count_contacts(session, [plaint.customer_id], since)
        contacts = found.get(plaint.customer_id, 0)
        card = (await get_cards(session, [plaint.customer_id])).get(plaint.customer_id)
        levels = await get_setting(session, KEY_LEVELS, Place(shop_id=plaint.shop_id))
        key = card is not None and card.level in listed(levels)
    pressures = await get_pressures(session, list(plaint.conversation_ids))
    waits = [one.waiting_since for one in pressures.values() if one.waiting_since is not None]
    waiting = (now() - min(waits)).total_seconds() / 3600 if waits else 0.0
    repeats = await find_repeated(session, plaint) is not None
    return Facts(plaint.words, plaint.felt, earlier, contacts, repeats, key, waiting)


async def count_earlier(session: AnySession, plaint: Plaint) -> int:
    """How often the customer has complained lately, besides this."""
    moment = plaint.filed_at or now()
    query = select(func.count()).where(
        Complaint.customer_id == plaint.customer_id,
        Complaint.filed_at > moment - EARLIER_WITHIN,
        Complaint.filed_at < moment,
    )
    if plaint.complaint_id is not None:
        query = query.where(Complaint.id != plaint.complaint_id)
    return int(await session.scalar(query) or 0)


async def find_repeated(session: AnySession, plaint: Plaint) -> Complaint | None:
    """The complaint of the same customer about the same that was settled a few days ago."""
    if plaint.customer_id is None:
        return None
    moment = plaint.filed_at or now()
    query = select(Complaint).where(
        Complaint.customer_id == plaint.customer_id,
        Complaint.first_solved_at > moment - SAME_WITHIN,
        Complaint.filed_at < moment,
    )
    if plaint.complaint_id is not None:
        query = query.where(Complaint.id != plaint.complaint_id)
    mine = Matter(plaint.words, plaint.subject_id)
    for row in (await session.execute(query.order_by(Complaint.id.desc()))).scalars():
        same = plaint.subject_id is not None and plaint.subject_id == row.subject_id
        if same or alike(mine, Matter(row.words, row.subject_id)).score >= ALIKE_FROM:
            return row
    return None


async def get_thresholds(session: AnySession, shop_id: UUID) -> tuple[int, ...]:
    """From how many points on a complaint of this shop is of level 1, 2, 3."""
    place = Place(shop_id=shop_id)
    return tuple([await get_setting(session, one, place) for one in POINTS])


async def get_limits(
    session: AnySession, shop_id: UUID, level: Level | int
) -> tuple[timedelta, timedelta]:
    """How soon a customer is to be calmed, and a complaint of this level solved."""
    place = Place(shop_id=shop_id)
    calm = await get_setting(session, CALM[level - 1], place)
    solve = await get_setting(session, SOLVE[level - 1], place)
    return timedelta(seconds=calm), timedelta(seconds=solve)


async def get_role(session: AnySession, shop_id: UUID | None, level: int) -> str:
    """The code of the role that handles a level; empty: whoever has the ticket."""
    code: str = await get_setting(session, ROLES[level - 1], Place(shop_id=shop_id))
    return code.strip()


async def get_complaint_types(session: AnySession, shop_id: UUID) -> list[Any]:
    """The types of tickets that are complaints, in the order of the setting."""
    named: str = await get_setting(session, TYPES, Place(shop_id=shop_id))
    codes = listed({"": named})
    types = {one.code: one for one in (await get_types(session)).values() if one.active}
    return [types[code] for code in codes if code in types]
