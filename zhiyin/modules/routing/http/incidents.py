"""Routes of incidents."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Header, Query
from fastapi.responses import StreamingResponse

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch, Page
from zhiyin.kernel.i18n.text import choose_language
from zhiyin.modules.routing.actions.incidents import (
    change_incident,
    close_incident,
    declare_incident,
    put_review,
    put_script,
    reopen_incident,
    send_script,
    stop_sending,
)
from zhiyin.modules.routing.permissions import SURGE
from zhiyin.modules.routing.queries.affected import count_affected, find_marks
from zhiyin.modules.routing.queries.document import get_document
from zhiyin.modules.routing.queries.incidents import (
    get_incidents_of,
    list_affected,
    list_incidents,
    list_selectors,
    show_incident,
)
from zhiyin.modules.routing.schemas.incidents import (
    AffectedOut,
    CloseIn,
    IncidentDetail,
    IncidentIn,
    IncidentMark,
    IncidentOfConversation,
    IncidentOut,
    IncidentPatch,
    Review,
    ScopeCount,
    ScopeIn,
    Script,
    SelectorOut,
)

routes = Routes("routing", "/incidents")
Version = Annotated[int | None, Depends(IfMatch)]
Limit = Annotated[int, Query(ge=1, le=100)]
# Opened by itself, the page runs no script and loads nothing.
PAGE_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
}


@routes.get("", permit=SURGE, response_model=Page[IncidentOut])
async def get_incidents(
    house: CurrentHouse,
    state: Literal["open", "closed"] = "open",
    cursor: str | None = None,
    limit: Limit = 20,
) -> Page[IncidentOut]:
    """One page of incidents and drills, newest first."""
    async with house.database.reading() as session:
        items, following = await list_incidents(
            session, closed=state == "closed", cursor=cursor, limit=limit
        )
    return Page(items=items, next=following)


@routes.post("", permit=SURGE, status=201, response_model=IncidentDetail)
async def post_incident(body: IncidentIn, access: Caller, house: CurrentHouse) -> IncidentDetail:
    """Declares an incident, or begins a drill."""
    async with house.database.writing(access.actor) as session:
        row = await declare_incident(session, body)
        await session.flush()
        return await show_incident(session, row.id)


@routes.get("/selectors", permit=SURGE, response_model=list[SelectorOut])
async def get_selectors(house: CurrentHouse) -> list[SelectorOut]:
    """Further fields of scopes that modules contribute."""
    async with house.database.reading() as session:
        return await list_selectors(session)


@routes.post("/scope-count", permit=SURGE, response_model=ScopeCount)
async def post_scope_count(body: ScopeIn, house: CurrentHouse) -> ScopeCount:
    """How many open conversations a scope would concern; changes nothing."""
    async with house.database.reading() as session:
        total, found = await count_affected(session, body)
    return ScopeCount(open=total, affected=found)


@routes.get("/marks", permit=SIGNED_IN, response_model=list[IncidentMark])
async def get_marks(
    ids: Annotated[list[UUID], Query(max_length=100)], access: Caller, house: CurrentHouse
) -> list[IncidentMark]:
    """Which of these conversations, as far as the caller may read them, open incidents concern."""
    async with house.database.reading() as session:
        return await find_marks(session, access, ids)


@routes.get("/of/{conversation_id}", permit=SIGNED_IN, response_model=list[IncidentOfConversation])
async def get_of_conversation(
    conversation_id: UUID, access: Caller, house: CurrentHouse
) -> list[IncidentOfConversation]:
    """Incidents that concern a conversation the caller may read, with what to say."""
    async with house.database.reading() as session:
        return await get_incidents_of(session, access, conversation_id)


@routes.get("/{incident_id}", permit=SURGE, response_model=IncidentDetail)
async def get_incident(incident_id: UUID, house: CurrentHouse) -> IncidentDetail:
    """One incident with everything about it."""
    async with house.database.reading() as session:
        return await show_incident(session, incident_id)


@routes.patch("/{incident_id}", permit=SURGE, response_model=IncidentDetail)
async def patch_incident(
    incident_id: UUID, body: IncidentPatch, access: Caller, house: CurrentHouse, version: Version
) -> IncidentDetail:
    """Changes title, level or scope."""
    async with house.database.writing(access.actor) as session:
        await change_incident(session, incident_id, body, version)
        await session.flush()
        return await show_incident(session, incident_id)


@routes.put("/{incident_id}/script", permit=SURGE, response_model=IncidentDetail)
async def put_one_script(
    incident_id: UUID, body: Script, access: Caller, house: CurrentHouse, version: Version
) -> IncidentDetail:
    """Writes the calming words anew; sending stops until somebody sends these."""
    async with house.database.writing(access.actor) as session:
        await put_script(session, incident_id, body, version)
        await session.flush()
        return await show_incident(session, incident_id)


@routes.post("/{incident_id}/send", permit=SURGE, response_model=IncidentDetail)
async def post_send(incident_id: UUID, access: Caller, house: CurrentHouse) -> IncidentDetail:
    """Tells everybody concerned, and newcomers from now on."""
    async with house.database.writing(access.actor) as session:
        await send_script(session, incident_id)
        await session.flush()
        return await show_incident(session, incident_id)


@routes.post("/{incident_id}/stop", permit=SURGE, response_model=IncidentDetail)
async def post_stop(incident_id: UUID, access: Caller, house: CurrentHouse) -> IncidentDetail:
    """Nobody else is told from now on."""
    async with house.database.writing(access.actor) as session:
        await stop_sending(session, incident_id)
        await session.flush()
        return await show_incident(session, incident_id)


@routes.post("/{incident_id}/close", permit=SURGE, response_model=IncidentDetail)
async def post_close(
    incident_id: UUID, body: CloseIn, access: Caller, house: CurrentHouse
) -> IncidentDetail:
    """It is over."""
    async with house.database.writing(access.actor) as session:
        await close_incident(session, incident_id, body.reason)
        await session.flush()
        return await show_incident(session, incident_id)


@routes.post("/{incident_id}/reopen", permit=SURGE, response_model=IncidentDetail)
async def post_reopen(incident_id: UUID, access: Caller, house: CurrentHouse) -> IncidentDetail:
    """It is not over after all."""
    async with house.database.writing(access.actor) as session:
        await reopen_incident(session, incident_id)
        await session.flush()
        return await show_incident(session, incident_id)


@routes.put("/{incident_id}/review", permit=SURGE, response_model=IncidentDetail)
async def put_one_review(
    incident_id: UUID, body: Review, access: Caller, house: CurrentHouse, version: Version
) -> IncidentDetail:
    """Writes what is learnt of it."""
    async with house.database.writing(access.actor) as session:
        await put_review(session, incident_id, body, version)
        await session.flush()
        return await show_incident(session, incident_id)


@routes.get("/{incident_id}/document", permit=SURGE, response_class=StreamingResponse)
async def get_one_document(
    incident_id: UUID,
    house: CurrentHouse,
    language: str | None = None,
    accept_language: Annotated[str | None, Header()] = None,
) -> StreamingResponse:
    """The review as a page to keep and to print."""
    chosen = choose_language(language or accept_language)
    async with house.database.reading() as session:
        page = await get_document(session, incident_id, chosen)
    return StreamingResponse(iter([page]), 200, PAGE_HEADERS, "text/html; charset=utf-8")


@routes.get("/{incident_id}/affected", permit=SURGE, response_model=Page[AffectedOut])
async def get_affected(
    incident_id: UUID,
    access: Caller,
    house: CurrentHouse,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[AffectedOut]:
    """One page of the conversations concerned, those found last first."""
    async with house.database.reading() as session:
        items, following = await list_affected(session, access, incident_id, cursor, limit)
    return Page(items=items, next=following)
