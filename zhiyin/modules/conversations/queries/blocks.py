"""Who is blocked: the list for people, and what each process keeps at hand."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.house import House
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.conversations.models.conversations import Block, Conversation
from zhiyin.modules.conversations.permissions import readable
from zhiyin.modules.conversations.schemas.blocks import BlockOut, BlockPage
from zhiyin.modules.people.interface import get_names

SHELF = "conversations.blocks"
# More than these are not kept at hand; the newest count.
KEPT = 20_000


@dataclass
class Blocks:
    """Until when a thread or a customer is blocked, as this process knows it."""

    until: dict[str, datetime | None] = field(default_factory=dict)

    def hold(self, thread_key: str, customer_id: UUID | None) -> bool:
        """Whether messages of this thread or customer are refused now."""
        for key in (thread_key, str(customer_id)):
            if key in self.until:
                ends = self.until[key]
                if ends is None or ends > now():
                    return True
        return False


def blocks_of(house: House) -> Blocks:
    """What this process knows of blocks."""
    blocks: Blocks = house.shelf.setdefault(SHELF, Blocks())
    return blocks


def _active() -> tuple[ColumnElement[bool], ...]:
    return (Block.lifted_at.is_(None), or_(Block.until.is_(None), Block.until > func.now()))


def _manageable(access: Access) -> ColumnElement[bool]:
    """Blocks from conversations that the caller may read, and those they made."""
    return or_(readable(access), Block.made_by == access.id)


async def read_blocks(session: ReadSession) -> None:
    """Reads anew who is blocked; a message then asks no database."""
    query = select(Block.thread_key, Block.customer_id, Block.until).where(*_active())
    rows = (await session.execute(query.order_by(Block.id.desc()).limit(KEPT))).all()
    fresh: dict[str, datetime | None] = {}
    for row in rows:
        for key in (row.thread_key, str(row.customer_id)):
            longest = fresh.get(key, row.until)
            ends = None if longest is None or row.until is None else max(longest, row.until)
            fresh[key] = ends
    blocks_of(session.house).until = fresh


async def list_blocks(
    session: ReadSession, access: Access, cursor: str | None, limit: int
) -> BlockPage:
    """Blocks that hold now, newest first: of what the caller may read, or made by them."""
    query = (
        select(Block, Conversation.customer_card)
        .join(Conversation, Conversation.id == Block.conversation_id)
        .where(*_active(), _manageable(access))
    )
    before = decode_cursor(cursor, UUID)
    if before is not None:
        query = query.where(Block.id < before)
    found = await session.execute(query.order_by(Block.id.desc()).limit(limit + 1))
    rows = found.all()
    names = await get_names(session)
    items = [
        BlockOut(
            id=block.id,
            customer_id=block.customer_id,
            customer_name=card.get("name", ""),
            conversation_id=block.conversation_id,
            reason=block.reason,
            until=block.until,
            made_at=block.made_at,
            made_by=names.staff_name(block.made_by),
        )
        for block, card in rows[:limit]
    ]
    return BlockPage(
        items=items, next=encode_cursor(rows[limit - 1][0].id) if len(rows) > limit else None
    )


async def access_block(session: WriteSession, access: Access, block_id: UUID) -> Block:
    """A block that holds, if it is the caller's to manage."""
    row = await session.scalar(
        select(Block)
        .join(Conversation, Conversation.id == Block.conversation_id)
        .where(Block.id == block_id, Block.lifted_at.is_(None), _manageable(access))
    )
    if row is None:
        raise NotFoundError
    return row
