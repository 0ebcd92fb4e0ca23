"""A tool's call is a request to its own route, inside this process, as whoever holds the key.

So permission, checks, locks, keys and words of refusal are those of the route; nothing is done here
that the route would not do.
"""

import asyncio
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import msgspec
import structlog
from fastapi import FastAPI

from zhiyin.entry.mcp.tools import DRY_RUN, KEY, OWN, Offered, is_id
from zhiyin.kernel.errors.problems import InvalidInputError, ProblemError
from zhiyin.kernel.house import House
from zhiyin.kernel.http.answers import UnexpectedError
from zhiyin.kernel.http.routes import CSRF_HEADER
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.interface import KeyHolder

log = structlog.get_logger(__name__)

# The statements of a request have a limit of their own; this one is for all of them together.
SECONDS = 60.0
_UNKNOWN = Text("没有这个参数。", "There is no such argument.")
_WRONG = Text("填写不正确。", "This is not right.")


class TookTooLongError(ProblemError):
    """A call was given up; what it had done is rolled back, or committed before that."""

    code = "took_too_long"
    status = 504
    retry = True
    text = Text(
        "操作超时。请先查看是否已完成，再决定是否重试。",
        "The operation took too long. See whether it was done before you try again.",
    )


@dataclass(frozen=True)
class Answer:
    """What the route said."""

    status: int
    value: Any

    @property
    def is_error(self) -> bool:
        """Whether it refused."""
        return self.status >= 400

    @property
    def code(self) -> str:
        """How it ended, in a word: `ok`, or the code of the refusal."""
        return str(self.value["error"]["code"]) if self.is_error else "ok"


@dataclass(frozen=True)
class Request:
    """The request a call becomes."""

    path: str
    query: str
    body: bytes
    headers: list[tuple[bytes, bytes]]


async def call(
    app: FastAPI, holder: KeyHolder, offered: Offered, arguments: dict[str, Any]
) -> Answer:
    """Calls a tool; with `dry_run` everything is rolled back after the answer."""
    try:
        dry_run = is_dry_run(offered, arguments)
        request = build(offered, arguments, dry_run=dry_run)
    except ProblemError as refused:
        return _refusal(refused, holder)
    # A task of its own: what the request keeps in its context must not reach what follows it.
    doing = asyncio.create_task(_carry_out(app, holder, offered, request, dry_run=dry_run))
    try:
        return await asyncio.wait_for(doing, SECONDS)
    except TimeoutError:
        return _refusal(TookTooLongError(), holder)


def is_dry_run(offered: Offered, arguments: dict[str, Any]) -> bool:
    """Whether a call is only tried. A wrong answer to that must not become a real change."""
    wanted = arguments.get(DRY_RUN, False)
    if not isinstance(wanted, bool):
        raise InvalidInputError(fields={DRY_RUN: _WRONG})
    return offered.writes and wanted


def _refusal(refused: ProblemError, holder: KeyHolder) -> Answer:
    return Answer(refused.status, refused.as_json(holder.access.language))


def build(offered: Offered, arguments: dict[str, Any], *, dry_run: bool) -> Request:
    """The request: every argument where the route expects it. Values are checked by the route."""
    own = {name for name in OWN if (offered.keyed if name == KEY else offered.writes)}
    strange = arguments.keys() - offered.places.keys() - own
    if strange:
        raise InvalidInputError(fields=dict.fromkeys(sorted(strange), _UNKNOWN))
    given = {name: value for name, value in arguments.items() if name in offered.places}
    path = offered.path
    query: list[tuple[str, str]] = []
    body: dict[str, Any] = {}
    for name, place in offered.places.items():
        if place == "path":
            value = given.get(name)
            # Any other word could lead to another route.
            if not isinstance(value, str) or not is_id(value):
                raise InvalidInputError(fields={name: _WRONG})
            path = path.replace("{" + name + "}", value)
        elif name in given and place == "query":
            query += [(name, one) for one in _in_query(name, given[name])]
        elif name in given:
            body[name] = given[name]
    key = _key(arguments)
    headers = [(b"content-type", b"application/json"), (CSRF_HEADER.encode(), b"1")]
    if offered.keyed == "body":
        body["key"] = key or secrets.token_hex(16)
    elif offered.keyed and key and not dry_run:
        headers.append((b"idempotency-key", key.encode()))
    return Request(path, urlencode(query), msgspec.json.encode(body), headers)


def _key(arguments: dict[str, Any]) -> str | None:
    key = arguments.get(KEY)
    if key is None:
        return None
    if not isinstance(key, str) or not 8 <= len(key) <= 64 or not key.isascii():
        raise InvalidInputError(fields={KEY: _WRONG})
    if not key.isprintable():
        raise InvalidInputError(fields={KEY: _WRONG})
    return key


def _in_query(name: str, value: Any) -> list[str]:
    """A value as it stands in an address; a list is several of the same name."""
    if value is None:
        return []
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, str | int | float):
        return [str(value)]
    if isinstance(value, list) and not any(isinstance(one, list) for one in value):
        return [text for one in value for text in _in_query(name, one)]
    raise InvalidInputError(fields={name: _WRONG})


async def _carry_out(
    app: FastAPI, holder: KeyHolder, offered: Offered, request: Request, *, dry_run: bool
) -> Answer:
    if not dry_run:
        return await _send(app, holder, offered.method, request)
    house: House = app.state.house
    async with house.database.dry_run():
        return await _send(app, holder, offered.method, request)


async def _send(app: FastAPI, holder: KeyHolder, method: str, request: Request) -> Answer:
    """The request through the whole application, as if it had come over the network."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": request.path,
        "raw_path": request.path.encode(),
        "root_path": "",
        "query_string": request.query.encode(),
        "headers": [*request.headers, (b"content-length", str(len(request.body)).encode())],
        "client": None,
        "server": None,
        "state": {"access": holder.access},
    }
    status = 500
    answered = bytearray()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": request.body, "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        answered.extend(message.get("body", b""))

    try:
        await app(scope, receive, send)
    except Exception:
        # Said and logged by the application; only servers are told of it once more.
        log.debug("tool_failed", path=request.path)
    if answered:
        return Answer(status, msgspec.json.decode(bytes(answered)))
    return Answer(status, {"ok": True}) if status < 400 else _refusal(UnexpectedError(), holder)
