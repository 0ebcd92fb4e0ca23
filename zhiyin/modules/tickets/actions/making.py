"""Tickets are made: by hand, from a conversation, by rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, text, update

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.fields.formulas import with_reckoned
from zhiyin.kernel.fields.values import check_values
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.interface import get_fields, get_subjects
from zhiyin.modules.conversations.interface import KIND as CONVERSATION
from zhiyin.modules.conversations.interface import Brief, access_brief, messages_before
from zhiyin.modules.customers.interface import get_cards
from zhiyin.modules.people.interface import are_known, get_shops
from zhiyin.modules.tickets.actions.referring import check_references, take_files
from zhiyin.modules.tickets.actions.reminding import remind
from zhiyin.modules.tickets.actions.writing import note, ref_of, value_rows, write_tokens
from zhiyin.modules.tickets.errors import UnknownStatusError
from zhiyin.modules.tickets.events import TicketAssigned, TicketLinked, TicketMade
from zhiyin.modules.tickets.models import (
    Ticket,
    TicketComment,
    TicketLink,
    TicketValue,
    TicketWatcher,
)
from zhiyin.modules.tickets.queries.access import access_ticket
from zhiyin.modules.tickets.queries.types import access_type, get_type_fields
from zhiyin.modules.tickets.rules import (
    BY_HAND,
    IMPORTED,
    KIND,
    LIVE,
    find_status,
    first_of,
    priority_of,
)
from zhiyin.modules.tickets.schemas.tickets import LinkIn, TicketIn
from zhiyin.modules.tickets.schemas.types import TypeOut

# How much of a conversation comes along when nobody says how much.
MESSAGES_ALONG = 12
NO_SHOP = Text("请选择店铺。", "Please choose a shop.")


@dataclass(frozen=True)
class Excerpt:
    """A conversation to link, and the messages of it that say why."""

    conversation_id: UUID
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class NewTicket:
    """A ticket to make. What is not said, its type says."""

    type_id: UUID
    title: str
    shop_id: UUID
    origin: str
    text: str = ""
    status: str | None = None
    urgency: int | None = None
    importance: int | None = None
    customer_id: UUID | None = None
    subject_id: UUID | None = None
    team_id: UUID | None = None
    owner_id: UUID | None = None
    parent_id: UUID | None = None
    watchers: Sequence[UUID] = ()
    tags: Sequence[str] = ()
    due_at: datetime | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    links: Sequence[Excerpt] = ()
    # Comments that come along from another ticket.
    comment_ids: Sequence[UUID] = ()
    key: str | None = None
    # What a table says of it that has a past: it came with this import, and rings with nobody.
    batch_id: UUID | None = None
    made_at: datetime | None = None
    ended_at: datetime | None = None
    result: str = ""


# Who asks for the same ticket waits here, before anything is locked.
_ALONE = text("""
    SELECT pg_advisory_xact_lock(7415, hashtext(k.key))
    FROM unnest(CAST(:keys AS text[])) AS k(key)
""")


async def make_tickets(session: WriteSession, wanted: Sequence[NewTicket]) -> list[Ticket]:
    """Makes tickets; one whose key is known is left as it is. Answers the new ones."""
    keys = sorted({one.key for one in wanted if one.key is not None})
    known: set[str | None] = set()
    if keys:
        await session.execute(_ALONE, {"keys": keys})
        known = set(
            (await session.execute(select(Ticket.key).where(Ticket.key.in_(keys)))).scalars()
        )
    fresh = {one.key or str(place): one for place, one in enumerate(wanted) if one.key not in known}
    rows = [await make_one(session, one) for one in fresh.values()]
    await remind(session, rows)
    return rows


async def make_one(session: WriteSession, one: NewTicket) -> Ticket:
    """Makes a ticket that reminds nobody yet. Its parts are written in the order of their tables,
    as everywhere.
    """
    kind = await access_type(session, one.type_id)
    status = (
        find_status(kind.statuses, one.status)
        if one.status
        else first_of(kind.statuses, *LIVE, "solved", "closed")
    )
    if status is None or not status.active:
        raise UnknownStatusError
    fields = await get_type_fields(session, kind)
    values, errors = check_values(fields, one.fields, {})
    row = _row(session, one, kind, status.code, status.kind, values)
    errors |= await check_references(session, row.id, fields, values, {})
    if errors:
        raise InvalidInputError(fields={f"fields.{code}": said for code, said in errors.items()})
    row.fields = with_reckoned(await get_fields(session, KIND), values)
    session.add(row)
    await session.flush()
    # The number is the database's to give.
    await session.refresh(row, ["number", "made_at"])
    if watchers := sorted(set(one.watchers)):
        rows = [{"ticket_id": row.id, "staff_id": staff_id} for staff_id in watchers]
        await session.execute(insert(TicketWatcher).values(rows))
    if one.comment_ids:
        moved = update(TicketComment).where(TicketComment.id.in_(one.comment_ids))
        await session.execute(moved.values(ticket_id=row.id))
    for link in one.links:
        session.add(_link(session, row.id, link))
        about = ObjectRef(CONVERSATION, link.conversation_id)
        emit(session, TicketLinked(row.id, link.conversation_id), ref_of(row.id), about)
    await session.flush()
    if found := value_rows(row):
        await session.execute(insert(TicketValue).values(found))
    await write_tokens(session, row, new=True)
    verb = IMPORTED if one.batch_id else "make"
    await note(session, row.id, verb, {"status": (None, row.status)}, one.batch_id)
    await take_files(session, row.id, fields, row.fields, {})
    _tell(session, row, one)
    return row


def _tell(session: WriteSession, row: Ticket, one: NewTicket) -> None:
    told = TicketMade(
        row.id,
        one.origin,
        row.type_id,
        row.shop_id,
        row.customer_id,
        row.owner_id,
        row.team_id,
        row.state,
    )
    emit(session, told, ref_of(row.id))
    if row.owner_id is not None and one.batch_id is None:
        emit(session, TicketAssigned(row.id, row.owner_id, None), ref_of(row.id))


def _row(
    session: WriteSession,
    one: NewTicket,
    kind: TypeOut,
    status: str,
    state: str,
    values: dict[str, Any],
) -> Ticket:
    urgency, importance = one.urgency or kind.urgency, one.importance or kind.importance
    due_at = one.due_at
    live = state in LIVE
    if due_at is None and kind.due_within is not None and live:
        due_at = now() + timedelta(seconds=kind.due_within)
    actor = session.actor
    row = Ticket(
        id=new_id(),
        version=1,
        type_id=kind.id,
        title=one.title,
        text=one.text,
        status=status,
        state=state,
        urgency=urgency,
        importance=importance,
        priority=priority_of(urgency, importance),
        shop_id=one.shop_id,
        customer_id=one.customer_id,
        subject_id=one.subject_id,
        team_id=one.team_id or kind.team_id,
        owner_id=one.owner_id,
        parent_id=one.parent_id,
        tags=list(dict.fromkeys(one.tags)),
        fields=values,
        due_at=due_at,
        origin=one.origin,
        key=one.key,
        made_by=actor.id if actor.kind == "staff" else None,
        ended_at=None if live else one.ended_at or now(),
        result=one.result,
    )
    if one.made_at is not None:
        row.made_at = one.made_at
    return row


def _link(session: WriteSession, ticket_id: UUID, link: Excerpt) -> TicketLink:
    return TicketLink(
        ticket_id=ticket_id,
        conversation_id=link.conversation_id,
        first=link.first,
        last=link.last,
        linked_by=session.actor.id if session.actor.kind == "staff" else None,
    )


async def take_along(
    session: WriteSession, access: Access, link: LinkIn, *, latest: bool
) -> tuple[Brief, Excerpt]:
    """The conversation, if the caller may read it, with the messages that were named; with
    `latest` those that stand there now.
    """
    brief = await access_brief(session, access, link.conversation_id)
    first, last = link.first or 0, link.last or link.first or 0
    if not first and latest:
        return brief, await take_latest(session, brief.id)
    return brief, Excerpt(brief.id, min(first, last), last)


async def take_latest(session: WriteSession, conversation_id: UUID) -> Excerpt:
    """A conversation with the messages that stand there now."""
    rows, _ = await messages_before(session, conversation_id, None, MESSAGES_ALONG)
    numbers = [row.number for row in rows if row.kind != "event"]
    first, last = (numbers[0], numbers[-1]) if numbers else (0, 0)
    return Excerpt(conversation_id, first, last)


async def make_by_hand(session: WriteSession, access: Access, body: TicketIn) -> Ticket:
    """Makes a ticket somebody asked for. From a conversation it takes what is not said: customer,
    shop, subject and team; the maker owns it unless they say who does.
    """
    brief, excerpt = None, None
    if body.link is not None:
        brief, excerpt = await take_along(session, access, body.link, latest=True)
    shop_id = body.shop_id or (brief.shop_id if brief else None)
    customer_id = body.customer_id or (brief.customer_id if brief else None)
    shops = await get_shops(session)
    if shop_id is None and len(shops) == 1:
        shop_id = next(iter(shops))
    if shop_id is None:
        raise InvalidInputError(fields={"shop_id": NO_SHOP})
    await check_places(session, access, body, shop_id)
    given = body.model_dump(exclude={"link", "shop_id", "customer_id", "template_id"})
    given["subject_id"] = body.subject_id or (brief.subject_id if brief else None)
    kind = await access_type(session, body.type_id)
    own = min(access.team_ids, default=None)
    given["team_id"] = body.team_id or kind.team_id or (brief.team_id if brief else None) or own
    one = NewTicket(
        shop_id=shop_id,
        customer_id=customer_id,
        origin=BY_HAND,
        links=[excerpt] if excerpt else [],
        **given,
    )
    return (await make_tickets(session, [one]))[0]


async def check_places(session: WriteSession, access: Access, body: Any, shop_id: UUID) -> None:
    """Everything a ticket points to is there, and the caller may see what is not everybody's."""
    people = {one for one in (body.owner_id, *getattr(body, "watchers", ())) if one}
    teams = [body.team_id] if body.team_id else []
    known = await are_known(session, staff_ids=people, team_ids=teams)
    if not known or not access.reaches(shop_id) or shop_id not in await get_shops(session):
        raise NotFoundError
    if body.customer_id and body.customer_id not in await get_cards(session, [body.customer_id]):
        raise NotFoundError
    if body.subject_id and body.subject_id not in await get_subjects(session):
        raise NotFoundError
    if body.parent_id:
        await access_ticket(session, access, body.parent_id)
