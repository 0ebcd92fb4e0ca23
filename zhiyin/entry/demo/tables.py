"""The demo as rows of the product's tables, ready to be copied in."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from zhiyin.entry.demo.chance import lognormal, uuid_at
from zhiyin.entry.demo.history import Line, Talk, World
from zhiyin.entry.demo.population import Person
from zhiyin.kernel.crypto.keyring import KeyRing
from zhiyin.kernel.fields.field import CustomField
from zhiyin.modules.conversations.interface import BLOCK, search_vector
from zhiyin.modules.customers.interface import name_keys, personal_spans, seal_fields

Row = tuple[Any, ...]
PREVIEW = 80
# The one field of the demo that is kept encrypted.
BIRTHDAY = CustomField("birthday", {}, "date", personal=True)


@dataclass(frozen=True)
class Places:
    """Ids of the few rows that everything points to."""

    shop: UUID
    channel: UUID
    team: UUID
    # Where everything of that team stood that asked for nothing special.
    lane: UUID
    subjects: dict[str, UUID]


@dataclass(frozen=True)
class Table:
    """One table's name, columns and rows."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[Row]


def customers(people: list[Person], keyring: KeyRing, keys: dict[UUID, bytes]) -> Iterator[Row]:
    """The customers, in the order they were first seen, each with a data key."""
    for number, person in enumerate(sorted(people, key=lambda one: one.first_seen), start=1):
        keys[person.id] = keyring.new_data_key()
        name_key, pinyin_key = name_keys(person.name)
        yield (
            person.id,
            number,
            person.name,
            name_key,
            pinyin_key,
            person.language,
            person.level,
            person.tags,
            person.note,
            Jsonb({"items": list(person.facts.values())} if person.facts else {}),
            Jsonb(seal_fields(keyring, keys[person.id], [BIRTHDAY], person.fields)),
            keys[person.id],
            person.first_seen,
            person.last_contact,
        )


CUSTOMER_COLUMNS = (
    "id number name name_key pinyin_key language level tags note facts fields data_key"
    " first_seen_at last_contact_at"
)
IDENTITY_COLUMNS = "id customer_id kind value value_hash tail_hash verified made_at"


def identities(
    people: list[Person], keyring: KeyRing, keys: dict[UUID, bytes], rng: Random
) -> Iterator[Row]:
    """How each customer is recognised; values are sealed under the customer's key."""
    for person in people:
        found = [
            ("user", person.user_id, True),
            ("phone", person.phone, person.user_id is not None),
            ("email", person.email, False),
        ]
        if person.user_id is None:
            found.append(("visitor", str(person.visitor_id), False))
        for kind, value, verified in found:
            if value is None:
                continue
            hidden = kind == "visitor"
            yield (
                uuid_at(person.first_seen, rng),
                person.id,
                kind,
                None if hidden else keyring.seal(value.encode(), keys[person.id]),
                keyring.hash(kind, value),
                keyring.hash("tail", value[-4:]) if kind == "phone" else None,
                verified,
                person.first_seen,
            )


VISITOR_COLUMNS = (
    "id channel_account_id token_hash origin user_id language time_zone page user_agent made_at"
    " last_seen_at"
)


def visitors(people: list[Person], places: Places, origin: str, rng: Random) -> Iterator[Row]:
    """The browsers; their tokens are known to nobody."""
    for person in people:
        page = {"url": f"{origin}/demo", "title": "知音茶铺", "referrer": ""}
        yield (
            person.visitor_id,
            places.channel,
            hashlib.sha256(rng.randbytes(32)).digest(),
            origin,
            person.user_id,
            person.language,
            "Asia/Shanghai" if person.language == "zh-CN" else "Europe/London",
            Jsonb(page),
            person.user_agent,
            person.first_seen,
            person.last_contact,
        )


def _spoken(talk: Talk) -> tuple[int, Line]:
    """The last words a customer can see, with their number."""
    spoken = [
        (number, line)
        for number, line in enumerate(talk.lines, start=1)
        if line.kind not in ("note", "event")
    ]
    return spoken[-1]


@dataclass(frozen=True)
class Standing:
    """Where a conversation stands, read from its lines."""

    state: str
    waiting_since: datetime | None
    unread: int
    read_by_customer: int
    read_by_staff: int


def standing(talk: Talk) -> Standing:
    """The state that posting and assigning would have left behind."""
    words = [
        (number, line)
        for number, line in enumerate(talk.lines, start=1)
        if line.kind not in ("note", "event")
    ]
    answered = max((n for n, line in words if line.sender == "staff"), default=0)
    unanswered = [(n, line) for n, line in words if n > answered]
    waiting = unanswered[0][1].at if unanswered else None
    asked = max((n for n, line in words if line.sender == "customer"), default=0)
    if talk.closed is not None:
        return Standing("closed", None, 0, len(talk.lines), asked)
    if talk.agent is None:
        return Standing("queued", talk.opened, len(unanswered), 0, 0)
    state = "assigned" if waiting else "waiting_customer"
    return Standing(state, waiting, len(unanswered), answered, answered)


CONVERSATION_COLUMNS = (
    "id serial number state channel_account_id thread_key shop_id customer_id customer_card team_id"
    " assignee_id assign_reason subject_id priority previous_id language last_message unread"
    " customer_read staff_read waiting_since opened_at queued_at assigned_at acknowledged_at"
    " first_response_at last_customer_at last_staff_at closed_at closed_by close_note"
)


def conversations(world: World, places: Places) -> Iterator[Row]:
    """The conversations, in the order they were opened."""
    for serial, talk in enumerate(world.talks, start=1):
        yield conversation(serial, talk, places)


def conversation(serial: int, talk: Talk, places: Places) -> Row:
    """One of them."""
    number, last = _spoken(talk)
    now = standing(talk)
    agent = talk.agent.id if talk.agent else None
    from_staff = [one.at for one in talk.lines if one.sender == "staff" and one.kind == "text"]
    from_customer = [one.at for one in talk.lines if one.sender == "customer"]
    last_message = {
        "number": number,
        "kind": last.kind,
        "preview": " ".join(last.text.split())[:PREVIEW],
        "sender": last.sender,
        "at": last.at.isoformat(),
    }
    return (
        talk.id,
        serial,
        len(talk.lines),
        now.state,
        places.channel,
        talk.person.thread_key,
        places.shop,
        talk.person.id,
        Jsonb(talk.person.card),
        places.team,
        agent,
        talk.reason,
        places.subjects[talk.subject] if talk.closed else None,
        talk.priority,
        talk.previous,
        talk.language,
        Jsonb(last_message),
        now.unread,
        now.read_by_customer,
        now.read_by_staff,
        now.waiting_since,
        talk.opened,
        talk.opened,
        talk.assigned,
        talk.assigned,
        from_staff[0] if from_staff else None,
        from_customer[-1],
        from_staff[-1] if from_staff else None,
        talk.closed,
        agent if talk.closed else None,
        talk.note,
    )


MESSAGE_COLUMNS = (
    "conversation_id number id changed kind sender_kind sender_id text spans event file_id at"
)


def messages(world: World, rng: Random) -> Iterator[Row]:
    """Every line of every conversation."""
    for talk in world.talks:
        for number, line in enumerate(talk.lines, start=1):
            spans = personal_spans(line.text) if line.text else None
            yield (
                talk.id,
                number,
                uuid_at(line.at, rng),
                number,
                line.kind,
                line.sender,
                line.sender_id,
                line.text,
                Jsonb(spans) if spans else None,
                Jsonb(line.event) if line.event else None,
                line.file_id,
                line.at,
            )


WORK_COLUMNS = (
    "id kind object_id queue_id lane_id state assignee_id reason queued_at rank_at assigned_at"
    " estimate_seconds"
)


def work_items(world: World, places: Places, rng: Random) -> Iterator[Row]:
    """What dispatch knows of the conversations: all done but the open ones."""
    for talk in world.talks:
        held = talk.agent.id if talk.agent and not talk.closed else None
        yield (
            uuid_at(talk.opened, rng),
            "conversation",
            talk.id,
            places.team,
            places.lane,
            "done" if talk.closed else "assigned" if held else "queued",
            held,
            talk.reason,
            talk.opened,
            talk.opened,
            talk.assigned,
            _told(talk, rng),
        )


def _told(talk: Talk, rng: Random) -> int | None:
    """The wait that somebody in line was told; who was answered at once was told nothing."""
    wait = (talk.assigned - talk.opened).total_seconds() if talk.assigned else 0.0
    told = 5 < wait < 3600
    return round(lognormal(rng, wait, 0.3)) if told else None


FOUND_BY_COLUMNS = "conversation_id number block at tokens"


def _said_in(world: World) -> Iterator[tuple[UUID, int, datetime, str]]:
    """Everything that was said, in the order of time, as the search wants it."""
    lines = (
        (line.at, talk.id, number, line.text)
        for talk in world.talks
        for number, line in enumerate(talk.lines, start=1)
        if line.text
    )
    for at, talk_id, number, words in sorted(lines):
        yield talk_id, number, at, words


def message_tokens(world: World) -> Iterator[Row]:
    """What every message is found by."""
    for place, (talk_id, number, at, words) in enumerate(_said_in(world)):
        block = place // BLOCK
        yield talk_id, number, block, at, search_vector(block, words)


def search_blocks(world: World) -> Iterator[Row]:
    """How full the blocks of the search are."""
    total = sum(1 for _ in _said_in(world))
    for block in range(total // BLOCK + 1):
        yield block, min(BLOCK, total - block * BLOCK)
