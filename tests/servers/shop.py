"""A small shop to test in: one account per role, a widget, visitors on real sockets."""

import asyncio
import json
import ssl
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import psycopg
from websockets.asyncio.client import ClientConnection, connect

from tests.servers.patience import PATIENCE
from tests.servers.processes import OwnProcess
from zhiyin.kernel.auth.secrets import hash_token, new_token
from zhiyin.kernel.db.ids import new_id

OWNER = {"name": "负责人", "email": "owner@shop.example", "password": "correct-horse-9"}
ROLES = ("owner", "manager", "supervisor", "agent_senior", "agent_junior", "quality", "support",
         "admin")  # fmt: skip

# Reading the world's certificate authorities anew for every client would cost more than all its
# calls; nothing here speaks TLS.
NO_AUTHORITIES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass
class Shop:
    """The shop, its team and how to reach the server as any of them."""

    server: OwnProcess
    database_url: str
    widget: str
    cookies: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    team_id: str = ""
    shop_id: str = ""

    def client(self, role: str | None = None, **headers: str) -> httpx.Client:
        """An HTTP client, signed in as somebody of this role or as nobody."""
        cookies = {"zhiyin_session": self.cookies[role]} if role else None
        return httpx.Client(
            base_url=self.server.url,
            cookies=cookies,
            headers={"X-Zhiyin": "1", "Accept-Language": "en", **headers},
            timeout=PATIENCE,
            verify=NO_AUTHORITIES,
        )

    def run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """A statement of one's own, to look behind the screen or to move time."""
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    async def until(
        self, question: str, *values: Any, seconds: float = PATIENCE, first: str = ""
    ) -> None:
        """Waits until a question is answered with yes; `first` is done before each look."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if first:
                self.run(first)
            if self.run(question, *values)[0][0]:
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"{question} {values}")

    def session(self, **body: Any) -> dict[str, Any]:
        """Opens the widget; answers what the server says."""
        answer = httpx.post(
            f"{self.server.url}/api/visitor/session",
            json={"widget": self.widget, "language": "en", **body},
            headers={"Origin": self.server.url},
            verify=NO_AUTHORITIES,
        )
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told

    def visiting(self, token: str) -> httpx.Client:
        """A visitor's HTTP client."""
        headers = {"Authorization": f"Visitor {token}", "Origin": self.server.url}
        return httpx.Client(
            base_url=self.server.url, headers=headers, timeout=PATIENCE, verify=NO_AUTHORITIES
        )

    def online(self, role: str) -> None:
        """Somebody of this role is there and can be given work."""
        with self.client(role) as client:
            client.put("/api/presence", json={"status": "online"}).raise_for_status()

    @asynccontextmanager
    async def staff(self, role: str) -> AsyncIterator["Ear"]:
        """A staff socket."""
        cookie = f"zhiyin_session={self.cookies[role]}"
        url = f"{self.server.ws_url}/api/live/staff"
        async with connect(url, additional_headers={"Cookie": cookie}) as socket:
            ear = Ear(socket)
            await ear.hear("welcome")
            yield ear

    @asynccontextmanager
    async def visitor(self, token: str, **hello: Any) -> AsyncIterator["Ear"]:
        """A visitor's socket, after its hello; the state frame is kept in `state`."""
        url = f"{self.server.ws_url}/api/live/visitor"
        async with connect(url, origin=self.server.url) as socket:  # type: ignore[arg-type]
            ear = Ear(socket)
            await ear.say(type="hello", token=token, **hello)
            ear.state = await ear.hear("state")
            yield ear


@dataclass
class Ear:
    """One end of a socket: says frames, waits for frames."""

    socket: ClientConnection
    state: dict[str, Any] = field(default_factory=dict)
    _heard: list[dict[str, Any]] = field(default_factory=list)

    async def say(self, **frame: Any) -> None:
        """Sends a frame."""
        await self.socket.send(json.dumps(frame))

    async def post(self, text: str, key: str | None = None, **more: Any) -> dict[str, Any]:
        """Writes a message and waits for what becomes of it."""
        key = key or uuid.uuid4().hex
        await self.say(type="post", key=key, kind=more.pop("kind", "text"), text=text, **more)
        return await self.hear_any(
            lambda f: f["type"] in ("ack", "refused") and f.get("key") == key
        )

    async def hear(
        self, kind: str, check: Callable[[dict[str, Any]], bool] = lambda _: True
    ) -> dict[str, Any]:
        """The next frame of this kind that passes the check; others are passed over."""
        return await self.hear_any(lambda f: f["type"] == kind and check(f))

    async def hear_any(self, check: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next frame that passes the check."""
        while True:
            for place, frame in enumerate(self._heard):
                if check(frame):
                    del self._heard[: place + 1]
                    return frame
            self._heard.clear()
            raw = json.loads(await asyncio.wait_for(self.socket.recv(), PATIENCE))
            self._heard += raw if isinstance(raw, list) else [raw]

    async def hears_message(self, text: str) -> dict[str, Any]:
        """The frame that shows a message with this text."""
        return await self.hear("changed", lambda f: any(m["text"] == text for m in f["messages"]))


def furnish(server: OwnProcess, database_url: str) -> Shop:
    """Sets the house up as a newcomer would, and hires one person per built-in role."""
    answer = httpx.post(
        f"{server.url}/api/setup",
        json={
            "owner": OWNER,
            "shop": {"name": "知音茶铺"},
            "team": {"name": "一组"},
            "widget": {"name": "官网", "greeting": {"zh-CN": "您好", "en": "Hello"}},
        },
    )
    answer.raise_for_status()
    shop = Shop(server, database_url, answer.json()["widget_key"])
    shop.cookies["owner"] = answer.cookies["zhiyin_session"]
    with psycopg.connect(database_url, autocommit=True) as connection:
        found = connection.execute("SELECT s.id, t.id, p.id FROM staff s, teams t, shops p")
        owner, team, place = found.fetchone() or ("", "", "")
        shop.ids["owner"], shop.team_id, shop.shop_id = str(owner), str(team), str(place)
        for role in ROLES[1:]:
            _hire(shop, connection, role, role)
    return shop


def hire(shop: Shop, role: str, name: str | None = None) -> str:
    """One more member of staff with this role, signed in; answers the id."""
    with psycopg.connect(shop.database_url, autocommit=True) as connection:
        return _hire(shop, connection, role, name or role)


def _hire(shop: Shop, connection: psycopg.Connection[Any], role: str, name: str) -> str:
    staff_id, token = new_id(), new_token()
    run = connection.execute
    email = f"{name}@shop.example"
    run("INSERT INTO staff (id, email, name) VALUES (%s, %s, %s)", (staff_id, email, name))
    run("INSERT INTO staff_roles SELECT %s, id FROM roles WHERE code = %s", (staff_id, role))
    run("INSERT INTO team_members VALUES (%s, %s)", (shop.team_id, staff_id))
    run(
        "INSERT INTO staff_sessions (id, staff_id, token_hash, expires_at)"
        " VALUES (%s, %s, %s, now() + interval '1 day')",
        (new_id(), staff_id, hash_token(token)),
    )
    shop.cookies[name], shop.ids[name] = token, str(staff_id)
    return str(staff_id)
