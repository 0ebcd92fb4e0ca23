"""`Idempotency-Key` (幂等键) on POST: sent twice, done once, answered twice.

The key's row is written by the first transaction that the request opens for writing, so change and
key are committed together or not at all. The answer is known only afterwards and stored then. A
route does nothing for it.
"""

import asyncio
import hashlib
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import structlog
from fastapi import Header, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute
from sqlalchemy import text

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text

if TYPE_CHECKING:
    from zhiyin.kernel.house import House

log = structlog.get_logger(__name__)

KEY_HEADER = "idempotency-key"
REPLAYED_HEADER = "Idempotency-Replayed"
KEPT_HOURS = 24
# An answer that is still missing after this long was lost with its process.
LOST_AFTER = 30.0
WAIT_SECONDS = 5.0
_POLL = 0.05
_PURPOSE = "request-key"
_ON_SESSION = "request_key"


class KeyReusedForOtherError(ProblemError):
    """The key belongs to another request."""

    code = "idempotency_key_reused"
    status = 422
    text = Text(
        "这个幂等键已用于另一个请求，请换一个新的。",
        "This Idempotency-Key belongs to another request. Choose a new one.",
    )


class StillBeingDoneError(ProblemError):
    """The first request with this key has not been answered yet."""

    code = "still_being_done"
    status = 409
    retry = True
    text = Text("同一个请求正在处理，请稍后再试。", "The same request is still being done.")


class DoneBeforeError(ProblemError):
    """Carried out, but its process ended before the answer could be stored."""

    code = "done_before"
    status = 409
    text = Text(
        "这个请求已经完成，请刷新查看结果。",
        "This request has been carried out already. Reload to see the result.",
    )


class _AnsweredError(Exception):
    """Leaves the route with the answer of the first time."""

    def __init__(self, response: Response) -> None:
        self.response = response


class _TakenError(Exception):
    """Somebody else wrote the key while we began."""


@dataclass
class Once:
    """A request that is to be carried out once."""

    scope: bytes
    key: str
    request_hash: bytes
    task: asyncio.Task[Any] | None
    session: WriteSession | None = None
    committed: bool = False

    def values(self) -> dict[str, object]:
        """What finds its row."""
        return {"scope": self.scope, "key": self.key}


_CURRENT: ContextVar[Once | None] = ContextVar("request_key", default=None)

# A key that was kept long enough is new again.
_CLAIM = text("""
    INSERT INTO request_keys AS k (scope, key, request_hash) VALUES (:scope, :key, :hash)
    ON CONFLICT (scope, key) DO UPDATE
        SET request_hash = EXCLUDED.request_hash, status = NULL, answer = NULL, at = now()
        WHERE k.at <= now() - make_interval(hours => :hours)
    RETURNING 1
""")
_FIND = text("""
    SELECT request_hash, status, answer, extract(epoch FROM now() - at)::float8 AS age
    FROM request_keys
    WHERE scope = :scope AND key = :key AND at > now() - make_interval(hours => :hours)
""")
_STORE = text(
    "UPDATE request_keys SET status = :status, answer = :answer WHERE scope = :scope AND key = :key"
)
_FREE = text("DELETE FROM request_keys WHERE scope = :scope AND key = :key")
_SWEEP = text("DELETE FROM request_keys WHERE at < now() - make_interval(hours => :hours)")


async def sweep_request_keys(session: WriteSession) -> None:
    """Forgets keys after a day."""
    await session.execute(_SWEEP, {"hours": KEPT_HOURS})


async def claim_request_key(session: WriteSession) -> None:
    """Writes the current request's key into its first writing transaction.

    A second request with the same key waits here until the first has committed or failed.
    """
    once = _CURRENT.get()
    # Tasks that a request starts inherit its context, and are not the request.
    if once is None or once.committed or asyncio.current_task() is not once.task:
        return
    if once.session is not None and once.session.in_transaction():
        return
    values = once.values() | {"hash": once.request_hash, "hours": KEPT_HOURS}
    claimed = await session.execute(_CLAIM, values)
    if claimed.first() is None:
        raise _TakenError
    once.session = session
    session.info[_ON_SESSION] = once


def note_committed(session: WriteSession) -> None:
    """From now on the key holds."""
    once: Once | None = session.info.pop(_ON_SESSION, None)
    if once is not None:
        once.committed = True


async def carry_out_once(
    request: Request,
    idempotency_key: Annotated[
        str | None,
        Header(
            min_length=8,
            max_length=200,
            description="The same key with the same body is carried out once.",
        ),
    ] = None,
) -> None:
    """Runs before every POST: answers at once what was carried out before."""
    if idempotency_key is None:
        return
    house: House = request.app.state.house
    once = Once(
        _scope(house, request),
        idempotency_key,
        await _request_hash(house, request),
        asyncio.current_task(),
    )
    known = await _find(house, once)
    if known is not None:
        raise _AnsweredError(known)
    request.state.once = once
    _CURRENT.set(once)


class KeyedRoute(APIRoute):
    """Keeps the answers of requests that carry a key."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The usual handler; around a POST, the answer is kept or the key given back."""
        handler = super().get_route_handler()

        async def keyed(request: Request) -> Response:
            try:
                response = await handler(request)
            except _AnsweredError as answered:
                return answered.response
            except _TakenError:
                return await _first_answer(request)
            except ProblemError:
                # After anything else nobody knows what was done: the key stays as it is.
                await _settle(request, None)
                raise
            await _settle(request, response)
            return response

        return keyed if "POST" in (self.methods or ()) else handler


def _scope(house: "House", request: Request) -> bytes:
    """Whose key it is. Keys of others never meet, whatever they choose."""
    access = getattr(request.state, "access", None)
    if access is not None:
        who = f"staff:{access.actor.id}"
    else:
        address = request.client.host if request.client else ""
        who = request.headers.get("authorization") or f"address:{address}"
    return house.keyring.hash(_PURPOSE, who)


async def _request_hash(house: "House", request: Request) -> bytes:
    """Route and body, under a key: bodies hold passwords, which must not be tried out from here.

    Of a file only name and size: reading it all would forgo the size limit.
    """
    digest = hashlib.sha256(f"{request.url.path}?{request.url.query}\0".encode())
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind in ("", "application/json"):
        digest.update(await request.body())
    else:
        names = ("content-length", "x-file-name")
        digest.update("\0".join([kind, *(request.headers.get(n, "") for n in names)]).encode())
    return house.keyring.hash(_PURPOSE, digest.hexdigest())


async def _find(house: "House", once: Once) -> Response | None:
    """The stored answer, or `None` when the key is new."""
    for _ in range(round(WAIT_SECONDS / _POLL)):
        async with house.database.reading() as session:
            row = (await session.execute(_FIND, once.values() | {"hours": KEPT_HOURS})).first()
        if row is None:
            return None
        if row.request_hash != once.request_hash:
            raise KeyReusedForOtherError
        if row.status is not None:
            return _as_response(house, row.status, row.answer)
        if row.age > LOST_AFTER:
            raise DoneBeforeError
        await asyncio.sleep(_POLL)
    raise StillBeingDoneError


async def _first_answer(request: Request) -> Response:
    """The answer that the faster one of two is about to store."""
    answer = await _find(request.app.state.house, request.state.once)
    if answer is None:
        raise StillBeingDoneError
    return answer


def _as_response(house: "House", status: int, answer: bytes) -> Response:
    media_type, body = msgspec.msgpack.decode(
        house.keyring.open_value(answer), type=tuple[str | None, bytes]
    )
    headers = {REPLAYED_HEADER: "true"}
    return Response(body, status, headers=headers, media_type=media_type)


async def _settle(request: Request, response: Response | None) -> None:
    """Stores a good answer; after a refusal the key is free again."""
    once: Once | None = getattr(request.state, "once", None)
    if once is None or not once.committed:
        return
    house: House = request.app.state.house
    try:
        async with house.database.writing() as session:
            if response is not None and _may_keep(response):
                packed = msgspec.msgpack.encode((response.media_type, bytes(response.body)))
                answer = {"status": response.status_code, "answer": house.keyring.seal(packed)}
                await session.execute(_STORE, once.values() | answer)
            else:
                await session.execute(_FREE, once.values())
    except Exception:
        # What was asked is done and committed; only sending it again would say so less well.
        log.exception("request_key_unsettled")


def _may_keep(response: Response) -> bool:
    """Not refusals; and not what opens a door: that secret is kept nowhere."""
    plain = not isinstance(response, StreamingResponse)
    secret = "set-cookie" in response.headers or response.headers.get("cache-control") == "no-store"
    return plain and response.status_code < 300 and not secret
