"""The door of customers: find or make them, recognise them, show their card."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
from sqlalchemy import select, text, tuple_

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.text.contacts import normal_email, normal_phone
from zhiyin.modules.customers.actions.consenting import hold_subjects, note_answer
from zhiyin.modules.customers.actions.erasing import erase_customer, noted_erased
from zhiyin.modules.customers.events import (
    CustomerChanged,
    CustomerCreated,
    IdentityAdded,
)
from zhiyin.modules.customers.models import Customer, CustomerIdentity
from zhiyin.modules.customers.queries import Answer, get_answer, get_subjects
from zhiyin.modules.customers.rules import (
    clean_name,
    mask,
    mask_spans,
    name_keys,
    normal_identity,
    personal_spans,
)
from zhiyin.modules.customers.sealing import seal_fields

__all__ = [
    "Answer",
    "Known",
    "NewCustomer",
    "add_identity",
    "erase_customer",
    "find_known",
    "find_named",
    "find_or_create",
    "get_answer",
    "get_cards",
    "get_contact",
    "get_reachable",
    "get_subjects",
    "hold_subjects",
    "lock_customer",
    "mask",
    "mask_spans",
    "name_customer",
    "name_keys",
    "normal_email",
    "normal_identity",
    "normal_phone",
    "note_answer",
    "noted_erased",
    "personal_spans",
    "seal_fields",
]


@dataclass(frozen=True)
class NewCustomer:
    """Somebody as a channel knows them: found by the identity, made if nobody has it."""

    kind: str
    value: str
    name: str
    language: str | None = None
    verified: bool = False


@dataclass(frozen=True)
class Known:
    """A customer as lists show them."""

    id: UUID
    name: str
    level: str | None
    tags: tuple[str, ...]

    def card(self) -> dict[str, object]:
        """The copy other modules keep on their rows."""
        return {"name": self.name, "level": self.level, "tags": list(self.tags)}


# The lock is the one the conversation's foreign key takes anyway; taken here it waits for somebody
# who is joining the file to another one, and then finds that other.
_FIND = text("""
    SELECT i.kind, i.value_hash, c.id, c.name, c.level, c.tags
    FROM customer_identities i JOIN customers c ON c.id = i.customer_id
    WHERE c.merged_into IS NULL AND (i.kind, i.value_hash) IN (
        SELECT w.kind, decode(w.hash, 'hex')
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS w(kind text, hash text))
    ORDER BY c.id FOR KEY SHARE OF c
""")
_MAKE = text("""
    INSERT INTO customers (id, name, name_key, pinyin_key, language, data_key)
    SELECT c.id, c.name, c.name_key, c.pinyin_key, c.language, decode(c.data_key, 'hex')
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS c(
        id uuid, name text, name_key text, pinyin_key text, language text, data_key text)
""")
_IDENTIFY = text("""
    INSERT INTO customer_identities (id, customer_id, kind, value, value_hash, verified)
    SELECT i.identity_id, i.id, i.kind, decode(i.value, 'hex'), decode(i.hash, 'hex'), i.verified
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS i(
        identity_id uuid, id uuid, kind text, value text, hash text, verified boolean)
    ORDER BY i.kind, i.hash
    ON CONFLICT (kind, value_hash) DO NOTHING
    RETURNING customer_id
""")
_DROP_ORPHANS = text("DELETE FROM customers WHERE id = ANY(:ids)")


# A minute's accuracy is enough, and spares a second write of who has just been made.
_TOUCH = text("""
    UPDATE customers SET last_contact_at = now()
    WHERE id = ANY(:ids) AND last_contact_at < now() - interval '1 minute'
""")


async def find_or_create(
    session: WriteSession, wanted: Sequence[NewCustomer], *, contact: bool = False
) -> dict[tuple[str, str], Known]:
    """The customers with these identities, by (kind, value); made where nobody has one.

    With `contact` they are in touch with us now.

    Safe when two processes meet the same newcomer: the unique identity decides, the loser's row
    goes away and the winner's is read.
    """
    keys = {(one.kind, one.value): one for one in wanted}
    hashes = {key: session.house.keyring.hash(*key) for key in keys}
    found = await _find(session, hashes)
    if contact and found:
        await session.execute(_TOUCH, {"ids": sorted({one.id for one in found.values()})})
    missing = [key for key in keys if key not in found]
    if not missing:
        return found
    made = await _make(session, [keys[key] for key in missing], hashes)
    found |= made
    left = {key: hashes[key] for key in missing if key not in made}
    if left:
        found |= await _find(session, left)
    return found


async def _find(
    session: ReadSession | WriteSession, hashes: dict[tuple[str, str], bytes]
) -> dict[tuple[str, str], Known]:
    rows = await session.execute(
        _FIND,
        {
            "rows": msgspec.json.encode(
                [{"kind": kind, "hash": h.hex()} for (kind, _), h in hashes.items()]
            ).decode()
        },
    )
    by_hash = {
        (r.kind, bytes(r.value_hash)): Known(r.id, r.name, r.level, tuple(r.tags)) for r in rows
    }
    return {key: by_hash[(key[0], h)] for key, h in hashes.items() if (key[0], h) in by_hash}


async def _make(
    session: WriteSession,
    wanted: Sequence[NewCustomer],
    hashes: dict[tuple[str, str], bytes],
) -> dict[tuple[str, str], Known]:
    keyring = session.house.keyring
    rows, known = [], {}
    for one in wanted:
        customer_id, data_key, name = new_id(), keyring.new_data_key(), clean_name(one.name)
        name_key, pinyin_key = name_keys(name)
        # A visitor's id is random: its hash says all there is to know.
        value = None if one.kind == "visitor" else keyring.seal(one.value.encode(), data_key).hex()
        rows.append(
            {
                "id": customer_id,
                "identity_id": new_id(),
                "name": name,
                "name_key": name_key,
                "pinyin_key": pinyin_key,
                "language": one.language,
                "data_key": data_key.hex(),
                "kind": one.kind,
                "value": value,
                "hash": hashes[(one.kind, one.value)].hex(),
                "verified": one.verified,
            }
        )
        known[customer_id] = ((one.kind, one.value), Known(customer_id, name, None, ()))
    body = {"rows": msgspec.json.encode(rows).decode()}
    await session.execute(_MAKE, body)
    kept = set((await session.execute(_IDENTIFY, body)).scalars())
    if len(kept) < len(rows):
        await session.execute(_DROP_ORPHANS, {"ids": sorted(set(known) - kept)})
    for customer_id in kept:
        emit(session, CustomerCreated(customer_id), ObjectRef("customer", customer_id))
    return {known[customer_id][0]: known[customer_id][1] for customer_id in kept}


async def find_known(
    session: ReadSession | WriteSession, wanted: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], Known]:
    """The customers with these identities, by (kind, value) in its normal form; nobody is made and
    nothing is locked.
    """
    keys = {
        (kind, session.house.keyring.hash(kind, value)): (kind, value) for kind, value in wanted
    }
    query = (
        select(CustomerIdentity.kind, CustomerIdentity.value_hash, Customer)
        .join(Customer, Customer.id == CustomerIdentity.customer_id)
        .where(
            Customer.merged_into.is_(None),
            tuple_(CustomerIdentity.kind, CustomerIdentity.value_hash).in_(keys),
        )
    )
    return {
        keys[kind, bytes(value_hash)]: Known(row.id, row.name, row.level, tuple(row.tags))
        for kind, value_hash, row in await session.execute(query)
    }


async def find_named(
    session: ReadSession | WriteSession, names: Sequence[str]
) -> dict[str, list[Known]]:
    """The customers who are called so, by the name that was asked for."""
    keys = {name: name_keys(clean_name(name))[0] for name in names}
    query = select(Customer).where(
        Customer.name_key.in_(set(keys.values())), Customer.merged_into.is_(None),
        Customer.erased_at.is_(None),
    )  # fmt: skip
    found: dict[str, list[Known]] = {}
    for row in (await session.execute(query.order_by(Customer.id))).scalars():
        known = Known(row.id, row.name, row.level, tuple(row.tags))
        found.setdefault(row.name_key, []).append(known)
    return {name: found[key] for name, key in keys.items() if key in found}


async def get_cards(
    session: ReadSession | WriteSession, customer_ids: Sequence[UUID]
) -> dict[UUID, Known]:
    """The customers as lists show them."""
    rows = (await session.execute(select(Customer).where(Customer.id.in_(customer_ids)))).scalars()
    return {row.id: Known(row.id, row.name, row.level, tuple(row.tags)) for row in rows}


async def add_identity(
    session: WriteSession, customer_id: UUID, kind: str, value: str, *, verified: bool
) -> bool:
    """Ties an identity to a customer; answers whether it is theirs now.

    An unproven identity never takes one from somebody else, nor joins two files.
    """
    normal = normal_identity(kind, value)
    if normal is None:
        return False
    customer = await session.get(Customer, customer_id)
    if customer is None or customer.data_key is None:
        return False
    keyring = session.house.keyring
    row = CustomerIdentity(
        id=new_id(),
        customer_id=customer_id,
        kind=kind,
        value=keyring.seal(normal.encode(), customer.data_key),
        value_hash=keyring.hash(kind, normal),
        tail_hash=keyring.hash("tail", normal[-4:]) if kind == "phone" else None,
        verified=verified,
    )
    known = await session.scalar(
        select(CustomerIdentity).where(
            CustomerIdentity.kind == kind, CustomerIdentity.value_hash == row.value_hash
        )
    )
    if known is not None:
        if known.customer_id == customer_id and verified:
            known.verified = True
        return known.customer_id == customer_id
    session.add(row)
    emit(session, IdentityAdded(customer_id, kind), ObjectRef("customer", customer_id))
    return True


_LOCK = text("SELECT id FROM customers WHERE id = :id FOR NO KEY UPDATE")


async def lock_customer(session: WriteSession, customer_id: UUID) -> None:
    """Takes a customer's lock before those of what hangs on it."""
    await session.execute(_LOCK, {"id": customer_id})


async def name_customer(session: WriteSession, customer_id: UUID, name: str) -> None:
    """Sets the name, as the customer or the shop's server gave it."""
    customer = await session.get(Customer, customer_id)
    clean = clean_name(name)
    if customer is not None and clean and clean != customer.name:
        customer.name = clean
        customer.name_key, customer.pinyin_key = name_keys(clean)
        # The row is locked here and not at the end, after those of modules above.
        await session.flush()
        emit(session, CustomerChanged(customer_id), ObjectRef("customer", customer_id))


async def get_contact(
    session: ReadSession | WriteSession, customer_id: UUID, kind: str
) -> str | None:
    """A customer's phone or e-mail in the clear, for sending; never for showing."""
    row = (
        await session.execute(
            select(CustomerIdentity.value, Customer.data_key)
            .join(Customer, Customer.id == CustomerIdentity.customer_id)
            .where(CustomerIdentity.customer_id == customer_id, CustomerIdentity.kind == kind)
            .order_by(CustomerIdentity.verified.desc(), CustomerIdentity.id.desc())
            .limit(1)
        )
    ).first()
    if row is None or row.value is None or row.data_key is None:
        return None
    return session.house.keyring.open_value(row.value, row.data_key).decode()


async def get_reachable(
    session: ReadSession | WriteSession,
    customer_ids: Sequence[UUID],
    kinds: Sequence[str] = ("phone", "email"),
) -> set[UUID]:
    """Which of these customers have left a phone number or an e-mail address."""
    rows = await session.execute(
        select(CustomerIdentity.customer_id).where(
            CustomerIdentity.customer_id.in_(customer_ids),
            CustomerIdentity.kind.in_(kinds),
        )
    )
    return set(rows.scalars())
