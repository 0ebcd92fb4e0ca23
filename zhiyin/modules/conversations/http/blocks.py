"""Routes of blocked visitors."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done
from zhiyin.modules.conversations.actions.blocking import block, unblock
from zhiyin.modules.conversations.permissions import BLOCK
from zhiyin.modules.conversations.queries.blocks import list_blocks, read_blocks
from zhiyin.modules.conversations.schemas.blocks import BlockIn, BlockPage

routes = Routes("conversations")


async def _know(house: CurrentHouse) -> None:
    """Makes it known in this process at once; the others read it within two seconds."""
    async with house.database.reading() as session:
        await read_blocks(session)


@routes.post("/conversations/{conversation_id}/block", permit=BLOCK, response_model=Done)
async def post_block(
    conversation_id: UUID, body: BlockIn, access: Caller, house: CurrentHouse
) -> Done:
    """Accepts no more messages from this customer, and ends the conversation."""
    async with house.database.writing(access.actor) as session:
        await block(session, access, conversation_id, body.reason, body.until)
    await _know(house)
    return Done()


@routes.get("/blocks", permit=BLOCK, response_model=BlockPage)
async def get_blocks(
    access: Caller,
    house: CurrentHouse,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> BlockPage:
    """Whose messages are not accepted now."""
    async with house.database.reading() as session:
        return await list_blocks(session, access, cursor, limit)


@routes.delete("/blocks/{block_id}", permit=BLOCK)
async def delete_block(block_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Accepts their messages again."""
    async with house.database.writing(access.actor) as session:
        await unblock(session, access, block_id)
    await _know(house)
