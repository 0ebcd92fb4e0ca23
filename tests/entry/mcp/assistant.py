"""An assistant with a key: the MCP project's own client, over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError

from tests.servers.patience import PATIENCE
from tests.servers.shop import NO_AUTHORITIES, Shop
from zhiyin.modules.people.interface import BUILTIN_ROLES

HELD = {code: list(permissions) for code, _, _, permissions in BUILTIN_ROLES}


def make_key(shop: Shop, role: str = "owner", **body: Any) -> dict[str, Any]:
    """A key with everything its owner may do, unless said otherwise."""
    made = {"name": "助手", "read_only": False, "permissions": HELD[role]} | body
    with shop.client(role) as client:
        answer = client.post("/api/access-keys", json=made)
        answer.raise_for_status()
        key: dict[str, Any] = answer.json()
        return key


@asynccontextmanager
async def assistant(
    shop: Shop, token: str, mode: str = "auto", **headers: str
) -> AsyncIterator[Client]:
    """A connected client. `legacy` shakes hands; `auto` speaks the newest revision."""
    given = {"Authorization": f"Bearer {token}", **headers}
    async with (
        httpx2.AsyncClient(headers=given, timeout=PATIENCE, verify=NO_AUTHORITIES) as http,
        Client(
            streamable_http_client(f"{shop.server.url}/mcp", http_client=http), mode=mode
        ) as client,
    ):
        yield client


async def use(shop: Shop, token: str, tool: str, **arguments: Any) -> tuple[bool, Any]:
    """Calls one tool; answers whether it worked, and what it said."""
    async with assistant(shop, token) as client:
        result = await client.call_tool(tool, arguments)
    return not result.is_error, result.structured_content


async def refusal(shop: Shop, token: str) -> dict[str, Any]:
    """What a client is told that is not let in at all."""
    try:
        async with assistant(shop, token):
            raise AssertionError("it was let in")
    except BaseExceptionGroup as group:
        error: BaseException = group
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        assert isinstance(error, MCPError)
        data: dict[str, Any] = error.error.data
        return data
