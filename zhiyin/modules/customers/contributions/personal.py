"""The customer file itself, erased, handed out and joined."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select, update

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.customers.models import Consent, Customer, CustomerIdentity
from zhiyin.modules.customers.queries import get_subjects, list_answers, reference
from zhiyin.modules.customers.rules import joined_note, name_keys

TITLE = Text("客户档案", "Customer file")
IDENTITIES = Text("联系方式", "Contacts")
FILE_COLUMNS = {
    "ref": Text("编号", "Number"),
    "name": Text("姓名", "Name"),
    "level": Text("等级", "Level"),
    "tags": Text("标签", "Tags"),
    "note": Text("备注", "Note"),
    "language": Text("语言", "Language"),
    "facts": Text("其他信息", "Other facts"),
    "first_seen_at": Text("首次联系", "First contact"),
    "last_contact_at": Text("最近联系", "Last contact"),
}
CONSENTS = Text("同意记录", "Consent")
CONSENT_COLUMNS = {
    "at": Text("时间", "At"),
    "purpose": Text("事项", "Purpose"),
    "given": Text("是否同意", "Agreed"),
    "wording": Text("当时的说明", "Words read"),
    "surface": Text("途径", "Where"),
}
IDENTITY_COLUMNS = {
    "kind": Text("类型", "Kind"),
    "value": Text("内容", "Value"),
}


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Contacts go; the row stays, empty, so that figures still add up."""
    row = await session.get_one(Customer, customer_id, with_for_update=True)
    _blank(row)
    await session.flush()
    await _keep_evidence(session, customer_id)
    await session.execute(
        delete(CustomerIdentity).where(CustomerIdentity.customer_id == customer_id)
    )
    return False


async def _keep_evidence(session: WriteSession, customer_id: UUID) -> None:
    """That somebody agreed, when and to which words must be provable later; who it was is gone."""
    subjects = await get_subjects(session, customer_id)
    await session.execute(
        update(Consent)
        .where(or_(Consent.customer_id == customer_id, Consent.subject_hash.in_(subjects)))
        .values(customer_id=customer_id, subject_hash=None)
    )


def _blank(row: Customer) -> None:
    row.name = reference(row.number)
    row.name_key, row.pinyin_key = name_keys(row.name)
    row.language = row.level = None
    row.tags, row.note, row.facts = [], "", {}
    row.version += 1


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """The file and every contact."""
    row = await session.get_one(Customer, customer_id)
    file: dict[str, Any] = {
        "ref": reference(row.number),
        "name": row.name,
        "level": row.level,
        "tags": row.tags,
        "note": row.note,
        "language": row.language,
        "facts": row.facts.get("items", []),
        "first_seen_at": row.first_seen_at,
        "last_contact_at": row.last_contact_at,
    }
    known = [{"kind": one.kind, "value": one.value} for one in identities]
    answers = [
        {
            "at": one.at,
            "purpose": session.house.purposes[one.purpose].title.as_json()
            if one.purpose in session.house.purposes
            else one.purpose,
            "given": one.given,
            "wording": one.wording,
            "surface": one.surface,
        }
        for one in await list_answers(session, customer_id)
    ]
    return [
        ExportPart(TITLE, FILE_COLUMNS, [file]),
        ExportPart(IDENTITIES, IDENTITY_COLUMNS, known),
        *([ExportPart(CONSENTS, CONSENT_COLUMNS, answers)] if answers else []),
    ]


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Contacts move and are encrypted anew; what the file says is put together."""
    gone = await session.get_one(Customer, from_id)
    kept = await session.get_one(Customer, into_id)
    await session.execute(
        update(Consent).where(Consent.customer_id == from_id).values(customer_id=into_id)
    )
    await _move_identities(session, gone, kept)
    kept.tags = list(dict.fromkeys([*kept.tags, *gone.tags]))
    kept.note = joined_note(kept.note, gone.note)
    kept.level = kept.level or gone.level
    kept.language = kept.language or gone.language
    facts = kept.facts.get("items", [])
    known = [fact["label"] for fact in facts]
    added = [fact for fact in gone.facts.get("items", []) if fact["label"] not in known]
    if added:
        kept.facts = kept.facts | {"items": [*facts, *added]}
    kept.first_seen_at = min(kept.first_seen_at, gone.first_seen_at)
    kept.last_contact_at = max(kept.last_contact_at, gone.last_contact_at)
    kept.version += 1
    _blank(gone)
    gone.data_key, gone.merged_into = None, into_id
    # Files that were joined to the one that goes lead straight to the one that stays.
    await session.execute(
        update(Customer).where(Customer.merged_into == from_id).values(merged_into=into_id)
    )


async def _move_identities(session: WriteSession, gone: Customer, kept: Customer) -> None:
    keyring = session.house.keyring
    kept.data_key = kept.data_key or keyring.new_data_key()
    found = await session.execute(
        select(CustomerIdentity)
        .where(CustomerIdentity.customer_id == gone.id)
        .order_by(CustomerIdentity.id)
        .with_for_update()
    )
    for one in found.scalars():
        if one.value is not None and gone.data_key is not None:
            clear = keyring.open_value(one.value, gone.data_key)
            one.value = keyring.seal(clear, kept.data_key)
        one.customer_id = kept.id


PERSONAL = PersonalData(
    "customers",
    TITLE,
    ("customers", "customer_identities", "customer_erasures", "consents"),
    erase,
    export,
    merge,
)
