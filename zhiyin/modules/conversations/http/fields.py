"""Routes of a conversation's custom fields."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch
from zhiyin.modules.conversations.actions.fields import edit_fields
from zhiyin.modules.conversations.permissions import READ, REPLY, may_act
from zhiyin.modules.conversations.queries.fields import get_values
from zhiyin.modules.conversations.queries.lists import access_conversation, standing
from zhiyin.modules.conversations.schemas.fields import FieldsIn, FieldsOut

routes = Routes("conversations", "/conversations")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get("/{conversation_id}/fields", permit=READ, response_model=FieldsOut)
async def get_fields_of(conversation_id: UUID, access: Caller, house: CurrentHouse) -> FieldsOut:
    """What is filled in."""
    async with house.database.reading() as session:
        row = await access_conversation(session, access, conversation_id)
        values, version = await get_values(session, conversation_id)
    editable = row.state != "closed" and may_act(access, REPLY, standing(row))
    return FieldsOut(fields=values, version=version, editable=editable)


@routes.patch("/{conversation_id}/fields", permit=REPLY, response_model=FieldsOut)
async def patch_fields(
    conversation_id: UUID, body: FieldsIn, access: Caller, house: CurrentHouse, version: Version
) -> FieldsOut:
    """Fills in fields while the conversation is open; what is not named stays."""
    async with house.database.writing(access.actor) as session:
        await edit_fields(session, access, conversation_id, body.fields, version)
        await session.flush()
        values, latest = await get_values(session, conversation_id)
    return FieldsOut(fields=values, version=latest, editable=True)
