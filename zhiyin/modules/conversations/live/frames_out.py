"""Committed changes as frames: for staff, for the customer, for whoever may read them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.house import House
from zhiyin.kernel.live.hub import Connection, Push
from zhiyin.modules.channels.interface import Channel, peek_channel
from zhiyin.modules.conversations.actions.post import NewPost, Posted
from zhiyin.modules.conversations.actions.visiting import (
    show_to_customers,
    visitor_messages,
)
from zhiyin.modules.conversations.events import ConversationAssigned, ConversationsMerged
from zhiyin.modules.conversations.permissions import Standing, may_read
from zhiyin.modules.conversations.queries.lists import show_messages, summaries
from zhiyin.modules.conversations.rules import READING_ROLES, conversation_topic
from zhiyin.modules.conversations.schemas.showing import (
    show_conversation_to_visitor,
    show_message,
    show_to_visitor,
    summarise,
)
from zhiyin.modules.conversations.schemas.shown import VisitorMessage
from zhiyin.modules.people.interface import StaffNames, own_topic

# Numbers that a change shows: who looks has seen what came before; a new holder may not have.
FOR_WHO_LOOKS = 4
FOR_A_NEW_HOLDER = 40
# Whole conversations come in one piece.
FOR_MERGED = 500

encode = msgspec.json.Encoder().encode


def staff_topic(staff_id: UUID) -> str:
    """What one member of staff holds, and what else concerns them."""
    return own_topic(staff_id)


def queue_topic(team_id: UUID | None) -> str:
    """Who looks at a team's queue."""
    return f"queue:{team_id or 'all'}"


def thread_topic(channel_account_id: UUID, thread_key: str) -> str:
    """The browsers of one customer thread."""
    return f"thread:{channel_account_id}:{thread_key}"


def audience_of(row: Any) -> dict[str, str | None]:
    """What decides who may read frames of this conversation."""
    return {
        "conversation": str(row.id),
        "shop": str(row.shop_id),
        "team": str(row.team_id) if row.team_id else None,
        "assignee": str(row.assignee_id) if row.assignee_id else None,
        "closed_by": str(row.closed_by) if row.closed_by else None,
        "state": row.state,
        "participants": " ".join(
            one for one, entry in row.participants.items() if entry["role"] in READING_ROLES
        ),
    }


def may_hear(connection: Connection, push: Push) -> bool:
    """Filters frames for one staff socket; one who lost the right hears so once."""
    it = push.audience or {}
    standing = Standing(
        UUID(it["shop"] or ""),
        _id(it["team"]),
        _id(it["assignee"]),
        _id(it["closed_by"]),
        it["state"] or "",
        {one: {"role": "mentioned"} for one in (it["participants"] or "").split()},
    )
    told = connection.state.told
    if may_read(connection.state.access, standing):
        mine = str(connection.owner_id) in (it["assignee"], *standing.participants)
        if push.topic.startswith("staff:") and not mine and it["conversation"] not in told:
            # The poll tells everybody who might have held it; this one never did.
            return False
        told.add(it["conversation"])
        return True
    topic = f"conversation:{it['conversation']}"
    if topic in connection.topics or it["conversation"] in told:
        connection.hub.unwatch(connection, topic)
        told.discard(it["conversation"])
        connection.push(encode({"type": "gone", "conversation_id": it["conversation"]}))
    return False


def _id(value: str | None) -> UUID | None:
    return UUID(value) if value else None


class Voice:
    """Makes frames of what this process has just committed, without asking the database."""

    def __init__(self, house: House) -> None:
        self.house = house

    def _names(self) -> StaffNames:
        names: StaffNames = self.house.shelf.setdefault("people.names", StaffNames())
        return names

    def _channel(self, channel_id: UUID) -> Channel | None:
        return peek_channel(self.house, channel_id)

    def heard(self, batch: Sequence[tuple[NewPost, Posted]]) -> None:
        """A batch of the ledger: one push per message, delivered together."""
        if not batch:
            return
        hub, names = self.house.hub, self._names()
        pushes: list[Push] = []
        asked: dict[UUID, None] = {}
        for post, posted in batch:
            if self._must_ask(post, posted):
                asked[post.conversation_id] = None
            else:
                pushes += self._pushes(post, posted, names)
        hub.publish(pushes)
        if asked:
            hub.spawn(self._ask(list(asked)))

    def _must_ask(self, post: NewPost, posted: Posted) -> bool:
        """Pictures need their measures, quotes what they point to, and who waits needs their place;
        words need nothing.
        """
        row: Any = posted.conversation
        if post.file_id is not None or post.reply_to is not None:
            return True
        thread = thread_topic(row.channel_account_id, row.thread_key)
        return row.state == "queued" and post.kind != "note" and self._thread_listens(thread, post)

    async def _ask(self, ids: Sequence[UUID]) -> None:
        async with self.house.database.reading() as session:
            self.house.hub.publish(await pushes_for(session, ids, 5))

    def _pushes(self, post: NewPost, posted: Posted, names: StaffNames) -> list[Push]:
        row: Any = posted.conversation
        hub = self.house.hub
        pushes: list[Push] = []
        topics = staff_topics(row)
        if hub.bus.reaches_others or any(hub.watchers(topic) for topic in topics):
            channel = self._channel(row.channel_account_id)
            summary = summarise(
                row,
                channel.name if channel else "",
                names.staff_name(row.assignee_id),
                online=row.id in self.house.shelf.get("conversations.online", ()),
            )
            name = (
                row.customer_card.get("name", "")
                if post.sender_kind == "customer"
                else names.staff_name(post.sender_id)
            )
            frame = {
                "type": "changed",
                "conversation": summary,
                "messages": [show_message(posted.message, name, None)],
            }
            masked = None
            if post.spans:
                messages = [show_message(posted.message, name, None, masked=True)]
                masked = encode({**frame, "messages": messages})
            full, audience = encode(frame), audience_of(row)
            pushes = [Push(topic, full, masked, audience) for topic in topics]
        number = posted.message.number
        thread = thread_topic(row.channel_account_id, row.thread_key)
        if post.kind != "note" and self._thread_listens(thread, post):
            pushes.append(Push(thread, self._visitor_frame(row, post, posted, names)))
        # An empty topic reaches nobody: it says that this version needs no showing.
        pushes.append(Push("", b"", mark=(str(row.id), number - 1, number)))
        return pushes

    def _thread_listens(self, thread: str, post: NewPost) -> bool:
        hub = self.house.hub
        # The writer's own socket has its acknowledgement.
        others = 1 if post.sender_kind == "customer" else 0
        return hub.bus.reaches_others or len(list(hub.watchers(thread))) > others

    def _visitor_frame(self, row: Any, post: NewPost, posted: Posted, names: StaffNames) -> bytes:
        agent = names.staff_name(row.assignee_id)
        name = names.staff_name(post.sender_id) if post.sender_kind != "customer" else ""
        return encode(
            {
                "type": "changed",
                "conversation": show_conversation_to_visitor(
                    row, agent, position=None, wait_seconds=None, contact_known=None
                ),
                "messages": [show_to_visitor(posted.message, name, None)],
            }
        )


def staff_topics(row: Any, *, also: Sequence[UUID] = ()) -> list[str]:
    """Everywhere staff may be looking at this conversation from."""
    topics = [conversation_topic(row.id)]
    if row.assignee_id:
        topics.append(staff_topic(row.assignee_id))
    else:
        topics.append(queue_topic(row.team_id))
    topics += [f"staff:{one}" for one in row.participants]
    return topics + [staff_topic(one) for one in also if one != row.assignee_id]


_ROWS = text("SELECT * FROM conversations WHERE id = ANY(:ids)")
_MESSAGES = text("""
    SELECT m.* FROM conversations c
    JOIN messages m ON m.conversation_id = c.id AND m.changed > c.number - :back
    WHERE c.id = ANY(:ids) ORDER BY m.conversation_id, m.number
""")


async def pushes_for(
    session: ReadSession, ids: Sequence[UUID], back: int, *, also: Sequence[str] = ()
) -> list[Push]:
    """Frames that show these conversations as they are now, with what changed in the last `back`
    numbers. Reads a fixed number of times, however many conversations there are.
    """
    rows = (await session.execute(_ROWS, {"ids": list(ids)})).all()
    messages = (await session.execute(_MESSAGES, {"ids": list(ids), "back": back})).all()
    hub = session.house.hub
    summary = dict(zip([row.id for row in rows], await summaries(session, rows), strict=True))
    called = {row.id: row.customer_card.get("name", "") for row in rows}
    full = _grouped(
        messages, await show_messages(session, messages, masked=False, customers=called)
    )
    spanned = [message for message in messages if message.spans]
    covered_up = await show_messages(session, spanned, masked=True, customers=called)
    hidden = {shown["id"]: shown for shown in covered_up}
    pushes: list[Push] = []
    for row in rows:
        mine = full.get(row.id, [])
        frame = {"type": "changed", "conversation": summary[row.id], "messages": mine}
        masked = None
        if any(shown["id"] in hidden for shown in mine):
            covered = [hidden.get(shown["id"], shown) for shown in mine]
            masked = encode({**frame, "messages": covered})
        whole, audience = encode(frame), audience_of(row)
        topics = dict.fromkeys([*staff_topics(row), *also, queue_topic(row.team_id)])
        pushes += [
            Push(topic, whole, masked, audience)
            for topic in topics
            if hub.bus.reaches_others or any(hub.watchers(topic))
        ]
        pushes.append(Push("", b"", mark=(str(row.id), row.number - back, row.number)))
    return pushes + await _visitor_pushes(session, rows, messages)


def _grouped(messages: Sequence[Any], shown: Sequence[Any]) -> dict[UUID, list[Any]]:
    groups: dict[UUID, list[Any]] = {}
    for message, one in zip(messages, shown, strict=True):
        groups.setdefault(message.conversation_id, []).append(one)
    return groups


async def _visitor_pushes(
    session: ReadSession, rows: Sequence[Any], messages: Sequence[Any]
) -> list[Push]:
    hub = session.house.hub
    threads = {row.id: thread_topic(row.channel_account_id, row.thread_key) for row in rows}
    heard = [row for row in rows if hub.bus.reaches_others or any(hub.watchers(threads[row.id]))]
    if not heard:
        return []
    ids = {row.id for row in heard}
    shown = _visible(
        await visitor_messages(session, [m for m in messages if m.conversation_id in ids])
    )
    conversations = await show_to_customers(session, heard)
    return [
        Push(
            threads[row.id],
            encode(
                {
                    "type": "changed",
                    "conversation": conversations[row.id],
                    "messages": shown.get(row.id, []),
                }
            ),
        )
        for row in heard
    ]


def _visible(messages: Sequence[VisitorMessage]) -> dict[UUID, list[VisitorMessage]]:
    groups: dict[UUID, list[VisitorMessage]] = {}
    for message in messages:
        groups.setdefault(message["conversation_id"], []).append(message)
    return groups


async def push_changes(session: ReadSession, events: Sequence[StoredEvent]) -> list[Push]:
    """Events of conversations as frames, for the old holder, the new one, and all who look."""
    ids: dict[UUID, None] = {}
    also: set[str] = set()
    for stored in events:
        event: Any = stored.event
        ids[event.conversation_id] = None
        previous = getattr(event, "previous_id", None)
        if previous is not None:
            also.add(staff_topic(previous))
        also.update(staff_topic(one) for one in getattr(event, "staff_ids", ()))
        staff_id = getattr(event, "staff_id", None)
        if staff_id is not None:
            also.add(staff_topic(staff_id))
        if isinstance(event, ConversationsMerged):
            ids[event.merged_id] = None
    handed_over = any(isinstance(stored.event, ConversationAssigned) for stored in events)
    back = FOR_A_NEW_HOLDER if handed_over else FOR_WHO_LOOKS
    if any(isinstance(stored.event, ConversationsMerged) for stored in events):
        back = FOR_MERGED
    return await pushes_for(session, list(ids), back, also=sorted(also))
