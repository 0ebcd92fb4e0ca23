"""Calling an address that somebody has written down (对外请求).

Whoever may write one down could otherwise have the server call what only it can reach: its own
database, a cloud's metadata, a neighbour's printer. So a name is looked up first, refused unless
it lies on the public internet or in a network the operator has named, and the very address that was
looked at is called: a name that answers differently the second time gains nothing.
"""

import asyncio
import importlib
import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, Literal
from urllib.parse import urlsplit

Network = IPv4Network | IPv6Network
Problem = Literal["unknown_host", "forbidden", "unreachable", "too_slow", "cut"]

MOST_ANSWER = 2_000
# IPv6 addresses that stand for IPv4 ones, where a network translates them (RFC 6052).
_TRANSLATED = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True)
class Called:
    """What came of a call: the status and the beginning of the answer, or what went wrong."""

    milliseconds: int
    status: int | None = None
    answer: str = ""
    problem: Problem | None = None


def read_networks(text: str) -> tuple[Network, ...]:
    """Networks of a setting, separated by commas, or none; raises ValueError for anything else."""
    named = (one.strip() for one in text.split(","))
    return tuple(ip_network(one) for one in named if one not in ("", "none"))


def may_call(address: str, inside: Sequence[Network]) -> bool:
    """Whether this IP address may be called: a public one, or one in a network that was named."""
    found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found in _TRANSLATED:
            found = IPv4Address(int(found) & 0xFFFFFFFF)
    if any(found in network for network in inside if network.version == found.version):
        return True
    return found.is_global and not found.is_multicast


async def post(
    client: Any,
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float,
    inside: Sequence[Network] = (),
) -> Called:
    """Posts a body; never raises for what the other side does. Redirects are not followed."""
    httpx: Any = importlib.import_module("httpx")
    began = time.monotonic()

    def called(**values: Any) -> Called:
        return Called(round((time.monotonic() - began) * 1000), **values)

    try:
        async with asyncio.timeout(seconds):
            address = await _look_up(url, inside)
            if address is None:
                return called(problem="forbidden")
            status, answer = await _send(client, url, address, body, headers)
            return called(status=status, answer=answer)
    except TimeoutError:
        return called(problem="too_slow")
    except socket.gaierror:
        return called(problem="unknown_host")
    except (httpx.ConnectError, httpx.UnsupportedProtocol, httpx.InvalidURL, OSError):
        return called(problem="unreachable")
    except httpx.HTTPError:
        return called(problem="cut")


def make_client() -> Any:
    """A client for `post`; whoever never calls never loads the library. It keeps nothing of one
    call for the next: connections and cookies would be another address's.
    """
    httpx: Any = importlib.import_module("httpx")
    limits = httpx.Limits(max_keepalive_connections=0)
    return httpx.AsyncClient(follow_redirects=False, timeout=None, trust_env=False, limits=limits)


async def _look_up(url: str, inside: Sequence[Network]) -> str | None:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = await asyncio.get_running_loop().getaddrinfo(
        parts.hostname or "", port, type=socket.SOCK_STREAM
    )
    addresses = [str(one[4][0]) for one in found]
    # One address inside among public ones is a trick, not a choice.
    return addresses[0] if all(may_call(one, inside) for one in addresses) else None


async def _send(
    client: Any, url: str, address: str, body: bytes, headers: Mapping[str, str]
) -> tuple[int, str]:
    httpx: Any = importlib.import_module("httpx")
    target = httpx.URL(url)
    request = client.build_request(
        "POST",
        target.copy_with(host=address),
        content=body,
        headers={**headers, "host": target.netloc.decode()},
        # Certificates are checked against the name, not the address.
        extensions={"sni_hostname": target.host},
    )
    response = await client.send(request, stream=True)
    try:
        heard = b""
        async for piece in response.aiter_raw():
            heard += piece
            if len(heard) >= MOST_ANSWER:
                break
        return response.status_code, heard[:MOST_ANSWER].decode("utf-8", "replace")
    finally:
        await response.aclose()
        client.cookies.clear()
