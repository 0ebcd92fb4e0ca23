"""A simulated agent: one of the demo's team whom nobody signs in as, answering by the script."""

import asyncio
import contextlib
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import uuid4

import structlog
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import WebSocketException

from zhiyin.entry.demo.accounts import Account
from zhiyin.entry.demo.calling import Caller, CallError, hear, tell
from zhiyin.entry.demo.library import library
from zhiyin.entry.demo.scripts import Script, thinking

log = structlog.get_logger(__name__)
AGAIN_SECONDS = 5.0
SWEEP_SECONDS = 45.0


@dataclass
class SimulatedAgent:
    """Signs in, is online, and answers whatever is given to them."""

    base: str
    account: Account
    scripts: dict[str, Script]
    rng: Random
    # Accounts that people use: they get what no script knows, when they are there.
    real_names: frozenset[str]
    caller: Caller = field(init=False)
    staff_id: str = ""
    subjects: dict[str, str] = field(default_factory=dict)
    busy: set[str] = field(default_factory=set)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    answers: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """A browser of their own."""
        self.caller = Caller(self.base)

    async def work(self) -> None:
        """Works until cancelled; comes back after every broken line."""
        while True:
            try:
                await self._sign_in()
                async with self.caller.socket("staff") as socket:
                    await self.caller.call("PUT", "/api/presence", {"status": "online"})
                    sweeping = asyncio.create_task(self._sweep(socket))
                    try:
                        while True:
                            for frame in await hear(socket):
                                self._heard(socket, frame)
                    finally:
                        sweeping.cancel()
            except (CallError, WebSocketException, OSError) as error:
                log.info("demo_agent_waits", agent=self.account.name, reason=str(error)[:120])
            self.busy.clear()
            await asyncio.sleep(AGAIN_SECONDS)

    async def _sign_in(self) -> None:
        login = {"email": self.account.email, "password": self.account.password}
        await self.caller.call("POST", "/api/auth/login", login)
        self.staff_id = (await self.caller.call("GET", "/api/auth/me"))["id"]
        found = await self.caller.call("GET", "/api/subjects")
        rows = found["items"] if isinstance(found, dict) else found
        self.subjects = {one["code"]: one["id"] for one in rows}

    async def _sweep(self, socket: ClientConnection) -> None:
        """Goes on with what was theirs before, and closes what nobody will come back to."""
        while True:
            with contextlib.suppress(CallError):
                page = await self.caller.call("GET", "/api/conversations?box=mine&limit=20")
                for conversation in page["items"]:
                    self._look(socket, conversation)
                    await self._close_if_left(conversation)
            await asyncio.sleep(SWEEP_SECONDS)

    async def _close_if_left(self, conversation: dict[str, Any]) -> None:
        conversation_id = conversation["id"]
        answered = conversation["state"] == "waiting_customer"
        if answered and not conversation["visitor_online"] and conversation_id not in self.scripts:
            await self.caller.call("POST", f"/api/conversations/{conversation_id}/close", {})

    def _heard(self, socket: ClientConnection, frame: dict[str, Any]) -> None:
        if frame["type"] == "changed":
            self._look(socket, frame["conversation"])

    def _look(self, socket: ClientConnection, conversation: dict[str, Any]) -> None:
        """Our turn in one of our conversations: somebody has to answer."""
        assignee = conversation["assignee"] or {}
        if assignee.get("id") != self.staff_id or conversation["id"] in self.busy:
            return
        if conversation["state"] != "assigned":
            return
        self.busy.add(conversation["id"])
        task = asyncio.create_task(self._answer(socket, conversation))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _answer(self, socket: ClientConnection, conversation: dict[str, Any]) -> None:
        conversation_id = conversation["id"]
        try:
            # A socket's acknowledgement may overtake the visitor's own note of it.
            await asyncio.sleep(self.rng.uniform(1.0, 3.0))
            last = (conversation["last_message"] or {}).get("number", 0)
            # Typing reaches the customer only from those who look at the conversation.
            await tell(socket, type="watch", topics=[f"conversation:{conversation_id}"])
            await tell(socket, type="seen", conversation_id=conversation_id, number=last)
            script = self.scripts.get(conversation_id)
            if script is None:
                await self._unscripted(socket, conversation)
            else:
                await self._scripted(socket, conversation_id, script)
        except (CallError, WebSocketException, OSError) as error:
            log.info("demo_agent_skips", agent=self.account.name, reason=str(error)[:120])
        finally:
            self.busy.discard(conversation_id)

    async def _scripted(
        self, socket: ClientConnection, conversation_id: str, script: Script
    ) -> None:
        """Says our lines until it is the customer's turn; closes when all is said."""
        while (line := script.next_of("staff", "note")) is not None:
            pause = thinking(self.rng, line.text, quick=False)
            await asyncio.sleep(pause / 2)
            await tell(socket, type="typing", conversation_id=conversation_id)
            await asyncio.sleep(pause / 2)
            if script.next_of("staff", "note") is not line:
                continue
            kind = "note" if line.role == "note" else "text"
            await self._post(socket, conversation_id, kind, line.text)
            script.advance()
        if script.done:
            await asyncio.sleep(self.rng.uniform(8, 25))
            subject = self.subjects.get(script.subject)
            await self.caller.call(
                "POST", f"/api/conversations/{conversation_id}/close", {"subject_id": subject}
            )

    async def _unscripted(self, socket: ClientConnection, conversation: dict[str, Any]) -> None:
        """Somebody real writes: a real colleague gets it; alone we answer as well as we can."""
        conversation_id = conversation["id"]
        colleague = await self._real_colleague()
        if colleague is not None:
            await self.caller.call(
                "POST",
                f"/api/conversations/{conversation_id}/transfer",
                {"staff_id": colleague, "note": ""},
            )
            return
        said = self.answers.get(conversation_id, 0)
        self.answers[conversation_id] = said + 1
        lines = library().phrases["live.agent"]
        text = lines[min(said, len(lines) - 1)].replace("{agent}", self.account.name)
        await asyncio.sleep(thinking(self.rng, text, quick=True))
        await self._post(socket, conversation_id, "text", text)

    async def _real_colleague(self) -> str | None:
        """A signed-in person with a free slot, if there is one."""
        present = await self.caller.call("GET", "/api/presence")
        rows = present["items"] if isinstance(present, dict) else present
        for one in rows:
            free = one["connected"] and one["status"] == "online" and one["used"] < one["capacity"]
            if free and one["name"] in self.real_names:
                staff_id: str = one["staff_id"]
                return staff_id
        return None

    async def _post(
        self, socket: ClientConnection, conversation: str, kind: str, text: str
    ) -> None:
        await tell(
            socket,
            type="post",
            conversation_id=conversation,
            key=str(uuid4()),
            kind=kind,
            text=text,
        )
