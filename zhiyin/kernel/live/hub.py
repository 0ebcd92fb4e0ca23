"""The hub of one process: which sockets look at which topics, and pushing frames to them."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import msgspec
import structlog

from zhiyin.kernel.auth.access import Permission
from zhiyin.kernel.i18n.text import DEFAULT_LANGUAGE, Language
from zhiyin.kernel.live.bus import Bus

log = structlog.get_logger(__name__)

# A client that does not read is cut off, and finds everything again when it comes back.
MAX_BACKLOG = 2_000
SLOW_READER = 4408

Send = Callable[[dict[str, Any]], Awaitable[None]]


class Push(msgspec.Struct, frozen=True, array_like=True):
    """One frame for whoever looks at `topic`; `masked` is what those see who may not see
    personal data (`None`: the same frame).
    """

    topic: str
    frame: bytes
    masked: bytes | None = None
    # What decides who may read it (for example the team); sockets with a filter are asked.
    audience: dict[str, str | None] | None = None
    # The object and the versions the frame shows (after the first, up to the second), so that the
    # horizon poll need not show them again.
    mark: tuple[str, int, int] | None = None


@dataclass(frozen=True)
class Topic:
    """Something a module lets staff look at, besides conversations. Who looks is told when it is
    other than it was, and asks for it again.
    """

    name: str
    permission: Permission


def topic_frame(name: str) -> bytes:
    """What says that a topic is other than it was."""
    return msgspec.json.encode({"type": "topic", "topic": name})


class _Parcel(msgspec.Struct, frozen=True, array_like=True):
    process: str
    pushes: list[Push]


class Connection:
    """One open socket."""

    __slots__ = (
        "_backlog",
        "_flushing",
        "_send",
        "address",
        "closed",
        "filter",
        "hub",
        "kind",
        "language",
        "origin",
        "owner_id",
        "sees_personal",
        "state",
        "topics",
    )

    def __init__(self, hub: "Hub", send: Send, kind: str) -> None:
        self.hub = hub
        self.kind = kind
        self.owner_id: UUID | None = None
        self.sees_personal = False
        self.topics: set[str] = set()
        self.state: Any = None
        # Asked before a frame with an audience is delivered; may unwatch the topic itself.
        self.filter: Callable[[Connection, Push], bool] | None = None
        self.closed = False
        # Where the handshake came from.
        self.origin = ""
        self.address = ""
        self.language: Language = DEFAULT_LANGUAGE
        self._send = send
        self._backlog: list[bytes] = []
        self._flushing = False

    def push(self, frame: bytes) -> None:
        """Queues a frame; frames that wait are sent together as one JSON array."""
        if self.closed:
            return
        self._backlog.append(frame)
        if len(self._backlog) > MAX_BACKLOG:
            self.hub.spawn(self.close(SLOW_READER))
        elif not self._flushing:
            self._flushing = True
            self.hub.spawn(self._flush())

    async def _flush(self) -> None:
        try:
            while self._backlog and not self.closed:
                frames, self._backlog = self._backlog, []
                body = frames[0] if len(frames) == 1 else b"[" + b",".join(frames) + b"]"
                await self._send({"type": "websocket.send", "text": body.decode()})
        except (OSError, RuntimeError):
            # The socket went away between two frames; its receiving side notices and cleans up.
            self.closed = True
        finally:
            self._flushing = False

    async def close(self, code: int) -> None:
        """Closes the socket with `code`."""
        if not self.closed:
            self.closed = True
            await self._send({"type": "websocket.close", "code": code})


class Hub:
    """Delivers pushes to this process's sockets and hands them to the bus for the others."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.process = uuid4().hex
        self.connections: set[Connection] = set()
        # Versions delivered here since the last look, by object.
        self.marks: dict[str, list[tuple[int, int]]] = {}
        self._topics: dict[str, set[Connection]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(_Parcel).decode

    async def start(self) -> None:
        """Joins the bus."""
        await self.bus.start(self._receive)

    async def stop(self) -> None:
        """Leaves the bus and closes every socket as "going away"."""
        await asyncio.gather(
            *(connection.close(1001) for connection in list(self.connections)),
            return_exceptions=True,
        )
        await self.bus.stop()

    def spawn(self, work: Any) -> None:
        """Runs a coroutine on the side and keeps it alive until it ends."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def add(self, connection: Connection) -> None:
        """Counts a socket in."""
        self.connections.add(connection)

    def remove(self, connection: Connection) -> None:
        """Forgets a socket and its topics."""
        connection.closed = True
        self.connections.discard(connection)
        for topic in list(connection.topics):
            self.unwatch(connection, topic)

    def watch(self, connection: Connection, topic: str) -> None:
        """From now on `connection` receives what is pushed to `topic`."""
        connection.topics.add(topic)
        self._topics.setdefault(topic, set()).add(connection)

    def unwatch(self, connection: Connection, topic: str) -> None:
        """Ends a watch."""
        connection.topics.discard(topic)
        watchers = self._topics.get(topic)
        if watchers is not None:
            watchers.discard(connection)
            if not watchers:
                del self._topics[topic]

    def watchers(self, topic: str) -> Iterable[Connection]:
        """The sockets of this process that look at `topic`."""
        return self._topics.get(topic, ())

    def publish(self, pushes: list[Push]) -> None:
        """Delivers here and tells the other processes."""
        if pushes:
            self.deliver(pushes)
            if self.bus.reaches_others:
                self.bus.publish(self._encode(_Parcel(self.process, pushes)))

    def deliver(self, pushes: Iterable[Push]) -> None:
        """Delivers to this process's sockets only; each gets a frame once."""
        sent: dict[bytes, set[Connection]] = {}
        for push in pushes:
            if push.mark is not None:
                self.marks.setdefault(push.mark[0], []).append(push.mark[1:])
            watchers = self._topics.get(push.topic)
            if not watchers:
                continue
            already = sent.setdefault(push.frame, set())
            for connection in list(watchers):
                if connection in already:
                    continue
                already.add(connection)
                asked = push.audience is not None and connection.filter is not None
                if asked and connection.filter and not connection.filter(connection, push):
                    continue
                masked = push.masked is not None and not connection.sees_personal
                connection.push(push.masked if masked and push.masked is not None else push.frame)

    def take_marks(self) -> dict[str, list[tuple[int, int]]]:
        """What was delivered here since the last call."""
        marks, self.marks = self.marks, {}
        return marks

    def _receive(self, data: bytes) -> None:
        try:
            parcel = self._decode(data)
        except msgspec.MsgspecError:
            log.warning("bus_parcel_unreadable", size=len(data))
            return
        if parcel.process != self.process:
            self.deliver(parcel.pushes)
