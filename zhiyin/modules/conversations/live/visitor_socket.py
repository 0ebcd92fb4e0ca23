"""The customer's socket."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.errors.problems import NotFoundError, ProblemError, TooManyRequestsError
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import Language, choose_language
from zhiyin.kernel.live.endpoint import BadFrameError, Scope, refuse
from zhiyin.kernel.live.hub import Connection, Push
from zhiyin.kernel.live.limits import Bucket
from zhiyin.kernel.settings.settings import Place, peek_setting
from zhiyin.modules.channels.interface import (
    PageIn,
    UnknownVisitorError,
    see_visitor,
)
from zhiyin.modules.conversations.actions.availability import get_availability
from zhiyin.modules.conversations.actions.desk import Said, Writer, desk_of, say_as_visitor
from zhiyin.modules.conversations.actions.marking import mark_read_by_customer, recall
from zhiyin.modules.conversations.actions.trailing import tell_of_visit
from zhiyin.modules.conversations.actions.visiting import (
    get_writer,
    news_for_visitor,
    show_to_customer,
    visitor_messages,
)
from zhiyin.modules.conversations.live.frames_out import (
    encode,
    thread_topic,
)
from zhiyin.modules.conversations.rules import conversation_topic
from zhiyin.modules.conversations.schemas.frames import (
    Hello,
    Ping,
    VisitorFrame,
    VisitorPage,
    VisitorPost,
    VisitorRecall,
    VisitorSeen,
    VisitorTrail,
    VisitorTyping,
)
from zhiyin.modules.conversations.schemas.showing import show_to_visitor
from zhiyin.modules.conversations.schemas.shown import Availability, QueuePlace
from zhiyin.modules.conversations.settings import LIVE_PREVIEW
from zhiyin.modules.customers.interface import mask_spans, personal_spans
from zhiyin.modules.visits.interface import PageViewIn, note_page

UNKNOWN = 4401
FOREIGN = 4403
MAX_KEY = 64
# Characters of what is being typed that are passed on.
MAX_PREVIEW = 500
# Bytes of a frame that tells of a page.
MAX_TRAIL = 2048


@dataclass
class VisitorState:
    """What a visitor's socket knows."""

    writer: Writer
    language: Language
    # As they were told last.
    availability: Availability
    place: QueuePlace | None = None
    # Frames of any kind; posts are limited per visitor and address besides.
    frames: Bucket = field(default_factory=lambda: Bucket(60, 30))
    # Pages: nobody reads more, and each is written down.
    pages: Bucket = field(default_factory=lambda: Bucket(20, 0.5))


class VisitorSocket:
    """Carries out visitors' frames."""

    kind = "visitor"

    def __init__(self, house: House) -> None:
        self.house = house
        self._decode = msgspec.json.Decoder(VisitorFrame).decode
        self._pong = encode({"type": "pong"})

    async def opened(self, connection: Connection, scope: Scope) -> int | None:
        """Lets everybody in: the token comes in the first frame, never in the address."""
        return None

    async def received(self, connection: Connection, raw: bytes) -> None:
        """One frame."""
        frame = self._decode(raw)
        state: VisitorState | None = connection.state
        if isinstance(frame, Hello):
            await self._hello(connection, frame)
            return
        if state is None:
            await connection.close(UNKNOWN)
            return
        if isinstance(frame, VisitorPost):
            self._post(connection, state, frame)
            return
        if isinstance(frame, VisitorTrail) and len(raw) > MAX_TRAIL:
            raise BadFrameError
        wait = state.frames.take()
        if wait:
            raise TooManyRequestsError(seconds=max(1, round(wait)))
        await self._other(connection, state, frame)

    async def _other(self, connection: Connection, state: VisitorState, frame: Any) -> None:
        conversation_id = state.writer.conversation_id
        if isinstance(frame, Ping):
            connection.push(self._pong)
        elif isinstance(frame, VisitorTyping):
            if conversation_id is not None:
                self._typing(state, conversation_id, frame.text)
        elif isinstance(frame, VisitorSeen):
            if conversation_id is not None:
                async with self.house.database.writing(_actor(state)) as session:
                    await mark_read_by_customer(session, conversation_id, frame.number)
        elif isinstance(frame, VisitorRecall):
            if conversation_id is None or state.writer.customer_id is None:
                raise NotFoundError
            async with self.house.database.writing(_actor(state)) as session:
                await recall(session, conversation_id, frame.message_id, state.writer.customer_id)
        elif isinstance(frame, VisitorPage):
            page = PageIn(url=frame.url[:2000], title=frame.title[:300])
            async with self.house.database.writing(_actor(state)) as session:
                seen = await see_visitor(session, state.writer.visitor.id, page=page)
            # Entry rules look at the page from which the first words come.
            state.writer.visitor = seen
        elif isinstance(frame, VisitorTrail):
            await self._trail(state, frame)

    async def _trail(self, state: VisitorState, frame: VisitorTrail) -> None:
        wait = state.pages.take()
        if wait:
            raise TooManyRequestsError(seconds=max(1, round(wait)))
        # The frame was held to the same limits already.
        view = PageViewIn.model_construct(
            key=frame.key,
            url=frame.url,
            title=frame.title,
            referrer=frame.referrer,
            seconds=frame.seconds,
        )
        async with self.house.database.writing(_actor(state)) as session:
            noted = await note_page(session, state.writer.channel, state.writer.visitor, view)
        if noted:
            tell_of_visit(self.house, state.writer.conversation_id)

    async def _hello(self, connection: Connection, frame: Hello) -> None:
        async with self.house.database.reading() as session:
            try:
                writer, row = await get_writer(
                    session, frame.token, connection.origin or None, connection.address
                )
            except UnknownVisitorError:
                await connection.close(UNKNOWN)
                return
            language = choose_language(writer.visitor.language)
            # Watched before reading: what is committed in between arrives twice, never not at all.
            topic = thread_topic(writer.channel.id, writer.visitor.thread_key)
            self.house.hub.watch(connection, topic)
            messages, more = await news_for_visitor(
                session, writer, row, frame.conversation, frame.since or 0
            )
            availability = await get_availability(session, writer.channel, language)
            answer = encode(
                {
                    "type": "state",
                    "conversation": await show_to_customer(session, row) if row else None,
                    "messages": await visitor_messages(session, messages),
                    "has_more": more,
                    "availability": availability,
                }
            )
        connection.state = VisitorState(writer, language, availability)
        connection.owner_id = writer.visitor.id
        connection.language = language
        connection.push(answer)
        self._online(writer, online=True)

    def _post(self, connection: Connection, state: VisitorState, frame: VisitorPost) -> None:
        """Starts storing a message; the socket goes on reading meanwhile."""
        desk = desk_of(self.house)
        wait = desk.visitor_buckets.take(str(state.writer.visitor.id)) or desk.address_buckets.take(
            state.writer.address
        )
        if wait:
            refuse(
                connection,
                TooManyRequestsError(seconds=max(1, round(wait))),
                state.language,
                frame.key,
            )
            return
        self.house.hub.spawn(self._store(connection, state, frame))

    async def _store(self, connection: Connection, state: VisitorState, frame: VisitorPost) -> None:
        opening = state.writer.conversation_id is None
        try:
            if not 8 <= len(frame.key) <= MAX_KEY:
                raise BadFrameError
            said = Said(
                frame.key,
                frame.kind,
                frame.text,
                frame.file_id,
                frame.topic,
                frame.who,
                frame.reply_to,
            )
            posted = await say_as_visitor(self.house, state.writer, said)
        except ProblemError as problem:
            refuse(connection, problem, state.language, frame.key)
            return
        if frame.file_id is not None or frame.reply_to is not None:
            async with self.house.database.reading() as session:
                shown = (await visitor_messages(session, [posted.message]))[0]
        else:
            shown = show_to_visitor(posted.message, "", None)
        connection.push(encode({"type": "ack", "key": frame.key, "message": shown}))
        if opening:
            self._online(state.writer, online=True)

    def _typing(self, state: VisitorState, conversation_id: UUID, words: str) -> None:
        """Passed on and forgotten: never stored, never logged, and without the words unless the
        customer was told that they are seen.
        """
        channel = state.writer.channel
        place = Place(shop_id=channel.shop_id, team_id=channel.team_id)
        shown = peek_setting(self.house, LIVE_PREVIEW, place)
        text = words[:MAX_PREVIEW] if shown else ""
        spans = personal_spans(text)
        frame = {
            "type": "typing",
            "conversation_id": conversation_id,
            "from": "customer",
            "name": "",
            "text": text,
        }
        masked = encode({**frame, "text": mask_spans(text, spans)}) if spans else None
        topic = conversation_topic(conversation_id)
        self.house.hub.publish([Push(topic, encode(frame), masked)])

    def _online(self, writer: Writer, *, online: bool) -> None:
        conversation_id = writer.conversation_id
        if conversation_id is None:
            return
        here: set[UUID] = self.house.shelf.setdefault("conversations.online", set())
        (here.add if online else here.discard)(conversation_id)
        frame = encode({"type": "visitor", "conversation_id": conversation_id, "online": online})
        self.house.hub.publish([Push(conversation_topic(conversation_id), frame)])

    async def left(self, connection: Connection) -> None:
        """The browser is gone; its conversation goes on."""
        state: VisitorState | None = connection.state
        if state is None:
            return
        topic = thread_topic(state.writer.channel.id, state.writer.visitor.thread_key)
        if not any(True for _ in self.house.hub.watchers(topic)):
            self._online(state.writer, online=False)


def _actor(state: VisitorState) -> Actor:
    return Actor("customer", state.writer.customer_id)
