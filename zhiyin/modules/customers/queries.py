"""Reads of customers."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from cryptography.exceptions import InvalidTag
from sqlalchemy import or_, select, text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.consents import ConsentPurpose
from zhiyin.kernel.contracts.module import TimelineEntry, TimelineSource
from zhiyin.kernel.contracts.personal import KnownAs
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.house import House
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.customers.models import Consent, Customer, CustomerIdentity
from zhiyin.modules.customers.permissions import SEE_PERSONAL
from zhiyin.modules.customers.rules import mask, name_keys, normal_email, normal_phone
from zhiyin.modules.customers.schemas import (
    AnswerOut,
    ConsentOut,
    CustomerBriefOut,
    CustomerOut,
    FactOut,
    IdentityOut,
    RefOut,
    TimelineItem,
    TimelinePage,
)
from zhiyin.modules.people.interface import avatar_color, get_names

log = structlog.get_logger(__name__)

SOURCE_SECONDS = 3.0
SOURCES_AT_ONCE = 3


def reference(number: int) -> str:
    """The number people say on the phone."""
    return f"K-{number:06d}"


def show_brief(row: Customer) -> CustomerBriefOut:
    """A customer in the list."""
    return CustomerBriefOut(
        id=row.id,
        ref=reference(row.number),
        name=row.name,
        avatar_color=avatar_color(row.id),
        language=row.language,
        tags=row.tags,
        level=row.level,
        first_seen_at=row.first_seen_at,
        last_contact_at=row.last_contact_at,
    )


async def list_customers(
    session: ReadSession, q: str, cursor: str | None, limit: int
) -> tuple[list[CustomerBriefOut], str | None]:
    """Customers by latest contact; `q` finds names (also by pinyin), whole phone numbers and
    addresses, and the last four digits of a phone number.
    """
    query = select(Customer).where(Customer.merged_into.is_(None), Customer.erased_at.is_(None))
    if q.strip():
        query = query.where(_matches(session, q.strip()))
    after = decode_cursor(cursor, tuple[datetime, UUID])
    if after is not None:
        query = query.where(
            or_(
                Customer.last_contact_at < after[0],
                (Customer.last_contact_at == after[0]) & (Customer.id < after[1]),
            )
        )
    query = query.order_by(Customer.last_contact_at.desc(), Customer.id.desc()).limit(limit + 1)
    rows = (await session.execute(query)).scalars().all()
    page = rows[:limit]
    following = (
        encode_cursor((page[-1].last_contact_at, page[-1].id)) if len(rows) > limit else None
    )
    return [show_brief(row) for row in page], following


def _matches(session: ReadSession, q: str) -> Any:
    keyring = session.house.keyring
    name_key, _ = name_keys(q)
    safe = name_key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    found: list[Any] = [Customer.name_key.like(f"{safe}%"), Customer.name_key.like(f"%{safe}%")]
    if safe.isascii() and safe.replace(" ", "").isalpha():
        found += [Customer.pinyin_key.like(f"{safe}%"), Customer.pinyin_key.like(f"% {safe}%")]
    hashes = [keyring.hash("user", q)]
    if phone := normal_phone(q):
        hashes.append(keyring.hash("phone", phone))
    if email := normal_email(q):
        hashes.append(keyring.hash("email", email))
    known: list[Any] = [CustomerIdentity.value_hash.in_(hashes)]
    if len(q) == 4 and q.isdigit():
        known.append(CustomerIdentity.tail_hash == keyring.hash("tail", q))
    by_identity = select(CustomerIdentity.customer_id).where(or_(*known))
    if q.upper().startswith("K-") and q[2:].isdigit():
        found.append(Customer.number == int(q[2:12]))
    return or_(*found, Customer.id.in_(by_identity))


async def get_customer(
    session: ReadSession | WriteSession, access: Access, customer_id: UUID
) -> CustomerOut:
    """A customer's file, masked unless the caller may see personal data.

    Whoever asks for a file that was joined to another is shown that other.
    """
    row = await session.get(Customer, customer_id)
    if row is not None and row.merged_into is not None:
        row = await session.get(Customer, row.merged_into)
    if row is None:
        raise NotFoundError
    identities = (
        await session.execute(
            select(CustomerIdentity)
            .where(CustomerIdentity.customer_id == row.id)
            .order_by(CustomerIdentity.made_at, CustomerIdentity.id)
        )
    ).scalars()
    clear = access.may(SEE_PERSONAL)
    return CustomerOut(
        **show_brief(row).model_dump(),
        note=row.note,
        identities=[
            IdentityOut(
                id=one.id,
                kind=one.kind,
                value=_value(session.house, row, one, clear=clear),
                verified=one.verified,
                created_at=one.made_at,
            )
            for one in identities
        ],
        facts=[
            FactOut(label=Labels.of(fact["label"]), value=str(fact["value"]))
            for fact in row.facts.get("items", [])
        ],
        version=row.version,
        erased_at=row.erased_at,
    )


async def customer_identities(
    session: ReadSession | WriteSession, customer: Customer
) -> list[KnownAs]:
    """How a customer is known, in the clear: for erasing and exporting, never for showing."""
    rows = await session.execute(
        select(CustomerIdentity.kind, CustomerIdentity.value)
        .where(CustomerIdentity.customer_id == customer.id, CustomerIdentity.value.is_not(None))
        .order_by(CustomerIdentity.id)
    )
    keyring, found = session.house.keyring, []
    for row in rows:
        if customer.data_key is None:
            break
        try:
            value = keyring.open_value(row.value, customer.data_key).decode()
        except (InvalidTag, KeyError):
            # Encrypted under a ring that is gone: nobody can read it, so nobody can look for it.
            continue
        found.append(KnownAs(row.kind, value))
    return found


def _value(house: House, customer: Customer, one: CustomerIdentity, *, clear: bool) -> str:
    if one.value is None or customer.data_key is None:
        return ""
    value = house.keyring.open_value(one.value, customer.data_key).decode()
    return value if clear or one.kind == "user" else mask(one.kind, value)


async def get_timeline(
    house: House, access: Access, customer_id: UUID, before: str | None, limit: int
) -> TimelinePage:
    """Everything about a customer, newest first, from every module that knows something.

    Each source has a read session of its own and a time limit; one that fails is named in
    `missing` and the others are shown.
    """
    moment = decode_cursor(before, datetime) or now()
    sources = [source for module in house.modules for source in module.timeline]
    gate = asyncio.Semaphore(SOURCES_AT_ONCE)
    answers = await asyncio.gather(
        *(_ask(house, access, gate, one, [customer_id], moment, limit) for one in sources)
    )
    missing = [one.name for one, found in zip(sources, answers, strict=True) if found is None]
    entries = sorted(
        (entry for found in answers for entry in found or ()), key=lambda e: e.at, reverse=True
    )
    page = entries[:limit]
    following = encode_cursor(page[-1].at) if len(entries) > limit else None
    return TimelinePage(items=[_item(entry) for entry in page], next=following, missing=missing)


async def _ask(
    house: House,
    access: Access,
    gate: asyncio.Semaphore,
    source: TimelineSource,
    customer_ids: Sequence[UUID],
    before: datetime,
    limit: int,
) -> list[TimelineEntry] | None:
    async with gate:
        try:
            async with asyncio.timeout(SOURCE_SECONDS), house.database.reading() as session:
                await session.execute(text("SET LOCAL statement_timeout = 3000"))
                return await source.entries(session, access, customer_ids, before, limit + 1)
        except Exception:
            log.exception("timeline_source_failed", source=source.name)
            return None


def _item(entry: TimelineEntry) -> TimelineItem:
    return TimelineItem(
        kind=entry.kind,
        at=entry.at,
        title=Labels.of(entry.title),
        lines=list(entry.lines),
        badge=Labels.of(entry.badge) if entry.badge else None,
        ref=RefOut(kind=entry.ref.kind, id=entry.ref.id) if entry.ref else None,
    )


@dataclass(frozen=True)
class Answer:
    """What counts of what a customer was asked: yes or no, where they said so, and when."""

    given: bool
    surface: str
    at: datetime


# A subject's own answers, and those that were written for the whole file.
_NEWEST = text("""
    SELECT given, surface, at FROM consents
    WHERE purpose = :purpose AND version >= :version AND (
        subject_hash = ANY(:subjects) OR subject_hash IS NULL AND customer_id = ANY(ARRAY(
            SELECT customer_id FROM customer_identities
            WHERE kind IN ('visitor', 'user') AND value_hash = ANY(:subjects))))
    ORDER BY at DESC, id DESC LIMIT 1
""")


async def get_answer(
    session: ReadSession | WriteSession, purpose: ConsentPurpose, subjects: Sequence[bytes]
) -> Answer | None:
    """What these subjects, who are one person, answered last; `None` if they were never asked."""
    values = {
        "purpose": purpose.name,
        "version": purpose.version,
        "subjects": list(subjects),
    }
    row = (await session.execute(_NEWEST, values)).one_or_none()
    return Answer(row.given, row.surface, row.at) if row else None


async def get_subjects(session: ReadSession | WriteSession, customer_id: UUID) -> list[bytes]:
    """The keyed hashes of the browsers and users that belong to a file."""
    query = select(CustomerIdentity.value_hash).where(
        CustomerIdentity.customer_id == customer_id, CustomerIdentity.kind.in_(("visitor", "user"))
    )
    return [bytes(one) for one in (await session.execute(query)).scalars()]


# More answers than a person gives; a page that flips them does not fill the screen.
MOST_ANSWERS = 200


async def list_answers(session: ReadSession | WriteSession, customer_id: UUID) -> Sequence[Consent]:
    """Every answer of a customer, newest first."""
    subjects = await get_subjects(session, customer_id)
    theirs = or_(Consent.customer_id == customer_id, Consent.subject_hash.in_(subjects))
    query = select(Consent).where(theirs).order_by(Consent.at.desc(), Consent.id.desc())
    return (await session.execute(query.limit(MOST_ANSWERS))).scalars().all()


async def get_consents(session: ReadSession | WriteSession, customer_id: UUID) -> list[ConsentOut]:
    """What a customer agreed to, by purpose, each with its history."""
    names = await get_names(session)
    answers = await list_answers(session, customer_id)
    shown = []
    for purpose in session.house.purposes.values():
        history = [
            AnswerOut(
                given=one.given,
                at=one.at,
                surface=one.surface,
                wording=one.wording,
                # One who began a moment ago may have no name here yet.
                staff_name=names.staff_name(one.staff_id) or None,
            )
            for one in answers
            if one.purpose == purpose.name
        ]
        counting = [
            one for one in answers if one.purpose == purpose.name and one.version >= purpose.version
        ]
        shown.append(
            ConsentOut(
                purpose=purpose.name,
                title=Labels.of(purpose.title),
                explanation=Labels.of(purpose.explanation),
                given=counting[0].given if counting else None,
                history=history,
            )
        )
    return shown
