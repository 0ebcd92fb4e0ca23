"""Routes of the bin: what rests there, and bringing it back."""

from datetime import datetime
from uuid import UUID

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.bin.bin import REST, bring_back, list_bin
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, Labels, Shape
from zhiyin.modules.people.interface import get_names

routes = Routes("bin", "/bin")


class BinnedOut(Shape):
    """A deleted thing that can be brought back until its time is over."""

    kind: str
    title: Labels
    id: UUID
    name: Labels
    deleted_at: datetime
    deleted_by: str
    gone_at: datetime


@routes.get("", permit=SIGNED_IN, response_model=list[BinnedOut])
async def get_bin(access: Caller, house: CurrentHouse) -> list[BinnedOut]:
    """What rests in the bin, of the kinds the caller may manage."""
    kinds = [kind for kind in house.bin.values() if access.may(kind.permission)]
    async with house.database.reading() as session:
        found = await list_bin(session, access, kinds)
        names = await get_names(session)
    return [
        BinnedOut(
            kind=one.kind.kind,
            title=Labels.of(one.kind.title),
            id=one.id,
            name=Labels.of(one.name),
            deleted_at=one.deleted_at,
            deleted_by=names.staff_name(one.deleted_by),
            gone_at=one.deleted_at + REST,
        )
        for one in found
    ]


@routes.post("/{kind}/{object_id}/restore", permit=SIGNED_IN, response_model=Done)
async def restore(kind: str, object_id: UUID, access: Caller, house: CurrentHouse) -> Done:
    """Brings a thing back, for those who may manage its kind."""
    known = house.bin.get(kind)
    if known is None or not access.may(known.permission):
        raise NotFoundError
    async with house.database.writing(access.actor) as session:
        await bring_back(session, access, known, object_id)
    return Done()
