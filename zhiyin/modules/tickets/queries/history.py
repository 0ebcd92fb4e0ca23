"""Reads of comments and of the history of a ticket."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.automation import RUN
from zhiyin.kernel.contracts.module import Face
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.fields.field import REFERRING
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.customers.interface import get_cards
from zhiyin.modules.people.interface import get_names, get_shops
from zhiyin.modules.tickets.models import Ticket, TicketChange, TicketComment
from zhiyin.modules.tickets.queries.references import conceal, ids_held, name_ids
from zhiyin.modules.tickets.queries.types import get_types
from zhiyin.modules.tickets.rules import KIND, reference
from zhiyin.modules.tickets.schemas.tickets import ChangedPart, ChangeOut, CommentOut, PersonOut


async def show_comments(
    session: ReadSession | WriteSession, access: Access, ticket_id: UUID
) -> list[CommentOut]:
    """The comments on a ticket the caller may see, oldest first."""
    names = await get_names(session)
    query = select(TicketComment).where(TicketComment.ticket_id == ticket_id)
    rows = await session.execute(query.order_by(TicketComment.id))
    return [
        CommentOut(
            id=row.id,
            staff_id=row.staff_id,
            name=names.staff_name(row.staff_id),
            text=conceal(access, row.text),
            mentions=[PersonOut(id=one, name=names.staff_name(one)) for one in row.mentions],
            at=row.at,
        )
        for row in rows.scalars()
    ]


async def list_changes(
    session: ReadSession, access: Access, ticket_id: UUID, cursor: str | None, limit: int
) -> tuple[list[ChangeOut], str | None]:
    """What became of a ticket the caller may see, newest first, before and after."""
    query = select(TicketChange).where(TicketChange.ticket_id == ticket_id)
    after = decode_cursor(cursor, UUID)
    if after is not None:
        query = query.where(TicketChange.id < after)
    found = await session.execute(query.order_by(TicketChange.id.desc()).limit(limit + 1))
    rows = found.scalars().all()
    page = rows[:limit]
    names = await get_names(session)
    said = await _named(session, page) | await _fields_named(session, access, page)
    runs = await _runs(session, access, page)
    shown = [
        ChangeOut(
            id=row.id,
            at=row.at,
            verb=row.verb,
            name=names.staff_name(row.staff_id) or (by.title if by else ""),
            path=by.path if by else None,
            parts=[
                ChangedPart(
                    part=part,
                    before=_say(access, said, part, before),
                    after=_say(access, said, part, now),
                )
                for part, (before, now) in row.parts.items()
            ],
        )
        for row in page
        for by in (runs.get(row.batch_id) if row.batch_id else None,)
    ]
    return shown, encode_cursor(page[-1].id) if len(rows) > limit else None


Said = Mapping[str, Mapping[str, Any]]


async def _named(session: ReadSession, rows: Any) -> dict[str, Mapping[str, Any]]:
    """Names of everything that the history names by id, by part."""
    names = await get_names(session)
    held: dict[str, set[str]] = {"customer_id": set(), "parent_id": set()}
    for row in rows:
        for part in held.keys() & row.parts.keys():
            held[part] |= {one for one in row.parts[part] if one}
    cards = await get_cards(session, [UUID(one) for one in sorted(held["customer_id"])])
    above = await session.execute(
        select(Ticket.id, Ticket.made_at, Ticket.number).where(
            Ticket.id.in_([UUID(one) for one in held["parent_id"]])
        )
    )
    return {
        "owner_id": {str(one): name for one, name in names.staff.items()},
        "watchers": {str(one): name for one, name in names.staff.items()},
        "team_id": {str(one): name for one, name in names.teams.items()},
        "shop_id": {str(one): shop.name for one, shop in (await get_shops(session)).items()},
        "type_id": {
            str(one): kind.name.as_json() for one, kind in (await get_types(session)).items()
        },
        "customer_id": {str(one): card.name for one, card in cards.items()},
        "parent_id": {str(row.id): reference(row.made_at, row.number) for row in above},
    }


async def _runs(session: ReadSession, access: Access, rows: Any) -> Mapping[UUID, Face]:
    """What nobody of staff did, by the run of the rule that did it."""
    kind = session.house.object_kinds.get(RUN)
    ids = [row.batch_id for row in rows if row.batch_id and row.staff_id is None]
    return await kind.look(session, access, ids) if kind is not None and ids else {}


async def _fields_named(
    session: ReadSession, access: Access, rows: Any
) -> dict[str, Mapping[str, Any]]:
    """Names of what fields named."""
    fields = [one for one in await get_fields(session, KIND) if one.type in REFERRING]
    held = ids_held(
        fields,
        (
            {one.code: row.parts[f"fields.{one.code}"][side]}
            for row in rows
            for one in fields
            for side in (0, 1)
            if row.parts.get(f"fields.{one.code}", (None, None))[side]
        ),
    )
    names = await name_ids(session, access, held)
    return {f"fields.{one.code}": names for one in fields}


def _say(access: Access, said: Said, part: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_say(access, said, part, one) for one in value]
    if value is None or not isinstance(value, str):
        return value
    if part in said:
        return said[part].get(value, "")
    return conceal(access, value)
