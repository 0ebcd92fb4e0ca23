"""An agent of the demo without a browser: signs in, holds a socket, answers."""

import json
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from websockets.sync.client import ClientConnection, connect

from tests.servers.patience import PATIENCE
from tests.servers.shop import NO_AUTHORITIES
from zhiyin.entry.demo.accounts import SHOWN_FILE, read_accounts


@dataclass
class Agent:
    """One signed-in agent."""

    base: str
    data_dir: Path
    role: str = "senior agent"
    online: bool = True
    http: httpx.Client = field(init=False)
    stack: ExitStack = field(default_factory=ExitStack)
    socket: ClientConnection = field(init=False)

    def __enter__(self) -> "Agent":
        """Signs in and, if wanted, is online."""
        accounts = {one.role["en"]: one for one in read_accounts(self.data_dir / SHOWN_FILE)}
        account = accounts[self.role]
        self.http = httpx.Client(
            base_url=self.base,
            headers={"X-Zhiyin": "1", "Origin": self.base},
            timeout=PATIENCE,
            verify=NO_AUTHORITIES,
        )
        login = {"email": account.email, "password": account.password}
        self.http.post("/api/auth/login", json=login).raise_for_status()
        cookie = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        address = f"{self.base.replace('http', 'ws')}/api/live/staff"
        # Nobody reads it: a queue with an end would fill, and closing wait for room in vain.
        opened = connect(address, additional_headers={"Cookie": cookie}, max_queue=None)
        self.socket = self.stack.enter_context(opened)
        if self.online:
            self.http.put("/api/presence", json={"status": "online"}).raise_for_status()
        return self

    def __exit__(self, *_: object) -> None:
        """Goes home."""
        self.http.put("/api/presence", json={"status": "offline"})
        self.stack.close()
        self.http.close()

    def mine(self) -> list[dict[str, Any]]:
        """What this agent holds."""
        query = {"box": "mine", "limit": 50}
        answer = self.http.get("/api/conversations", params=query).json()
        # Who may not see conversations, as finance, holds none.
        found: list[dict[str, Any]] = answer.get("items", [])
        return found

    def held(self, words: str) -> dict[str, Any]:
        """The conversation whose last words are these, as soon as it is ours."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for one in self.mine():
                if words in one["last_message"]["preview"]:
                    return one
            time.sleep(0.1)
        raise LookupError(words)

    def find(self, words: str) -> str:
        """Its id."""
        conversation: str = self.held(words)["id"]
        return conversation

    def files(self, conversation: str) -> list[str]:
        """The names of the files in it, in order."""
        found = self.http.get(f"/api/conversations/{conversation}").json()
        return [one["file"]["name"] for one in found["messages"] if one["file"]]

    def said(self, conversation: str) -> list[str]:
        """What the customer wrote, in order."""
        found = self.http.get(f"/api/conversations/{conversation}").json()
        return [
            one["text"]
            for one in found["messages"]
            if one["sender"]["kind"] == "customer" and one["kind"] != "event"
        ]

    def send(self, **frame: object) -> None:
        """One frame."""
        self.socket.send(json.dumps(frame))

    def answer(self, conversation: str, text: str) -> None:
        """Reads what is there and writes."""
        self.send(type="seen", conversation_id=conversation, number=1_000_000)
        self.send(
            type="post", conversation_id=conversation, key=str(uuid4()), kind="text", text=text
        )

    def clear(self) -> None:
        """Closes everything that waits, so that the next conversation comes at once."""
        while held := self.mine():
            for one in held:
                self.http.post(f"/api/conversations/{one['id']}/close", json={})
