"""Routes of customers."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from pydantic import StringConstraints

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch, JobAsked, Page
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.customers.actions.consenting import withdraw
from zhiyin.modules.customers.actions.editing import ask_export, edit_customer, remove_identity
from zhiyin.modules.customers.actions.erasing import ask_erasure
from zhiyin.modules.customers.actions.joining import join_customers
from zhiyin.modules.customers.errors import BadIdentityError, IdentityTakenError
from zhiyin.modules.customers.interface import add_identity, normal_identity
from zhiyin.modules.customers.permissions import EDIT, ERASE, EXPORT, MERGE, READ
from zhiyin.modules.customers.queries import (
    get_consents,
    get_customer,
    get_timeline,
    list_customers,
)
from zhiyin.modules.customers.schemas import (
    ConsentOut,
    CustomerBriefOut,
    CustomerOut,
    CustomerPatch,
    EraseIn,
    JoinIn,
    NewIdentityIn,
    TimelinePage,
)

routes = Routes("customers", "/customers")
Version = Annotated[int | None, Depends(IfMatch)]
Limit = Annotated[int, Query(ge=1, le=100)]
Filters = Annotated[Sequence[Annotated[str, StringConstraints(max_length=300)]], Query()]


@routes.get(
    "",
    permit=READ,
    tool=Tool(
        "find_customers",
        Text("查找客户", "Find customers"),
        Text(
            "按姓名、编号、电话或邮箱查找客户，最近联系的在前。",
            "Finds customers by name, number, phone or address, latest contact first.",
        ),
        by_shop=False,
    ),
    response_model=Page[CustomerBriefOut],
)
async def get_list(
    house: CurrentHouse,
    q: Annotated[str, Query(max_length=100)] = "",
    field: Filters = (),
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[CustomerBriefOut]:
    """Customers by latest contact. `field` filters by a custom field, `code:value` or
    `code:from..to`, up to five times.
    """
    async with house.database.reading() as session:
        items, following = await list_customers(session, q, field, cursor, limit)
    return Page(items=items, next=following)


@routes.get(
    "/{customer_id}",
    permit=READ,
    tool=Tool(
        "read_customer",
        Text("查看客户档案", "Read a customer's file"),
        Text(
            "一位客户的档案：标签、等级、备注、联系方式（无权限时打码）和自定义字段。",
            "A customer's file: tags, level, note, contacts (masked without permission), custom"
            " fields.",
        ),
        by_shop=False,
    ),
    response_model=CustomerOut,
)
async def get_one(customer_id: UUID, access: Caller, house: CurrentHouse) -> CustomerOut:
    """A customer's file."""
    async with house.database.reading() as session:
        return await get_customer(session, access, customer_id)


@routes.patch(
    "/{customer_id}",
    permit=EDIT,
    tool=Tool(
        "edit_customer",
        Text("修改客户档案", "Edit a customer's file"),
        Text(
            "修改姓名、备注、标签、语言、等级或自定义字段。tags 是完整的新列表，先查看再修改。",
            "Changes name, note, tags, language, level or custom fields. `tags` is the whole new"
            " list: read first.",
        ),
        by_shop=False,
    ),
    response_model=CustomerOut,
)
async def patch_one(
    customer_id: UUID, body: CustomerPatch, access: Caller, house: CurrentHouse, version: Version
) -> CustomerOut:
    """Changes a customer's file."""
    async with house.database.writing(access.actor) as session:
        await edit_customer(session, access, customer_id, body, version)
        await session.flush()
        return await get_customer(session, access, customer_id)


@routes.post("/{customer_id}/identities", permit=EDIT, status=201, response_model=CustomerOut)
async def post_identity(
    customer_id: UUID, body: NewIdentityIn, access: Caller, house: CurrentHouse
) -> CustomerOut:
    """Adds a phone number or an address."""
    if normal_identity(body.kind, body.value) is None:
        raise BadIdentityError
    async with house.database.writing(access.actor) as session:
        await get_customer(session, access, customer_id)
        if not await add_identity(session, customer_id, body.kind, body.value, verified=False):
            raise IdentityTakenError
        ref = ObjectRef("customer", customer_id)
        audit(session, "customers.add_identity", ref, after={"kind": body.kind})
        await session.flush()
        return await get_customer(session, access, customer_id)


@routes.delete("/{customer_id}/identities/{identity_id}", permit=EDIT)
async def delete_identity(
    customer_id: UUID, identity_id: UUID, access: Caller, house: CurrentHouse
) -> None:
    """Takes a phone number or an address off a file."""
    async with house.database.writing(access.actor) as session:
        await remove_identity(session, customer_id, identity_id)


@routes.get(
    "/{customer_id}/timeline",
    permit=READ,
    tool=Tool(
        "read_customer_timeline",
        Text("查看客户时间线", "Read a customer's timeline"),
        Text(
            "客户的全部往来，新的在前：会话、评价、待办、访问。",
            "Everything that happened with a customer, newest first: conversations, ratings,"
            " tasks, visits.",
        ),
        by_shop=False,
    ),
    response_model=TimelinePage,
)
async def timeline(
    customer_id: UUID,
    access: Caller,
    house: CurrentHouse,
    before: str | None = None,
    limit: Limit = 30,
) -> TimelinePage:
    """One timeline of everything."""
    async with house.database.reading() as session:
        found = await get_customer(session, access, customer_id)
    return await get_timeline(house, access, found.id, before, limit)


@routes.get("/{customer_id}/consents", permit=READ, response_model=list[ConsentOut])
async def consents(customer_id: UUID, access: Caller, house: CurrentHouse) -> list[ConsentOut]:
    """What a customer agreed to, and when they said so."""
    async with house.database.reading() as session:
        found = await get_customer(session, access, customer_id)
        return await get_consents(session, found.id)


@routes.post(
    "/{customer_id}/consents/{purpose}/withdraw", permit=EDIT, response_model=list[ConsentOut]
)
async def withdraw_consent(
    customer_id: UUID, purpose: str, access: Caller, house: CurrentHouse
) -> list[ConsentOut]:
    """Withdraws for a customer, who asked for it, what they agreed to."""
    async with house.database.writing(access.actor) as session:
        await withdraw(session, customer_id, purpose)
        await session.flush()
        return await get_consents(session, customer_id)


@routes.post("/{customer_id}/join", permit=MERGE, response_model=CustomerOut)
async def join(customer_id: UUID, body: JoinIn, access: Caller, house: CurrentHouse) -> CustomerOut:
    """Joins another file into this one; it cannot be taken apart again."""
    async with house.database.writing(access.actor) as session:
        await join_customers(session, customer_id, body.from_id)
        await session.flush()
        return await get_customer(session, access, customer_id)


@routes.post("/{customer_id}/export", permit=EXPORT, status=202, response_model=JobAsked)
async def export(customer_id: UUID, access: Caller, house: CurrentHouse) -> JobAsked:
    """Asks for everything about a customer in one file, kept for 24 hours for whoever asked."""
    async with house.database.writing(access.actor) as session:
        return JobAsked(job_id=await ask_export(session, customer_id, access.language))


@routes.post("/{customer_id}/erase", permit=ERASE, status=202, response_model=JobAsked)
async def erase(customer_id: UUID, body: EraseIn, access: Caller, house: CurrentHouse) -> JobAsked:
    """Asks for the erasure of everything about a customer; it cannot be undone."""
    async with house.database.writing(access.actor) as session:
        return JobAsked(job_id=await ask_erasure(session, customer_id, body.name))
