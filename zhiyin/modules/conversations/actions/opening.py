"""A customer's first words: a conversation is opened or reopened, and put in line.

Set-based like posting, because mornings and sales bring hundreds of customers at once.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import Actor, ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.i18n.text import Text, choose_language
from zhiyin.kernel.ledger.ledger import AGAIN
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.kernel.timers.timers import NewTimer, set_timers
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.channels.interface import Channel, VisitorRecord
from zhiyin.modules.conversations.actions.lines import Line, add_lines
from zhiyin.modules.conversations.actions.post import NewPost, Outcome, Posted
from zhiyin.modules.conversations.errors import KeyReusedError
from zhiyin.modules.conversations.events import (
    ConversationOpened,
    ConversationReopened,
    MessagePosted,
)
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.conversations.settings import QUEUE_NOTICE_AFTER, REOPEN_WITHIN
from zhiyin.modules.customers.interface import Known, NewCustomer, find_or_create
from zhiyin.modules.dispatch.interface import NewWork, enqueue, lock_work, place_works

QUEUE_NOTICE = "conversations.queue_notice"
NAMELESS = Text("访客 {number}", "Visitor {number}")


class AlreadyOpenError(Exception):
    """The thread has an open conversation: the words belong there."""

    def __init__(self, conversation_id: UUID) -> None:
        super().__init__(str(conversation_id))
        self.conversation_id = conversation_id


class FirstWords(msgspec.Struct, frozen=True):
    """What opens a conversation. The post's conversation is where it would go if it is new."""

    visitor: VisitorRecord
    channel: Channel
    post: NewPost
    # What the visitor chose before chatting: a subject, and a person or the bot.
    topic: UUID | None = None
    who: str = "anyone"

    @property
    def thread(self) -> tuple[UUID, str]:
        """Channel and thread."""
        return self.channel.id, self.visitor.thread_key

    def newcomer(self) -> NewCustomer:
        """How the customer is recognised."""
        if self.visitor.user_id:
            return NewCustomer(
                "user", self.visitor.user_id, self.visitor.user_id, self.visitor.language, True
            )
        short = self.visitor.id.hex[-4:]
        name = NAMELESS.say(choose_language(self.visitor.language), number=short)
        return NewCustomer("visitor", str(self.visitor.id), name, self.visitor.language)


_LATEST = text("""
    SELECT DISTINCT ON (c.channel_account_id, c.thread_key)
           c.channel_account_id, c.thread_key, c.id, c.state, c.closed_at, c.closed_by,
           c.assignee_id, c.team_id, c.number
    FROM conversations c
    JOIN jsonb_to_recordset(CAST(:rows AS jsonb)) AS w(channel uuid, thread text)
      ON c.channel_account_id = w.channel AND c.thread_key = w.thread
    ORDER BY c.channel_account_id, c.thread_key, c.id DESC
""")
_OPEN = text("""
    INSERT INTO conversations (id, number, state, channel_account_id, thread_key, shop_id,
        customer_id, customer_card, team_id, subject_id, previous_id, language, last_message,
        unread, waiting_since, queued_at, last_customer_at)
    SELECT o.id, 1, 'queued', o.channel, o.thread, o.shop_id, o.customer_id, o.card, o.team_id,
        o.subject_id, o.previous_id, o.language,
        o.last_message || jsonb_build_object('number', 1, 'at', now()), 1, now(), now(), now()
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS o(
        id uuid, channel uuid, thread text, shop_id uuid, customer_id uuid, card jsonb,
        team_id uuid, subject_id uuid, previous_id uuid, language text, last_message jsonb)
    ORDER BY o.channel, o.thread
    ON CONFLICT (channel_account_id, thread_key) WHERE state <> 'closed' DO NOTHING
    RETURNING id
""")
_REOPEN = text("""
    UPDATE conversations c SET state = 'queued', number = c.number + 1, closed_at = NULL,
        closed_by = NULL, assignee_id = NULL, assign_reason = NULL, queued_at = now(),
        assigned_at = NULL, wants = 'chat', waiting_since = now(), last_customer_at = now(),
        unread = 1,
        subject_id = coalesce(r.topic, c.subject_id),
        last_message = r.last_message || jsonb_build_object('number', c.number + 1, 'at', now())
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(id uuid, topic uuid, last_message jsonb)
    WHERE c.id = r.id AND c.state = 'closed'
    RETURNING c.id
""")
_WRITE = text("""
    INSERT INTO messages (conversation_id, number, id, changed, kind, sender_kind, sender_id,
                          client_key, body_hash, text, spans, file_id)
    SELECT c.id, c.number, m.id, c.number, m.kind, 'customer', m.sender_id, m.client_key,
           decode(m.body_hash, 'hex'), m.text, m.spans, m.file_id
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS m(
        id uuid, conversation_id uuid, kind text, sender_id uuid, client_key text, body_hash text,
        text text, spans jsonb, file_id uuid)
    JOIN conversations c ON c.id = m.conversation_id
    RETURNING *
""")
_READ = text("SELECT * FROM conversations WHERE id = ANY(:ids)")
_STILL_CLOSED = text("SELECT id FROM conversations WHERE id = ANY(:ids) AND state = 'closed'")


def _json(rows: object) -> str:
    return msgspec.json.encode(rows).decode()


async def open_batch(database: Database, items: Sequence[FirstWords]) -> list[Outcome]:
    """Opens or reopens a conversation for each; one outcome per item, in order."""
    async with database.writing() as session:
        return await _open(session, items)


async def _open(session: WriteSession, items: Sequence[FirstWords]) -> list[Outcome]:
    outcomes: list[Outcome] = [AGAIN] * len(items)
    # Only the first words of a thread open it; the others of the same batch come again.
    firsts = {item.thread: place for place, item in reversed(list(enumerate(items)))}
    latest = {
        (row.channel_account_id, row.thread_key): row
        for row in await session.execute(
            _LATEST, {"rows": _json([{"channel": c, "thread": t} for c, t in firsts])}
        )
    }
    newcomers = {p: items[p].newcomer() for p in firsts.values()}
    found = await find_or_create(session, list(newcomers.values()), contact=True)
    customers = {p: found[(one.kind, one.value)] for p, one in newcomers.items()}
    chosen: dict[int, UUID] = {}
    fresh, old = [], []
    retried = await _known_keys(session, items, firsts, latest, customers)
    for thread, place in firsts.items():
        row = latest.get(thread)
        if place in retried:
            outcomes[place] = retried[place]
        elif row is not None and row.state != "closed":
            outcomes[place] = AlreadyOpenError(row.id)
        elif row is not None and await _reopens(session, items[place], row):
            chosen[place] = row.id
            old.append(place)
        else:
            chosen[place] = items[place].post.conversation_id
            fresh.append(place)
    known = {p: customers[p] for p in chosen}
    works = await _place(session, items, chosen, known, latest)
    opened = await _store_new(session, items, fresh, known, latest, works)
    reopened = await _store_reopened(session, items, old, chosen, works)
    places = [p for p in chosen if chosen[p] in opened or chosen[p] in reopened]
    if not places:
        return outcomes
    stored = await _store_messages(session, items, places, chosen, known)
    await _queue(session, [works[chosen[place]] for place in places])
    rows = {
        row.id: row for row in await session.execute(_READ, {"ids": [chosen[p] for p in places]})
    }
    for place in places:
        item, conversation_id = items[place], chosen[place]
        _tell(session, item, rows[conversation_id], known[place], is_new=conversation_id in opened)
        outcomes[place] = Posted(stored[conversation_id], rows[conversation_id])
    return outcomes


_KEYS = text("""
    SELECT k.place, m.* FROM jsonb_to_recordset(CAST(:rows AS jsonb))
        AS k(place int, conversation_id uuid, sender_id uuid, client_key text)
    JOIN messages m ON m.conversation_id = k.conversation_id AND m.sender_id = k.sender_id
        AND m.client_key = k.client_key
""")


async def _known_keys(
    session: WriteSession,
    items: Sequence[FirstWords],
    firsts: dict[tuple[UUID, str], int],
    latest: dict[tuple[UUID, str], Any],
    customers: dict[int, Known],
) -> dict[int, Outcome]:
    """Retries of words that a closed conversation already holds: they open nothing."""
    rows = []
    for thread, place in firsts.items():
        if thread in latest:
            rows.append(
                {
                    "place": place,
                    "conversation_id": latest[thread].id,
                    "sender_id": customers[place].id,
                    "client_key": items[place].post.client_key,
                }
            )
    if not rows:
        return {}
    return {
        row.place: KeyReusedError()
        if bytes(row.body_hash).hex() != items[row.place].post.body_hash
        else Posted(row, latest[items[row.place].thread], again=True)
        for row in await session.execute(_KEYS, {"rows": _json(rows)})
    }


async def _reopens(session: WriteSession, item: FirstWords, row: Any) -> bool:
    within = await get_setting(
        session, REOPEN_WITHIN, Place(shop_id=item.channel.shop_id, team_id=row.team_id)
    )
    return bool(row.closed_at and now() - row.closed_at < timedelta(seconds=within))


def _last_message(post: NewPost) -> dict[str, str]:
    return {"kind": post.kind, "preview": post.preview, "sender": "customer"}


async def _store_new(
    session: WriteSession,
    items: Sequence[FirstWords],
    places: Sequence[int],
    known: dict[int, Known],
    latest: dict[tuple[UUID, str], Any],
    works: dict[UUID, NewWork],
) -> set[UUID]:
    rows = []
    for place in places:
        item = items[place]
        before = latest.get(item.thread)
        rows.append(
            {
                "id": item.post.conversation_id,
                "channel": item.channel.id,
                "thread": item.visitor.thread_key,
                "shop_id": item.channel.shop_id,
                "customer_id": known[place].id,
                "card": known[place].card(),
                "team_id": works[item.post.conversation_id].team_id,
                "subject_id": works[item.post.conversation_id].facts["subject"],
                "previous_id": before.id if before else None,
                "language": item.visitor.language,
                "last_message": _last_message(item.post),
            }
        )
    if not rows:
        return set()
    return set((await session.execute(_OPEN, {"rows": _json(rows)})).scalars())


async def _store_reopened(
    session: WriteSession,
    items: Sequence[FirstWords],
    places: Sequence[int],
    chosen: dict[int, UUID],
    works: dict[UUID, NewWork],
) -> set[UUID]:
    if not places:
        return set()
    ids = sorted(chosen[place] for place in places)
    # Under the lock of the work a colleague cannot reopen it at the same time.
    await lock_work(session, KIND, ids)
    closed = set((await session.execute(_STILL_CLOSED, {"ids": ids})).scalars())
    await add_lines(session, [Line(one, "reopened") for one in sorted(closed)])
    rows = [
        {
            "id": chosen[place],
            "topic": works[chosen[place]].facts["subject"],
            "last_message": _last_message(items[place].post),
        }
        for place in places
        if chosen[place] in closed
    ]
    return set((await session.execute(_REOPEN, {"rows": _json(rows)})).scalars())


async def _store_messages(
    session: WriteSession,
    items: Sequence[FirstWords],
    places: Sequence[int],
    chosen: dict[int, UUID],
    known: dict[int, Known],
) -> dict[UUID, Any]:
    rows = []
    for place in places:
        row = msgspec.structs.asdict(items[place].post)
        rows.append(row | {"conversation_id": chosen[place], "sender_id": known[place].id})
    stored = await session.execute(_WRITE, {"rows": _json(rows)})
    return {row.conversation_id: row for row in stored}


async def _place(
    session: WriteSession,
    items: Sequence[FirstWords],
    chosen: dict[int, UUID],
    known: dict[int, Known],
    latest: dict[tuple[UUID, str], Any],
) -> dict[UUID, NewWork]:
    """Where each goes: what is reopened to where it was, what is new to where the rules say."""
    subjects = await get_subjects(session) if any(item.topic for item in items) else {}
    works = []
    for place, conversation_id in chosen.items():
        item = items[place]
        before = latest.get(item.thread)
        familiar = (before.assignee_id or before.closed_by) if before else None
        reopened = before is not None and before.id == conversation_id
        works.append(
            NewWork(
                ObjectRef(KIND, conversation_id),
                before.team_id if before and reopened else item.channel.team_id,
                familiar,
                placed=reopened,
                facts=_facts(item, known[place], subjects, first_visit=before is None),
            )
        )
    return {work.ref.id: work for work in await place_works(session, works)}


def _facts(
    item: FirstWords, customer: Known, subjects: Mapping[UUID, Any], *, first_visit: bool
) -> dict[str, Any]:
    return {
        "shop": item.channel.shop_id,
        "channel": item.channel.id,
        "page": (item.visitor.page or {}).get("url", ""),
        "language": item.visitor.language,
        "subject": item.topic if item.topic in subjects else None,
        "words": item.post.text,
        "customer": customer.id,
        "level": customer.level,
        "tag": customer.tags,
        "first_visit": "yes" if first_visit else "no",
        "who": item.who,
    }


async def _queue(session: WriteSession, works: Sequence[NewWork]) -> None:
    await enqueue(session, works)
    notice = timedelta(seconds=QUEUE_NOTICE_AFTER)
    await set_timers(session, [NewTimer(QUEUE_NOTICE, work.ref, notice) for work in works])


def _tell(
    session: WriteSession, item: FirstWords, row: Any, customer: Known, *, is_new: bool
) -> None:
    actor = Actor("customer", customer.id)
    refs = (ObjectRef(KIND, row.id), ObjectRef("customer", customer.id))
    if is_new:
        opened = ConversationOpened(
            row.id, customer.id, row.shop_id, row.channel_account_id, row.team_id
        )
        emit(session, opened, *refs, actor=actor)
    else:
        emit(session, ConversationReopened(row.id, customer.id), *refs, actor=actor)
    posted = MessagePosted(row.id, row.number, item.post.kind, "customer", customer.id)
    emit(session, posted, refs[0], actor=actor)
