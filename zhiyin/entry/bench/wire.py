"""A socket client as thin as can be, so that the load costs less than what it measures.

Speaks RFC 6455 with a mask of zeros, which is a valid mask and leaves the payload as it is.
"""

import asyncio
import base64
import os
import struct
from collections.abc import Callable
from typing import cast

OPENING = (
    "GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n{extra}\r\n"
)


class Wire(asyncio.Protocol):
    """One socket: `heard` is called with every text frame, `ended` when it is over."""

    def __init__(self, heard: Callable[[bytes], None], ended: Callable[[], None]) -> None:
        self.heard = heard
        self.ended = ended
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport | None = None
        self._buffer = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Kept for writing."""
        self.transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tells the owner; one that never opened fails at `dial` instead."""
        if not self.opened.done():
            self.opened.set_exception(exc or ConnectionError("closed"))
        elif self.opened.exception() is None:
            self.ended()

    def data_received(self, data: bytes) -> None:
        """Cuts the stream into frames."""
        self._buffer += data
        if not self.opened.done():
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            if b" 101 " not in self._buffer[:end]:
                self.opened.set_exception(ConnectionError(bytes(self._buffer[:80]).decode()))
                return
            del self._buffer[: end + 4]
            self.opened.set_result(None)
        while frame := self._next():
            opcode, payload = frame
            if opcode == 1:
                self.heard(payload)
            elif opcode == 9:
                self._write(10, payload)

    def _next(self) -> tuple[int, bytes] | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        size, start = buffer[1] & 127, 2
        if size == 126:
            if len(buffer) < 4:
                return None
            size, start = struct.unpack_from(">H", buffer, 2)[0], 4
        elif size == 127:
            if len(buffer) < 10:
                return None
            size, start = struct.unpack_from(">Q", buffer, 2)[0], 10
        if len(buffer) < start + size:
            return None
        frame = (buffer[0] & 15, bytes(buffer[start : start + size]))
        del buffer[: start + size]
        return frame

    def send(self, payload: bytes) -> None:
        """Sends one text frame."""
        self._write(1, payload)

    def _write(self, opcode: int, payload: bytes) -> None:
        size = len(payload)
        if size < 126:
            head = struct.pack(">BB4x", 128 | opcode, 128 | size)
        elif size < 65_536:
            head = struct.pack(">BBH4x", 128 | opcode, 254, size)
        else:
            head = struct.pack(">BBQ4x", 128 | opcode, 255, size)
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(head + payload)


async def dial(
    port: int,
    path: str,
    heard: Callable[[bytes], None],
    ended: Callable[[], None] = lambda: None,
    extra: str = "",
) -> Wire:
    """Opens a socket to this machine."""
    loop = asyncio.get_running_loop()
    _, wire = await loop.create_connection(lambda: Wire(heard, ended), "127.0.0.1", port)
    key = base64.b64encode(os.urandom(16)).decode()
    head = OPENING.format(path=path, host=f"127.0.0.1:{port}", key=key, extra=extra)
    assert wire.transport is not None
    wire.transport.write(head.encode())
    await wire.opened
    return wire
