"""Routes of announcements to staff."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import SIGNED_IN, Access
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, IfMatch
from zhiyin.modules.people.actions.announcing import (
    KIND,
    delete_announcement,
    edit_announcement,
    make_announcement,
    read_announcement,
    withdraw_announcement,
)
from zhiyin.modules.people.actions.notices import read_notices_about
from zhiyin.modules.people.permissions import ANNOUNCE
from zhiyin.modules.people.queries.announcements import (
    get_full,
    list_managed,
    list_mine,
    list_receipts,
)
from zhiyin.modules.people.schemas.announcements import (
    AnnouncementFull,
    AnnouncementIn,
    AnnouncementOut,
    ReceiptOut,
)

routes = Routes("announcements", "/announcements")
Version = Annotated[int | None, Depends(IfMatch)]


async def _after(house: CurrentHouse, access: Access, announcement_id: UUID) -> AnnouncementFull:
    async with house.database.reading() as session:
        found = await get_full(session, access, announcement_id)
    if found is None:
        raise NotFoundError
    return found


@routes.get("", permit=SIGNED_IN, response_model=list[AnnouncementOut])
async def get_mine(access: Caller, house: CurrentHouse) -> list[AnnouncementOut]:
    """What the caller should know, newest first."""
    async with house.database.reading() as session:
        return await list_mine(session, access)


@routes.get("/managed", permit=ANNOUNCE, response_model=list[AnnouncementFull])
async def get_managed(access: Caller, house: CurrentHouse) -> list[AnnouncementFull]:
    """What the caller manages, with how many have read it."""
    async with house.database.reading() as session:
        return await list_managed(session, access)


@routes.post("", permit=ANNOUNCE, status=201, response_model=AnnouncementFull)
async def post_announcement(
    body: AnnouncementIn, access: Caller, house: CurrentHouse
) -> AnnouncementFull:
    """Tells all staff, or some teams."""
    async with house.database.writing(access.actor) as session:
        row = await make_announcement(session, access, body)
    return await _after(house, access, row.id)


@routes.put("/{announcement_id}", permit=ANNOUNCE, response_model=AnnouncementFull)
async def put_announcement(
    announcement_id: UUID,
    body: AnnouncementIn,
    access: Caller,
    house: CurrentHouse,
    version: Version,
) -> AnnouncementFull:
    """Writes it anew; other words have to be read and confirmed again."""
    async with house.database.writing(access.actor) as session:
        await edit_announcement(session, access, announcement_id, body, version)
    return await _after(house, access, announcement_id)


@routes.post("/{announcement_id}/withdraw", permit=ANNOUNCE, response_model=AnnouncementFull)
async def post_withdraw(
    announcement_id: UUID, access: Caller, house: CurrentHouse
) -> AnnouncementFull:
    """Takes it away from its readers."""
    async with house.database.writing(access.actor) as session:
        await withdraw_announcement(session, access, announcement_id)
    return await _after(house, access, announcement_id)


@routes.delete("/{announcement_id}", permit=ANNOUNCE)
async def delete_one(announcement_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Puts it into the bin."""
    async with house.database.writing(access.actor) as session:
        await delete_announcement(session, access, announcement_id)


@routes.get("/{announcement_id}/receipts", permit=ANNOUNCE, response_model=list[ReceiptOut])
async def get_receipts(
    announcement_id: UUID, access: Caller, house: CurrentHouse
) -> list[ReceiptOut]:
    """Who has read and confirmed it, those who have not first."""
    await _after(house, access, announcement_id)
    async with house.database.reading() as session:
        return await list_receipts(session, announcement_id)


@routes.post("/{announcement_id}/read", permit=SIGNED_IN, response_model=Done)
async def post_read(announcement_id: UUID, access: Caller, house: CurrentHouse) -> Done:
    """Notes that the caller has read it."""
    return await _read(house, access, announcement_id, confirm=False)


@routes.post("/{announcement_id}/confirm", permit=SIGNED_IN, response_model=Done)
async def post_confirm(announcement_id: UUID, access: Caller, house: CurrentHouse) -> Done:
    """Confirms that the caller has read it and will act on it."""
    return await _read(house, access, announcement_id, confirm=True)


async def _read(house: CurrentHouse, access: Access, one: UUID, *, confirm: bool) -> Done:
    async with house.database.writing(access.actor) as session:
        await read_announcement(session, access, one, confirm=confirm)
        await read_notices_about(session, access.id, ObjectRef(KIND, one))
    return Done()
