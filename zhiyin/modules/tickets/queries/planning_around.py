"""What planning a piece of rows asks the database: their tickets, customers, people, types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.fields.field import CustomField
from zhiyin.modules.customers.interface import Known, find_known, find_named, get_cards
from zhiyin.modules.people.interface import are_known
from zhiyin.modules.tickets.import_rows import Names, Row
from zhiyin.modules.tickets.models import Ticket
from zhiyin.modules.tickets.permissions import readable
from zhiyin.modules.tickets.queries.access import get_led
from zhiyin.modules.tickets.queries.types import get_type_fields, get_types
from zhiyin.modules.tickets.rules import IMPORT_KEY, read_reference
from zhiyin.modules.tickets.schemas.types import TypeOut


@dataclass(frozen=True)
class Terms:
    """For whom rows are taken in, and what holds where they say nothing."""

    access: Access
    names: Names
    type_id: UUID | None
    shop_id: UUID | None
    may_make_customers: bool
    moment: datetime


@dataclass
class Around:
    """What was read for a piece of rows."""

    by_key: Mapping[str, Ticket]
    by_number: Mapping[int, Ticket]
    readable: set[UUID]
    led: frozenset[UUID]
    contacts: Mapping[tuple[str, str], Known]
    named: Mapping[str, list[Known]]
    cards: Mapping[UUID, Known]
    types: Mapping[UUID, TypeOut]
    fields: Mapping[UUID, Sequence[CustomField]]
    active: set[UUID]


def key_of(row: Row) -> str | None:
    """What a new ticket is known by from then on: its number elsewhere."""
    said = row.parts.get("key") or row.parts.get("ref")
    return f"{IMPORT_KEY}{said}" if said else None


async def look(
    session: ReadSession | WriteSession, terms: Terms, rows: Sequence[Row], *, lock: bool
) -> Around:
    """Reads what rows name, in a few questions for all of them; with `lock` tickets are held."""
    keys = {key for row in rows if (key := key_of(row))}
    numbers = {number for row in rows if (number := read_reference(str(row.parts.get("ref", ""))))}
    query = select(Ticket).where(Ticket.key.in_(keys) | Ticket.number.in_(numbers))
    query = query.order_by(Ticket.id).execution_options(populate_existing=True)
    found = (await session.execute(query.with_for_update() if lock else query)).scalars().all()
    led = await get_led(session, terms.access)
    seen = select(Ticket.id).where(
        Ticket.id.in_([one.id for one in found]), readable(terms.access, led)
    )
    contacts = {
        (kind, row.parts[part])
        for row in rows
        for part, kind in (("customer_phone", "phone"), ("customer_email", "email"))
        if part in row.parts
    }
    types = await get_types(session)
    return Around(
        by_key={one.key: one for one in found if one.key},
        by_number={one.number: one for one in found},
        readable=set((await session.execute(seen)).scalars()),
        led=led,
        contacts=await find_known(session, sorted(contacts)) if contacts else {},
        named=await find_named(session, sorted(_customer_names(terms, rows))),
        cards=await get_cards(session, [one.customer_id for one in found if one.customer_id]),
        types=types,
        fields={one: await get_type_fields(session, kind) for one, kind in types.items()},
        active=await _active(session, rows),
    )


def _customer_names(terms: Terms, rows: Sequence[Row]) -> set[str]:
    fields = [code for code, one in terms.names.fields.items() if one.type == "customer"]
    said = {row.parts["customer"] for row in rows if "customer" in row.parts}
    return said | {row.fields[code] for row in rows for code in fields if code in row.fields}


async def _active(session: ReadSession | WriteSession, rows: Sequence[Row]) -> set[UUID]:
    said: set[UUID] = {one for row in rows for one in row.parts.get("owner_id", ())}
    return {one for one in sorted(said) if await are_known(session, staff_ids=[one])}
