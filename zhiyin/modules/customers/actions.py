"""Writes of customers by staff."""

from typing import Any
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.customers.events import CustomerChanged
from zhiyin.modules.customers.models import Customer, CustomerIdentity
from zhiyin.modules.customers.rules import clean_name, name_keys
from zhiyin.modules.customers.schemas import CustomerPatch


async def edit_customer(
    session: WriteSession, customer_id: UUID, body: CustomerPatch, version: int | None
) -> None:
    """Changes name, note, tags, language or level."""
    row = await session.get(Customer, customer_id, with_for_update=True)
    if row is None:
        raise NotFoundError
    before: dict[str, Any] = {
        "name": row.name,
        "note": row.note,
        "tags": row.tags,
        "level": row.level,
    }
    check_version(row, version, before)
    given = body.model_fields_set
    if body.name is not None:
        row.name = clean_name(body.name)
        row.name_key, row.pinyin_key = name_keys(row.name)
    if body.note is not None:
        row.note = body.note
    if body.tags is not None:
        row.tags = list(dict.fromkeys(body.tags))
    if "language" in given:
        row.language = body.language
    if "level" in given:
        row.level = body.level
    ref = ObjectRef("customer", customer_id)
    after = body.model_dump(mode="json", exclude_unset=True)
    audit(session, "customers.edit", ref, before=before, after=after)
    emit(session, CustomerChanged(customer_id), ref)


async def remove_identity(session: WriteSession, customer_id: UUID, identity_id: UUID) -> None:
    """Takes a phone number or an address off a file."""
    row = await session.get(CustomerIdentity, identity_id)
    if row is None or row.customer_id != customer_id or row.kind not in ("phone", "email"):
        raise NotFoundError
    ref = ObjectRef("customer", customer_id)
    audit(session, "customers.remove_identity", ref, before={"kind": row.kind})
    await session.delete(row)
    emit(session, CustomerChanged(customer_id), ref)
