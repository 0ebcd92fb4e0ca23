"""Finding tickets by their words, newest block of numbers first.

A token carries the block of its ticket's number, so that of a word that stands in every third
ticket only the newest blocks are looked at.
"""

from sqlalchemy import ColumnElement, Select, func, literal_column, select
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


def block_query(words: list[str], blocks: range) -> str:
    """All words, within one of these blocks: `('17:物流' & '17:茶':*) | …`."""
    wanted = [one for word in words for one in wanted_tokens(word)]
    return " | ".join(
        "("
        + " & ".join(quoted(f"{block}:{token}", begins=begins) for token, begins in wanted)
        + ")"
        for block in blocks
    )


async def search(
    session: ReadSession,
    text: str,
    conditions: list[ColumnElement[bool]],
    before: int | None,
    wanted: int,
) -> list[Ticket]:
    """Tickets that hold every word and meet the conditions, newest first, below a number."""
    words = query_words(text)
    if not words:
        return []
    newest = before - 1 if before else await session.scalar(select(func.max(TicketToken.number)))
    found: list[Ticket] = []
    block = -1 if newest is None else newest // BLOCK
    step = asked = 1
    while block >= 0 and len(found) < wanted:
        blocks = range(block, max(-1, block - step), -1)
        query = _within(block_query(words, blocks), before, wanted - len(found))
        found += (await session.execute(query.where(*conditions))).scalars().all()
        block, asked = block - step, asked + step
        # Of a word that is met often only as many are asked next as should have enough.
        likely = 1 + (wanted - len(found)) * asked // len(found) if found else WIDEST
        step = min(asked * WIDER, WIDEST, likely)
    return found


def _within(query: str, before: int | None, limit: int) -> Select[Ticket]:
    hits = select(TicketToken.ticket_id, TicketToken.number).where(
        TicketToken.tokens.bool_op("@@")(cast(query, TSQUERY))
    )
    if before is not None:
        hits = hits.where(TicketToken.number < before)
    # Found first, then looked at: the other way round every ticket of a list would be looked at.
    held = hits.cte("held").prefix_with(literal_column("MATERIALIZED"))
    return (
        select(Ticket)
        .join(held, held.c.ticket_id == Ticket.id)
        .order_by(held.c.number.desc())
        .limit(limit)
    )
