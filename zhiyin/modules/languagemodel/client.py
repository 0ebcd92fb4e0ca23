"""Sending one request to the endpoint, within its time."""

import asyncio
import importlib
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


async def send(house: "House", call: Call) -> None:
    """Asks and listens until the answer is whole; raises what stood in the way."""
    httpx: Any = importlib.import_module("httpx")
    client = client_of(house)
    try:
        async with asyncio.timeout(call.endpoint.seconds):
            await _exchange(client, call)
    except TimeoutError as error:
        raise ModelUnavailableError("too_slow") from error
    except (httpx.ConnectError, httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise ModelUnavailableError("unreachable") from error
    except httpx.HTTPError as error:
        raise ModelUnavailableError("cut") from error


async def _exchange(client: Any, call: Call) -> None:
    endpoint = call.endpoint
    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    url = f"{endpoint.address}/chat/completions"
    body = request_body(endpoint, call.prompt)
    async with client.stream("POST", url, json=body, headers=headers) as response:
        if response.status_code != 200:
            said = await read_body(response, MOST_ERROR)
            raise ModelUnavailableError(
                failure_of(response.status_code, said.decode("utf-8", "replace")),
                retry_after=wait_of(response.headers.get("retry-after", "")),
            )
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
