"""Edits of a customer's file by staff, and asking for its export."""

import base64
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.fields.field import CustomField, Values
from zhiyin.kernel.fields.values import check_values
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.jobs.jobs import ask_job
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.customers.events import CustomerChanged
from zhiyin.modules.customers.models import Customer, CustomerIdentity
from zhiyin.modules.customers.permissions import SENSITIVE
from zhiyin.modules.customers.queries import KIND, show_fields
from zhiyin.modules.customers.rules import clean_name, name_keys
from zhiyin.modules.customers.schemas import CustomerPatch
from zhiyin.modules.customers.sealing import open_fields, seal_fields

EXPORT = "customers.export"
HIDDEN = Text(
    "这是个人信息字段，您没有修改的权限。",
    "This field holds personal data that you may not change.",
)


async def lock_customer(session: WriteSession, customer_id: UUID) -> Customer:
    """The file, locked; for one that was joined to another, that other. None of erased ones."""
    row = await session.get(Customer, customer_id, with_for_update=True)
    if row is not None and row.merged_into is not None:
        row = await session.get(Customer, row.merged_into, with_for_update=True)
    if row is None or row.merged_into is not None or row.erased_at is not None:
        raise NotFoundError
    return row


def sealed(session: WriteSession, row: Customer, values: dict[str, Any]) -> dict[str, Any] | None:
    """Values for the audit, under the customer's own key: the chain of the audit stays whole when
    the customer is erased, and says nothing of them any more.
    """
    if row.data_key is None:
        return None
    body = session.house.keyring.seal(msgspec.json.encode(values), row.data_key)
    return {"fields": sorted(values), "sealed": base64.b64encode(body).decode()}


async def edit_customer(
    session: WriteSession,
    access: Access,
    customer_id: UUID,
    body: CustomerPatch,
    version: int | None,
) -> None:
    """Changes name, note, tags, language, level or custom fields."""
    row = await lock_customer(session, customer_id)
    definitions = await get_fields(session, KIND)
    shown, _ = show_fields(session.house, access, row, definitions)
    before: dict[str, Any] = {
        "name": row.name,
        "note": row.note,
        "tags": row.tags,
        "level": row.level,
        "fields": shown,
    }
    check_version(row, version, before)
    if body.fields is not None:
        _fill_in(session, access, row, definitions, body.fields)
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
    ref = ObjectRef("customer", row.id)
    after = body.model_dump(mode="json", exclude_unset=True)
    before["fields"] = {code: shown.get(code) for code in body.fields or {}}
    old, new = sealed(session, row, before), sealed(session, row, after)
    audit(session, "customers.edit", ref, before=old, after=new)
    emit(session, CustomerChanged(row.id), ref)


def _fill_in(
    session: WriteSession,
    access: Access,
    row: Customer,
    definitions: Sequence[CustomField],
    given: Values,
) -> None:
    """Custom fields (自定义字段); all of them are right, or none is stored."""
    keyring = session.house.keyring
    held = open_fields(keyring, row.data_key, row.fields)
    values, errors = check_values(definitions, given, held)
    if not access.may(SENSITIVE):
        errors |= {one.code: HIDDEN for one in definitions if one.personal and one.code in given}
    if errors:
        raise InvalidInputError(fields={f"fields.{code}": text for code, text in errors.items()})
    row.data_key = row.data_key or keyring.new_data_key()
    changed = {c: v for c, v in values.items() if c not in held or held[c] != v}
    gone = (held.keys() | given.keys()) - values.keys()
    # What did not change stays as it is sealed, also what this ring cannot open.
    kept = {c: v for c, v in row.fields.items() if c not in gone}
    row.fields = kept | seal_fields(keyring, row.data_key, definitions, changed)


async def remove_identity(session: WriteSession, customer_id: UUID, identity_id: UUID) -> None:
    """Takes a phone number or an address off a file."""
    await lock_customer(session, customer_id)
    row = await session.get(CustomerIdentity, identity_id)
    if row is None or row.customer_id != customer_id or row.kind not in ("phone", "email"):
        raise NotFoundError
    ref = ObjectRef("customer", customer_id)
    audit(session, "customers.remove_identity", ref, before={"kind": row.kind})
    await session.delete(row)
    emit(session, CustomerChanged(customer_id), ref)


async def ask_export(session: WriteSession, customer_id: UUID, language: str) -> UUID:
    """Asks for everything about a customer in one file (导出客户资料). Answers the job."""
    row = await lock_customer(session, customer_id)
    ref = ObjectRef("customer", row.id)
    audit(session, EXPORT, ref)
    return await ask_job(session, EXPORT, {"language": language}, ref)
