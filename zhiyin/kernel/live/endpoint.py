"""The socket endpoint: raw ASGI, because every layer would be paid by every message."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import msgspec
import structlog

from zhiyin.kernel.errors.problems import ProblemError, TooLargeError
from zhiyin.kernel.i18n.text import Language, Text, choose_language
from zhiyin.kernel.live.hub import Connection, Hub

log = structlog.get_logger(__name__)

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

MAX_FRAME = 64 * 1024
BAD_FRAMES_ALLOWED = 20
POLICY = 1008
INTERNAL = 1011


class BadFrameError(ProblemError):
    """A frame that is not of the protocol."""

    code = "bad_frame"
    status = 400
    text = Text("收到的数据格式不正确，未作处理。", "The data could not be read and was ignored.")


class Refused(msgspec.Struct, tag="refused"):
    """A frame was not carried out. With `retry` the same frame may be sent again later."""

    code: str
    message: str
    retry: bool = False
    key: str | None = None


class SocketProtocol(Protocol):
    """What a kind of socket does; one object serves all its connections."""

    kind: str

    async def opened(self, connection: Connection, scope: Scope) -> int | None:
        """Checks the caller before accepting; a close code refuses."""

    async def received(self, connection: Connection, raw: bytes) -> None:
        """Carries out one frame; raises ProblemError or msgspec.MsgspecError to refuse it."""

    async def left(self, connection: Connection) -> None:
        """The socket is gone."""


def header(scope: Scope, name: bytes) -> str:
    """A request header of the handshake, or an empty string."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def refuse(
    connection: Connection, error: ProblemError, language: Language, key: str | None = None
) -> None:
    """Tells the client why a frame was not carried out."""
    body: Any = error.as_json(language)["error"]
    connection.push(
        msgspec.json.encode(Refused(error.code, str(body["message"]), error.retry, key))
    )


class LiveEndpoint:
    """An ASGI application for one kind of socket."""

    def __init__(self, hub: Hub, protocol: SocketProtocol) -> None:
        self._hub = hub
        self._protocol = protocol

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one socket from handshake to end."""
        if scope["type"] != "websocket":
            await send({"type": "http.response.start", "status": 426, "headers": []})
            await send({"type": "http.response.body", "body": b"websocket only"})
            return
        hub, protocol = self._hub, self._protocol
        await receive()
        connection = Connection(hub, send, protocol.kind)
        connection.origin = header(scope, b"origin").lower()
        connection.address = (scope.get("client") or ("", 0))[0]
        connection.language = choose_language(header(scope, b"accept-language"))
        await send({"type": "websocket.accept"})
        refused = await protocol.opened(connection, scope)
        if refused is not None:
            await connection.close(refused)
            return
        hub.add(connection)
        try:
            await self._serve(connection, protocol, receive)
        finally:
            hub.remove(connection)
            await protocol.left(connection)

    async def _serve(
        self,
        connection: Connection,
        protocol: SocketProtocol,
        receive: Receive,
    ) -> None:
        bad = 0
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect" or connection.closed:
                return
            raw = message.get("text")
            data = raw.encode() if raw is not None else (message.get("bytes") or b"")
            try:
                if len(data) > MAX_FRAME:
                    raise TooLargeError(limit="64 KB")
                await protocol.received(connection, data)
                continue
            except msgspec.MsgspecError as error:
                bad += 1
                if bad == 1:
                    log.warning("bad_frame", kind=connection.kind, error=str(error)[:200])
                refuse(connection, BadFrameError(), connection.language)
            except ProblemError as problem:
                refuse(connection, problem, connection.language)
            except Exception:
                log.exception("frame_failed", kind=connection.kind)
                await connection.close(INTERNAL)
                return
            if bad > BAD_FRAMES_ALLOWED:
                await connection.close(POLICY)
                return
