"""Shops: changes by those who may, each audited."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.people.errors import NameTakenError
from zhiyin.modules.people.models import Shop
from zhiyin.modules.people.queries.calendars import forget_calendars
from zhiyin.modules.people.schemas.shops import ShopContact, ShopIn, ShopPatch


async def make_shop(session: WriteSession, body: ShopIn) -> Shop:
    """Makes a shop."""
    if await session.scalar(select(Shop.id).where(Shop.code == body.code)):
        raise NameTakenError
    shop = Shop(
        id=new_id(),
        code=body.code,
        name=body.name,
        time_zone=body.time_zone,
        currency=body.currency,
        hours=body.hours.model_dump(mode="json") if body.hours else None,
        **{name: getattr(body, name) for name in ShopContact.model_fields},
    )
    session.add(shop)
    audit(session, "people.make_shop", ObjectRef("shop", shop.id), after={"name": body.name})
    return shop


async def edit_shop(
    session: WriteSession, shop_id: UUID, body: ShopPatch, version: int | None
) -> None:
    """Changes a shop."""
    shop = await session.get(Shop, shop_id, with_for_update=True)
    if shop is None:
        raise NotFoundError
    before: dict[str, Any] = {"name": shop.name, "time_zone": shop.time_zone, "hours": shop.hours}
    before |= {name: getattr(shop, name) for name in ShopContact.model_fields}
    check_version(shop, version, before)
    if body.name is not None:
        shop.name = body.name
    shop.time_zone = body.time_zone or shop.time_zone
    shop.currency = body.currency or shop.currency
    if "hours" in body.model_fields_set:
        shop.hours = body.hours.model_dump(mode="json") if body.hours else None
        forget_calendars(session)
    for name in ShopContact.model_fields.keys() & body.model_fields_set:
        setattr(shop, name, getattr(body, name))
    after = body.model_dump(mode="json", exclude_unset=True)
    audit(session, "people.edit_shop", ObjectRef("shop", shop_id), before=before, after=after)
