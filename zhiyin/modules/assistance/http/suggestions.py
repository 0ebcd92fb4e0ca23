"""Routes of suggestions: replies while one writes, the subject at the end (建议回复、建议分类)."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Query

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done
from zhiyin.modules.assistance.actions.counting import count_use
from zhiyin.modules.assistance.permissions import MANAGE
from zhiyin.modules.assistance.queries.replies import suggest_reply
from zhiyin.modules.assistance.queries.subjects import suggest_subject
from zhiyin.modules.assistance.queries.tags import suggest_tags
from zhiyin.modules.assistance.queries.uses import get_figures
from zhiyin.modules.assistance.schemas.replies import (
    ReplySuggestion,
    SubjectSuggestion,
    SuggestionFigures,
    TagSuggestion,
    UseIn,
)
from zhiyin.modules.conversations.interface import READ, access_brief

routes = Routes("assistance", "/assistance")


@routes.get("/figures", permit=MANAGE, response_model=SuggestionFigures)
async def figures(
    access: Caller, house: CurrentHouse, days: Annotated[int, Query(ge=1, le=366)] = 30
) -> SuggestionFigures:
    """How often suggestions were shown, and what became of them."""
    since = (now() - timedelta(days=days - 1)).date()
    async with house.database.reading() as session:
        return await get_figures(session, access, since)


@routes.get("/{conversation_id}/reply", permit=READ, response_model=ReplySuggestion)
async def reply(conversation_id: UUID, access: Caller, house: CurrentHouse) -> ReplySuggestion:
    """A reply for the customer's newest words, where one is likely right."""
    return await suggest_reply(house, access, conversation_id)


@routes.get("/{conversation_id}/subject", permit=READ, response_model=SubjectSuggestion)
async def subject(conversation_id: UUID, access: Caller, house: CurrentHouse) -> SubjectSuggestion:
    """The subject under which conversations like this one were filed."""
    return await suggest_subject(house, access, conversation_id)


@routes.get("/{conversation_id}/tags", permit=READ, response_model=TagSuggestion)
async def tags(conversation_id: UUID, access: Caller, house: CurrentHouse) -> TagSuggestion:
    """The tags that conversations like this one have."""
    return await suggest_tags(house, access, conversation_id)


@routes.post("/{conversation_id}/uses", permit=READ, response_model=Done)
async def note_use(conversation_id: UUID, body: UseIn, access: Caller, house: CurrentHouse) -> Done:
    """Counts what became of a suggestion; nothing is kept of the words."""
    async with house.database.writing(access.actor) as session:
        brief = await access_brief(session, access, conversation_id)
        await count_use(session, access.id, brief.shop_id, body)
    return Done()
