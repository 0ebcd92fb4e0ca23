"""Routes of the wording check (用语检查)."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from fastapi.responses import StreamingResponse

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.http.files import send_table
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, IfMatch
from zhiyin.modules.assistance.actions.wording import (
    count_matches,
    delete_entry,
    edit_entry,
    make_entry,
    take_table,
)
from zhiyin.modules.assistance.permissions import MANAGE, OVERRIDE
from zhiyin.modules.assistance.queries.wording import (
    count_by_staff,
    find_faults,
    list_entries,
    show_entry,
)
from zhiyin.modules.assistance.schemas.wording import (
    PhraseIn,
    PhraseOut,
    PhrasePatch,
    WordingCheckIn,
    WordingCheckOut,
    WordingFigures,
    WordingMatch,
    WordingTableIn,
    WordingTableOut,
)
from zhiyin.modules.assistance.tables import KINDS, SEVERITIES, SWITCHED, write_table
from zhiyin.modules.conversations.interface import READ, access_brief
from zhiyin.modules.people.interface import get_shops

routes = Routes("wording", "/wording")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.post("/check", permit=READ, response_model=WordingCheckOut)
async def check(body: WordingCheckIn, access: Caller, house: CurrentHouse) -> WordingCheckOut:
    """What of these words should not be said to a customer; nothing is kept of them."""
    async with house.database.reading() as session:
        shop_id = body.shop_id
        if body.conversation_id is not None:
            shop_id = (await access_brief(session, access, body.conversation_id)).shop_id
        found = await find_faults(session, shop_id, body.conversation_id, body.text)
    return WordingCheckOut(
        matches=[
            WordingMatch(
                entry_id=one.entry.id,
                kind=one.entry.kind,
                severity=one.entry.severity,
                start=one.start,
                end=one.end,
                instead=one.entry.instead,
                advice=one.entry.advice,
            )
            for one in found
        ],
        may_override=access.may(OVERRIDE),
    )


@routes.get("", permit=MANAGE, response_model=list[PhraseOut])
async def list_all(access: Caller, house: CurrentHouse) -> list[PhraseOut]:
    """The whole list, with how often each entry was met in the last 30 days."""
    async with house.database.reading() as session:
        return await list_entries(session, access)


@routes.get("/figures", permit=MANAGE, response_model=WordingFigures)
async def figures(
    access: Caller, house: CurrentHouse, days: Annotated[int, Query(ge=1, le=366)] = 30
) -> WordingFigures:
    """Who met the list how often."""
    since = (now() - timedelta(days=days - 1)).date()
    async with house.database.reading() as session:
        return WordingFigures(since=since, staff=list(await count_by_staff(session, since)))


@routes.get("/table", permit=MANAGE, response_class=StreamingResponse)
async def export_table(access: Caller, house: CurrentHouse) -> StreamingResponse:
    """The list as a table (CSV) that can be taken in again."""
    async with house.database.reading() as session:
        shops = await get_shops(session)
        rows = [
            {
                "shop": shops[one.shop_id].name if one.shop_id in shops else "",
                "kind": KINDS[one.kind].zh,
                "severity": SEVERITIES[one.severity].zh,
                "language": one.language,
                "phrases": " / ".join(one.phrases),
                "exceptions": " / ".join(one.exceptions),
                "instead": one.instead,
                "advice": one.advice,
                "active": SWITCHED[one.active].zh,
            }
            for one in await list_entries(session, access)
        ]
    return send_table("wording.csv", [write_table(rows)])


@routes.post("/table", permit=MANAGE, response_model=WordingTableOut)
async def import_table(
    body: WordingTableIn, access: Caller, house: CurrentHouse
) -> WordingTableOut:
    """Takes a table in row by row and says which rows could not be taken."""
    async with house.database.writing(access.actor) as session:
        return await take_table(session, access, body.text)


@routes.post("", permit=MANAGE, status=201, response_model=PhraseOut)
async def post_one(body: PhraseIn, access: Caller, house: CurrentHouse) -> PhraseOut:
    """Writes an entry."""
    async with house.database.writing(access.actor) as session:
        row = await make_entry(session, access, body)
        await session.flush()
        return show_entry(access, row)


@routes.patch("/{entry_id}", permit=MANAGE, response_model=PhraseOut)
async def patch_one(
    entry_id: UUID, body: PhrasePatch, access: Caller, house: CurrentHouse, version: Version
) -> PhraseOut:
    """Changes an entry, also one that comes with the product."""
    async with house.database.writing(access.actor) as session:
        row = await edit_entry(session, access, entry_id, body, version)
        await session.flush()
        return show_entry(access, row)


@routes.delete("/{entry_id}", permit=MANAGE)
async def remove_one(entry_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Puts an entry into the bin."""
    async with house.database.writing(access.actor) as session:
        await delete_entry(session, access, entry_id)


@routes.post("/{entry_id}/replaced", permit=READ, response_model=Done)
async def replaced(entry_id: UUID, access: Caller, house: CurrentHouse) -> Done:
    """Counts that the advice of an entry was taken."""
    async with house.database.writing(access.actor) as session:
        await count_matches(session, access.id, [entry_id], "replaced")
    return Done()
