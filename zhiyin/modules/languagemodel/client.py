"""Sending one request to the endpoint, within its time."""

import asyncio
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from zhiyin.modules.languagemodel.errors import ModelUnavailableError
from zhiyin.modules.languagemodel.protocol import (
    MOST_CHARACTERS,
    Endpoint,
    Hearing,
    Prompt,
    failure_of,
    request_body,
)

if TYPE_CHECKING:
    from zhiyin.kernel.house import House

CLIENT = "languagemodel.client"
MOST_BYTES = 4 * MOST_CHARACTERS + 20_000
MOST_ERROR = 4_000
# Whoever asks to be left alone for longer is asked again all the same.
MOST_WAIT = timedelta(minutes=10)


def client_of(house: "House") -> Any:
    """One client a process; an installation without an endpoint never loads the library."""
    if CLIENT not in house.shelf:
        httpx: Any = importlib.import_module("httpx")
        # Redirects are not followed: the key would go along to wherever they lead.
        house.shelf[CLIENT] = httpx.AsyncClient(follow_redirects=False, timeout=None)
    return house.shelf[CLIENT]


@dataclass
class Call:
    """One request, and what has been heard of its answer, however it ends."""

    endpoint: Endpoint
    prompt: Prompt
    hearing: Hearing


@asynccontextmanager
async def within(seconds: float) -> AsyncIterator[None]:
    """What is asked of an endpoint inside the block ends in time; whatever stood in the way comes
    out as `ModelUnavailableError`.
    """
    httpx: Any = importlib.import_module("httpx")
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        raise ModelUnavailableError("too_slow") from error
    except (httpx.ConnectError, httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise ModelUnavailableError("unreachable") from error
    except httpx.HTTPError as error:
        raise ModelUnavailableError("cut") from error


@asynccontextmanager
async def posted(
    client: Any, address: str, path: str, key: str | None, body: Any
) -> AsyncIterator[Any]:
    """The answer to a request, still to be read; a refusal is raised."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    async with client.stream("POST", f"{address}/{path}", json=body, headers=headers) as response:
        if response.status_code != 200:
            said = await read_body(response, MOST_ERROR)
            raise ModelUnavailableError(
                failure_of(response.status_code, said.decode("utf-8", "replace")),
                retry_after=wait_of(response.headers.get("retry-after", "")),
            )
        yield response


async def send(house: "House", call: Call) -> None:
    """Asks and listens until the answer is whole; raises what stood in the way."""
    endpoint = call.endpoint
    body = request_body(endpoint, call.prompt)
    async with (
        within(endpoint.seconds),
        posted(
            client_of(house), endpoint.address, "chat/completions", endpoint.key, body
        ) as response,
    ):
        if "text/event-stream" in response.headers.get("content-type", ""):
            await _listen(response, call.hearing)
        else:
            call.hearing.take(await read_body(response, MOST_BYTES))
            call.hearing.ended = True


async def _listen(response: Any, hearing: Hearing) -> None:
    async for line in response.aiter_lines():
        if not hearing.take_line(line):
            break
    if not hearing.ended:
        raise ModelUnavailableError("cut")


async def read_body(response: Any, most: int) -> bytes:
    """What is answered, up to so many bytes."""
    body = b""
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) >= most:
            break
    return body[:most]


def wait_of(header: str) -> timedelta | None:
    """How long the endpoint asks to be left alone."""
    return min(timedelta(seconds=int(header[:6])), MOST_WAIT) if header.isdigit() else None
