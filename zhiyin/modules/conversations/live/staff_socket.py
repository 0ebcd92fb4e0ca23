"""The service team's socket."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from starlette.requests import HTTPConnection

from zhiyin.kernel.auth.access import SIGNED_IN, Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.errors.problems import NotFoundError, ProblemError, TooManyRequestsError
from zhiyin.kernel.house import House
from zhiyin.kernel.live.endpoint import BadFrameError, Scope, header, refuse
from zhiyin.kernel.live.hub import Connection, Push
from zhiyin.kernel.live.limits import Bucket
from zhiyin.modules.conversations.actions.desk import say_as_staff
from zhiyin.modules.conversations.actions.marking import mark_read_by_staff
from zhiyin.modules.conversations.live.frames_out import (
    encode,
    may_hear,
    queue_topic,
    staff_topic,
    thread_topic,
)
from zhiyin.modules.conversations.permissions import READ_ALL
from zhiyin.modules.conversations.queries.lists import (
    SEE_PERSONAL,
    access_conversation,
    show_messages,
)
from zhiyin.modules.conversations.rules import conversation_topic
from zhiyin.modules.conversations.schemas.frames import (
    Ping,
    StaffFrame,
    StaffPost,
    StaffSeen,
    StaffTyping,
    Unwatch,
    Watch,
)
from zhiyin.modules.people.interface import (
    PRESENCE_TOPIC,
    READ_PRESENCE,
    connected,
    get_names,
    renew_leases,
)

NOT_SIGNED_IN = 4401
FOREIGN = 4403
MAX_TOPICS = 100
FIRST_LEASE = 20.0


@dataclass
class StaffState:
    """What a staff socket knows."""

    access: Access
    # Conversations whose frames went out: one who loses the right is told so once.
    told: set[str | None] = field(default_factory=set)
    # Where typing goes: the customer's thread, by conversation.
    threads: dict[UUID, str] = field(default_factory=dict)
    frames: Bucket = field(default_factory=lambda: Bucket(200, 50))


class StaffSocket:
    """Carries out staff frames."""

    kind = "staff"

    def __init__(self, house: House) -> None:
        self.house = house
        self._decode = msgspec.json.Decoder(StaffFrame).decode
        self._pong = encode({"type": "pong"})

    async def opened(self, connection: Connection, scope: Scope) -> int | None:
        """Only signed-in staff, only from our own pages."""
        host = header(scope, b"host").lower()
        if connection.origin and urlsplit(connection.origin).netloc != host:
            return FOREIGN
        access = await self.house.authenticate_staff(HTTPConnection(scope))
        if access is None:
            return NOT_SIGNED_IN
        connection.state = StaffState(access)
        connection.owner_id = access.id
        connection.language = access.language
        connection.sees_personal = SEE_PERSONAL in access.scopes
        connection.filter = may_hear
        self.house.hub.watch(connection, staff_topic(access.id))
        await renew_leases(self.house.database, [access.id], FIRST_LEASE)
        await connected(self.house, access.id)
        async with self.house.database.reading() as session:
            # Frames of this process will carry the name from now on.
            (await get_names(session)).staff_name(access.id)
            await get_names(session)
        connection.push(encode({"type": "welcome", "staff_id": access.id, "now": now()}))
        return None

    async def received(self, connection: Connection, raw: bytes) -> None:
        """One frame."""
        state: StaffState = connection.state
        frame = self._decode(raw)
        wait = state.frames.take()
        if wait:
            raise TooManyRequestsError(seconds=max(1, round(wait)))
        if isinstance(frame, StaffPost):
            self.house.hub.spawn(self._post(connection, state, frame))
        elif isinstance(frame, Ping):
            connection.push(self._pong)
        elif isinstance(frame, Watch):
            for topic in frame.topics[:MAX_TOPICS]:
                await self._watch(connection, state, topic)
            connection.push(encode({"type": "watching", "topics": frame.topics[:MAX_TOPICS]}))
        elif isinstance(frame, Unwatch):
            for topic in frame.topics[:MAX_TOPICS]:
                if not topic.startswith("staff:"):
                    self.house.hub.unwatch(connection, topic)
        elif isinstance(frame, StaffSeen):
            async with self.house.database.writing(state.access.actor) as session:
                await mark_read_by_staff(
                    session, frame.conversation_id, state.access.id, frame.number
                )
        elif isinstance(frame, StaffTyping):
            self._typing(state, frame.conversation_id)

    async def _watch(self, connection: Connection, state: StaffState, topic: str) -> None:
        hub = self.house.hub
        kind, _, rest = topic.partition(":")
        if len(connection.topics) >= MAX_TOPICS:
            raise TooManyRequestsError(seconds=60)
        if kind == "conversation":
            try:
                conversation_id = UUID(rest)
            except ValueError as error:
                raise BadFrameError from error
            async with self.house.database.reading() as session:
                try:
                    row = await access_conversation(session, state.access, conversation_id)
                except NotFoundError:
                    connection.push(encode({"type": "gone", "conversation_id": conversation_id}))
                    return
            state.threads[row.id] = thread_topic(row.channel_account_id, row.thread_key)
            hub.watch(connection, conversation_topic(row.id))
        elif topic == "queue":
            wide = state.access.scope(READ_ALL) in ("all", "shop")
            teams = set(state.access.team_ids)
            if wide:
                names = self.house.shelf.get("people.names")
                teams |= set(names.teams) if names else set()
            for team_id in (None, *teams):
                hub.watch(connection, queue_topic(team_id))
        elif topic == PRESENCE_TOPIC and state.access.may(READ_PRESENCE):
            hub.watch(connection, PRESENCE_TOPIC)
        elif topic in self.house.topics and self._may_look(state, topic):
            hub.watch(connection, topic)

    def _may_look(self, state: StaffState, topic: str) -> bool:
        needed = self.house.topics[topic].permission
        return needed is SIGNED_IN or state.access.may(needed)

    async def _post(self, connection: Connection, state: StaffState, frame: StaffPost) -> None:
        try:
            if not 8 <= len(frame.key) <= 64:
                raise BadFrameError
            posted = await say_as_staff(
                self.house,
                state.access,
                frame.conversation_id,
                frame.key,
                frame.kind,
                frame.text,
                frame.file_id,
                frame.reply_to,
                frame.mentions,
                anyway=frame.anyway,
            )
        except ProblemError as problem:
            refuse(connection, problem, connection.language, frame.key)
            return
        async with self.house.database.reading() as session:
            rows: list[Any] = [posted.message]
            shown = await show_messages(session, rows, masked=not connection.sees_personal)
        connection.push(encode({"type": "ack", "key": frame.key, "message": shown[0]}))

    def _typing(self, state: StaffState, conversation_id: UUID) -> None:
        thread = state.threads.get(conversation_id)
        if thread is None:
            return
        names = self.house.shelf.get("people.names")
        name = names.staff_name(state.access.id) if names else ""
        to_staff = {
            "type": "typing",
            "conversation_id": conversation_id,
            "from": "staff",
            "name": name,
            "text": None,
        }
        self.house.hub.publish(
            [
                Push(thread, encode({"type": "typing", "name": name})),
                Push(conversation_topic(conversation_id), encode(to_staff)),
            ]
        )

    async def left(self, connection: Connection) -> None:
        """The lease runs out by itself, so a reload loses nothing."""
