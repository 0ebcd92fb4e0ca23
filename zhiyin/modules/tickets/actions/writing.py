"""What every change of a ticket writes besides its row: history, audit, values, words."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import delete, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.sql import cast

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.fields.field import WRITTEN, CustomField
from zhiyin.kernel.text.tokens import VERSION
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.tickets.models import (
    Ticket,
    TicketChange,
    TicketComment,
    TicketToken,
    TicketValue,
)
from zhiyin.modules.tickets.queries.filters import word_of
from zhiyin.modules.tickets.rules import KIND, TAG, found_by, reference

Parts = Mapping[str, tuple[Any, Any]]
# What people wrote: in the history of the ticket, which goes with the customer, not in the audit.
WORDS = frozenset({"title", "text", "result"})


def ref_of(ticket_id: UUID) -> ObjectRef:
    """The ticket as others name it."""
    return ObjectRef(KIND, ticket_id)


async def note(
    session: WriteSession,
    ticket_id: UUID,
    verb: str,
    parts: Parts,
    batch_id: UUID | None = None,
    *,
    undo: Mapping[str, Any] | None = None,
) -> None:
    """Writes a step into the history and into the audit; `undo` are the ids that take it back."""
    written = {f"fields.{one.code}" for one in await get_fields(session, KIND)
               if one.type in WRITTEN}  # fmt: skip
    # Ids and moments as the history and the audit keep them.
    parts = msgspec.to_builtins(parts)
    plain = {part: pair for part, pair in parts.items() if part not in WORDS | written}
    audit(
        session,
        f"tickets.{verb}",
        ref_of(ticket_id),
        before={part: before for part, (before, _) in plain.items()},
        after={part: after for part, (_, after) in plain.items()},
    )
    actor = session.actor
    step = {
        "id": new_id(),
        "ticket_id": ticket_id,
        "staff_id": actor.id if actor.kind == "staff" else None,
        "verb": verb,
        "batch_id": batch_id,
        "undo": undo,
        "parts": {part: list(pair) for part, pair in parts.items()},
    }
    # At once and not before the commit: timers are locked last.
    await session.execute(insert(TicketChange).values(step))


def value_rows(row: Ticket) -> list[dict[str, Any]]:
    """The values of a ticket as the side table keeps them, its tags among them."""
    rows = []
    for code, held in (row.fields | ({TAG: row.tags} if row.tags else {})).items():
        for place, value in enumerate(held if isinstance(held, list) else [held]):
            numeric = isinstance(value, (int, float)) and not isinstance(value, bool)
            rows.append(
                {
                    "ticket_id": row.id,
                    "field": code,
                    "place": place,
                    "word": None if numeric else word_of(value),
                    "number": value if numeric else None,
                }
            )
    return rows


async def write_values(session: WriteSession, row: Ticket) -> None:
    """Makes a ticket found by its custom fields and tags as they are now, and by no others."""
    await session.execute(delete(TicketValue).where(TicketValue.ticket_id == row.id))
    if rows := value_rows(row):
        await session.execute(insert(TicketValue).values(rows))


async def write_tokens(session: WriteSession, row: Ticket, *, new: bool = False) -> None:
    """Makes a ticket found by its words as they are now: its own, those of its fields and of its
    comments. For a `new` one there is nothing yet that others could hold.
    """
    comments = await session.execute(
        select(TicketComment.text).where(TicketComment.ticket_id == row.id)
    )
    texts = [
        reference(row.made_at, row.number),
        row.title,
        row.text,
        row.result,
        *_written(await get_fields(session, KIND), row.fields),
        *comments.scalars(),
    ]
    found = func.array_to_tsvector(cast(found_by(row.number, texts), ARRAY(TEXT)))
    values = {"ticket_id": row.id, "number": row.number, "tokens": found, "version": VERSION}
    if new:
        await session.execute(insert(TicketToken).values(values))
        return
    statement = upsert(TicketToken).values(values)
    fresh = {"tokens": statement.excluded.tokens, "version": VERSION}
    await session.execute(statement.on_conflict_do_update(index_elements=["ticket_id"], set_=fresh))


def _written(fields: Sequence[CustomField], values: Mapping[str, Any]) -> list[str]:
    return [str(values[one.code]) for one in fields if one.type in WRITTEN and one.code in values]


# One transaction of the pass: short, so that nobody waits for it.
PIECE = 100


async def renew_tokens(database: Database) -> None:
    """Cuts tickets anew after an upgrade that cuts texts differently; what is not reached yet is
    still found by its old words.
    """
    more = True
    while more:
        async with database.writing() as session:
            older = select(TicketToken.ticket_id).where(TicketToken.version < VERSION)
            rows = await session.execute(
                select(Ticket)
                .where(Ticket.id.in_(older.limit(PIECE)))
                .order_by(Ticket.id)
                .with_for_update(skip_locked=True)
            )
            found = rows.scalars().all()
            for row in found:
                await write_tokens(session, row)
        more = len(found) == PIECE
