"""A simulated visitor: opens the widget's socket as a real one does, writes, reads, leaves."""

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import WebSocketException

from zhiyin.entry.demo.calling import Caller, CallError, hear, tell
from zhiyin.entry.demo.organisation import WIDGET_KEY
from zhiyin.entry.demo.population import Person
from zhiyin.entry.demo.scripts import Script, thinking

# How long a visitor waits for an answer before leaving.
PATIENCE = 900.0
TYPING_SECONDS = 1.5
COMES_BACK = 5


def signed(secret: bytes, person: Person) -> dict[str, Any] | None:
    """The identity as the shop's own server would sign it; nothing for an unknown visitor."""
    if person.user_id is None:
        return None
    issued_at, nonce = int(time.time()), secrets.token_hex(12)
    parts = [WIDGET_KEY, person.user_id, person.name, "", "", str(issued_at), nonce]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
    return {
        "user_id": person.user_id,
        "name": person.name,
        "issued_at": issued_at,
        "nonce": nonce,
        "signature": hmac.new(secret, text, hashlib.sha256).hexdigest(),
    }


@dataclass
class Visitor:
    """One visit."""

    base: str
    person: Person
    script: Script
    scripts: dict[str, Script]
    rng: Random
    secret: bytes
    conversation: str | None = None

    async def visit(self) -> None:
        """From opening the page to leaving it; comes back after a broken line, as browsers do."""
        caller = Caller(self.base)
        token: str | None = None
        try:
            for _ in range(COMES_BACK):
                try:
                    if token is None:
                        session = await caller.call("POST", "/api/visitor/session", self._hello())
                        token = session["token"]
                    await self._sit(caller, token)
                    return
                except (CallError, WebSocketException, OSError):
                    await asyncio.sleep(self.rng.uniform(2, 6))
        finally:
            if self.conversation:
                self.scripts.pop(self.conversation, None)

    async def _sit(self, caller: Caller, token: str | None) -> None:
        """One open socket, until everything is said."""
        async with caller.socket("visitor") as socket:
            await tell(socket, type="hello", token=token, conversation=None, since=None)
            reader = asyncio.create_task(self._read(socket))
            try:
                await self._talk(socket)
            finally:
                reader.cancel()

    def _hello(self) -> dict[str, Any]:
        page = {"url": f"{self.base}/demo", "title": "知音茶铺", "referrer": ""}
        return {
            "widget": WIDGET_KEY,
            "language": self.person.language,
            "page": page,
            "time_zone": "Asia/Shanghai",
            "identity": signed(self.secret, self.person),
        }

    async def _read(self, socket: ClientConnection) -> None:
        """Hears the other side: acknowledgements say where we are, answers let us go on."""
        while True:
            for frame in await hear(socket):
                if frame["type"] == "ack":
                    self._opened(frame["message"]["conversation_id"])
                elif frame["type"] == "changed":
                    await self._answered(socket, frame["messages"])

    async def _answered(self, socket: ClientConnection, messages: list[dict[str, Any]]) -> None:
        scripted = {one.text for one in self.script.said}
        for message in messages:
            if message["from"] == "agent" and message["kind"] != "event":
                await tell(socket, type="seen", number=message["number"])
                if message["text"] not in scripted:
                    self.script.skip_to_customer()

    def _opened(self, conversation: str) -> None:
        if self.conversation is None:
            self.conversation = conversation
            self.scripts[conversation] = self.script

    async def _talk(self, socket: ClientConnection) -> None:
        while not self.script.done:
            mine = self.script.next_of("customer")
            if mine is None:
                if not await self.script.wait(PATIENCE):
                    return
                continue
            pause = thinking(self.rng, mine.text, quick=self.script.cursor == 0)
            await asyncio.sleep(max(0.0, pause - TYPING_SECONDS))
            await tell(socket, type="typing", text=mine.text[: len(mine.text) // 2])
            await asyncio.sleep(TYPING_SECONDS)
            said = {"key": str(uuid4()), "kind": "text", "text": mine.text}
            # The demo's people are served by its agents; the bot is for whoever looks at the demo.
            await tell(socket, type="post", who="person", **said)
            self.script.advance()
        # The page stays open for a while, as pages do.
        await asyncio.sleep(self.rng.uniform(20, 90))
