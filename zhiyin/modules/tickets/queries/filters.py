"""Which tickets: a filter as conditions on rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Uuid,
    any_,
    case,
    false,
    func,
    literal,
    select,
    true,
)

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.fields.field import WRITTEN, CustomField
from zhiyin.kernel.fields.filters import FieldFilter, held_condition, read_filters
from zhiyin.modules.tickets.models import Ticket, TicketLink, TicketValue, TicketWatcher
from zhiyin.modules.tickets.rules import ENDED, LIVE, TAG
from zhiyin.modules.tickets.schemas.tickets import TicketFilter

# Written values are found by how they begin; more of them no index keeps.
WORD_LENGTH = 200


def word_of(value: object) -> str | None:
    """A value as the side table keeps it where it is no number."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.casefold()[:WORD_LENGTH] if isinstance(value, str) else None


# A value that fewer tickets have is where looking begins; one that more have is looked up for each
# ticket of an index in the order of the list, until the page is full.
RARE = 5_000
AHEAD = {"overdue": timedelta(0), "today": timedelta(1), "week": timedelta(7)}


async def conditions(
    session: ReadSession,
    asked: TicketFilter,
    access: Access,
    led: frozenset[UUID],
    fields: Sequence[CustomField],
) -> list[ColumnElement[bool]]:
    """Conditions for everything a filter names but its words."""
    found = [*_whose(asked, access, led), *_what(asked), *_when(asked)]
    if asked.conversation_id is not None:
        linked = select(TicketLink.ticket_id).where(
            TicketLink.conversation_id == asked.conversation_id
        )
        found.append(Ticket.id.in_(linked))
    values = [_Values(TAG, (TicketValue.word == word_of(tag),)) for tag in asked.tag]
    values += [_asked_of(one) for one in read_filters(fields, asked.field)]
    return found + [await _narrowed(session, one) for one in values]


@dataclass(frozen=True)
class _Values:
    """Which values of a field are asked for."""

    field: str
    wanted: tuple[ColumnElement[bool], ...]
    # The same asked of the ticket's own row, where that says it as exactly.
    held: ColumnElement[bool] | None = None


async def _narrowed(session: ReadSession, one: _Values) -> ColumnElement[bool]:
    """A condition on tickets that says how to look: the database cannot know how many have a value
    of a field that people have made up, and would now and then read them all.
    """
    held = (TicketValue.field == one.field, *one.wanted)
    theirs = select(TicketValue.ticket_id).where(*held)
    few = select(func.count()).select_from(theirs.limit(RARE + 1).subquery())
    if (await session.scalar(few) or 0) <= RARE:
        return Ticket.id == any_(
            func.array(theirs.correlate(None).scalar_subquery(), type_=ARRAY(Uuid))
        )
    if one.held is not None:
        # The row is at hand and is asked itself, at a tenth of the price. In a case, as else the
        # planner would take a frequent value for a rare one, and gather instead of walking.
        return case((one.held, true()), else_=false()).is_(True)
    # Not joined but asked of one ticket after the other: a scalar is never turned into a join.
    probe = select(literal(True)).where(TicketValue.ticket_id == Ticket.id, *held).limit(1)
    return probe.correlate(Ticket).scalar_subquery().is_(True)


def _whose(asked: TicketFilter, access: Access, led: frozenset[UUID]) -> list[ColumnElement[bool]]:
    if asked.box == "mine":
        return [Ticket.owner_id == access.id]
    if asked.box == "team":
        return [Ticket.team_id.in_(access.team_ids | led)]
    if asked.box == "watching":
        watched = select(TicketWatcher.ticket_id).where(TicketWatcher.staff_id == access.id)
        return [Ticket.id.in_(watched)]
    return []


def _what(asked: TicketFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.state:
        # As the indexes have it, which hold those that are worked on alone.
        if set(asked.state) <= set(LIVE):
            found.append(Ticket.state.in_(LIVE))
        if set(asked.state) not in (set(LIVE), {*LIVE, *ENDED}):
            found.append(Ticket.state.in_(asked.state))
    several: tuple[tuple[Any, Sequence[Any]], ...] = (
        (Ticket.type_id, asked.type_id),
        (Ticket.status, asked.status),
        (Ticket.priority, asked.priority),
        (Ticket.owner_id, asked.owner_id),
        (Ticket.team_id, asked.team_id),
        (Ticket.shop_id, asked.shop_id),
        (Ticket.subject_id, asked.subject_id),
    )
    found += [column.in_(values) for column, values in several if values]
    if asked.customer_id is not None:
        found.append(Ticket.customer_id == asked.customer_id)
    found += [getattr(Ticket, name).is_(None) for name in asked.without]
    if asked.parent_id is not None:
        found.append(Ticket.parent_id == asked.parent_id)
    return found


def _when(asked: TicketFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.due is not None:
        found += [Ticket.state.in_(LIVE), Ticket.due_at < func.now() + AHEAD[asked.due]]
    if asked.promise is not None:
        until = func.now() + AHEAD[asked.promise]
        found += [Ticket.state.in_(LIVE), Ticket.promise_due_at < until]
    if asked.made_after is not None:
        found.append(Ticket.made_at >= asked.made_after)
    if asked.made_before is not None:
        found.append(Ticket.made_at < asked.made_before)
    return found


def column_of(field: CustomField) -> Any:
    """Where the values of a field stand in the side table."""
    numeric = field.type in ("number", "money", "formula")
    return TicketValue.number if numeric else TicketValue.word


def _asked_of(one: FieldFilter) -> _Values:
    column = column_of(one.field)

    def kept(value: Any) -> Any:
        return float(value) if column is TicketValue.number else word_of(value)

    # Words are found in whatever case they were written, and by how they begin.
    held = None if one.field.type in WRITTEN else held_condition(Ticket.fields, one)
    if one.exact is not None:
        return _Values(one.field.code, (column == kept(one.exact),), held)
    bounds: list[ColumnElement[bool]] = [column.is_not(None)]
    if one.low is not None:
        bounds.append(column >= kept(one.low))
    if one.high is not None:
        bounds.append(column <= kept(one.high))
    return _Values(one.field.code, tuple(bounds), held)


def far_future() -> datetime:
    """What has no due moment is due then, for sorting."""
    return datetime.fromisoformat("9999-12-31T00:00:00+00:00")
