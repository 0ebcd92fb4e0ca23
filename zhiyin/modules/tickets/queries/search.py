"""Finding tickets by their words, newest block of numbers first.

A token carries the block of its ticket's number, so that of a word that stands in every third
ticket only the newest blocks are looked at.
"""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Row, Select, Uuid, any_, func, literal, select
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql import cast

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.text.tokens import query_words, wanted_tokens
from zhiyin.modules.tickets.models import Ticket, TicketToken
from zhiyin.modules.tickets.rules import BLOCK, quoted

# A rare word takes few statements through any history: up to eight times as many blocks are asked
# next as were before.
WIDER = 8
WIDEST = 64
# So many hits are looked at first, and so many for one page: what is left, the next page finds.
FIRST = 100
LOOKED_AT = 5_000


def block_query(words: list[str], blocks: range) -> str:
    """All words, within one of these blocks: `('17:物流' & '17:茶':*) | …`."""
    wanted = [one for word in words for one in wanted_tokens(word)]
    return " | ".join(
        "("
        + " & ".join(quoted(f"{block}:{token}", begins=begins) for token, begins in wanted)
        + ")"
        for block in blocks
    )


@dataclass
class _Range:
    """Which blocks are asked next, and up to which number."""

    block: int
    step: int
    asked: int
    below: int


Hits = Sequence[Row[UUID, int]]


async def search(
    session: ReadSession,
    text: str,
    conditions: Sequence[ColumnElement[bool]],
    before: int | None,
    wanted: int,
) -> tuple[list[Ticket], int | None]:
    """Tickets that hold every word and meet the conditions, newest first, below a number; and the
    number to go on from, if there may be more. Looks at so many hits at most.
    """
    found: list[Ticket] = []
    looked = 0
    async for hits in _pieces(session, text, before, wanted):
        rows = await session.execute(_meeting(select(Ticket), hits, conditions))
        found += rows.scalars()
        looked += len(hits)
        if len(found) > wanted or looked >= LOOKED_AT:
            page = found[:wanted]
            last = page[-1].number if len(found) > wanted else hits[-1].number
            return page, last
    return found, None


async def count_found(
    session: ReadSession,
    text: str,
    conditions: Sequence[ColumnElement[bool]],
    key: ColumnElement[Any],
    most: int,
) -> tuple[Counter[Any], bool]:
    """How many tickets that hold every word and meet the conditions share each value of `key`, of
    the newest hits; and whether there are more than these.
    """
    counts: Counter[Any] = Counter()
    looked = 0
    async for hits in _pieces(session, text, None, most):
        looked += len(hits)
        counted = hits[: len(hits) - max(0, looked - most)]
        rows = await session.execute(_meeting(select(key.label("key")), counted, conditions))
        counts.update(row.key for row in rows)
        if looked > most:
            return counts, True
    return counts, False


async def _pieces(
    session: ReadSession, text: str, before: int | None, wanted: int
) -> AsyncIterator[Hits]:
    """What holds every word, newest first, a piece at a time."""
    words = query_words(text)
    newest = await session.scalar(select(func.max(Ticket.number)))
    if not words or newest is None:
        return
    below = min(before, newest + 1) if before else newest + 1
    at = _Range((below - 1) // BLOCK, 1, 0, below)
    looked, piece = 0, max(wanted, FIRST)
    while at.block >= 0:
        hits = (await session.execute(_hits(words, at, piece))).all()
        looked += len(hits)
        if hits:
            yield hits
        if len(hits) == piece:
            # More in the same blocks, of which few meet the conditions: more are asked at once.
            at.below, piece = hits[-1].number, piece * WIDER
        else:
            _go_on(at, looked, wanted)


def _go_on(at: _Range, looked: int, wanted: int) -> None:
    """To older blocks: of a word that is met often only as many as should have enough."""
    at.block, at.asked = at.block - at.step, at.asked + at.step
    at.below = (at.block + 1) * BLOCK
    likely = 1 + wanted * at.asked // looked if looked else WIDEST
    at.step = min(at.asked * WIDER, WIDEST, likely)


def _hits(words: list[str], at: _Range, limit: int) -> Select[UUID, int]:
    blocks = range(at.block, max(-1, at.block - at.step), -1)
    wanted = cast(block_query(words, blocks), TSQUERY)
    query = select(TicketToken.ticket_id, TicketToken.number).where(
        TicketToken.tokens.bool_op("@@")(wanted), TicketToken.number < at.below
    )
    return query.order_by(TicketToken.number.desc()).limit(limit)


def _meeting(
    query: Select[Any], hits: Hits, conditions: Sequence[ColumnElement[bool]]
) -> Select[Any]:
    """Those of the hits that meet the conditions, newest first."""
    ids = [hit.ticket_id for hit in hits]
    among = Ticket.id == any_(literal(ids, ARRAY(Uuid)))
    return query.select_from(Ticket).where(among, *conditions).order_by(Ticket.number.desc())
