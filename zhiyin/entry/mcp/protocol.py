"""What MCP is on the wire: JSON-RPC in single POSTs, by handshake or without one.

Nothing is kept between two requests: whoever does not shake hands says with each request which
revision they speak (2026-07-28); for the others the handshake is answered and forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from zhiyin import __version__

HANDSHAKE = ("2025-11-25", "2025-06-18", "2025-03-26")
STATELESS = "2026-07-28"
VERSIONS = (STATELESS, *HANDSHAKE)
VERSION_HEADER = "mcp-protocol-version"
_VERSION_KEY = "io.modelcontextprotocol/protocolVersion"
_CLIENT_KEY = "io.modelcontextprotocol/clientCapabilities"

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
HEADER_MISMATCH = -32020
UNSUPPORTED_VERSION = -32022
# Of the range that JSON-RPC leaves to servers: who asks may not, or not now; `data` says why.
REFUSED = -32050

SERVER = {"name": "zhiyin", "title": "知音 Zhiyin", "version": __version__}


class RpcError(Exception):
    """A request that is answered with an error of the protocol."""

    def __init__(
        self, code: int, message: str, *, data: Any = None, status: int = 400, number: Any = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data
        self.status = status
        # The request's id, as far as it could be read.
        self.number = number

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        error = {"code": self.code, "message": self.message}
        if self.data is not None:
            error["data"] = self.data
        return {"jsonrpc": "2.0", "id": self.number, "error": error}


@dataclass(frozen=True)
class Asked:
    """One request. Without a number it is a notification, which nobody answers."""

    number: str | int | None
    method: str
    params: dict[str, Any]
    stateless: bool

    def answer(self, result: dict[str, Any]) -> dict[str, Any]:
        """The body of the answer."""
        whole = {"resultType": "complete", **result} if self.stateless else result
        return {"jsonrpc": "2.0", "id": self.number, "result": whole}

    def unknown(self) -> RpcError:
        """The answer to a method that is not here."""
        status = 404 if self.stateless else 200
        message = f"Method not found: {self.method[:100]}"
        return RpcError(METHOD_NOT_FOUND, message, status=status, number=self.number)


def read_request(body: bytes, headers: Mapping[str, str]) -> Asked:
    """The one request in a body; refuses what is none, and revisions that are not spoken here."""
    try:
        found = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise RpcError(PARSE_ERROR, "The body is not JSON.") from error
    if not isinstance(found, dict) or found.get("jsonrpc") != "2.0":
        raise RpcError(INVALID_REQUEST, "The body is not one JSON-RPC 2.0 request.")
    number, method, params = found.get("id"), found.get("method"), found.get("params")
    named = isinstance(number, str | int) and not isinstance(number, bool)
    if not isinstance(method, str) or ("id" in found and not named):
        raise RpcError(INVALID_REQUEST, "The body is not one JSON-RPC 2.0 request.")
    if params is not None and not isinstance(params, dict):
        raise RpcError(INVALID_PARAMS, "`params` is not an object.", number=number)
    version = headers.get(VERSION_HEADER, HANDSHAKE[-1])
    if version not in VERSIONS:
        data = {"supported": list(VERSIONS), "requested": version[:100]}
        message = "This protocol version is not supported."
        raise RpcError(UNSUPPORTED_VERSION, message, data=data, number=number)
    asked = Asked(number, method, params or {}, stateless=version == STATELESS)
    if asked.stateless and number is not None:
        _check_envelope(asked, headers)
    return asked


def _check_envelope(asked: Asked, headers: Mapping[str, str]) -> None:
    """Without a handshake every request says who asks, and its headers say the same."""
    meta = asked.params.get("_meta")
    if not isinstance(meta, dict) or not {_VERSION_KEY, _CLIENT_KEY} <= meta.keys():
        message = f"`params._meta` needs {_VERSION_KEY} and {_CLIENT_KEY}."
        raise RpcError(INVALID_PARAMS, message, number=asked.number)
    told = {VERSION_HEADER: meta[_VERSION_KEY], "mcp-method": asked.method}
    if asked.method == "tools/call":
        told["mcp-name"] = asked.params.get("name")
    for header, value in told.items():
        if headers.get(header) != value:
            message = f"The header {header} and the body do not agree."
            raise RpcError(HEADER_MISMATCH, message, number=asked.number)


def greeting(asked: Asked, instructions: str) -> dict[str, Any]:
    """The answer to `initialize`: the client's revision if it is spoken here, else ours."""
    wanted = asked.params.get("protocolVersion")
    return {
        "protocolVersion": wanted if wanted in HANDSHAKE else HANDSHAKE[0],
        "capabilities": {"tools": {}},
        "serverInfo": SERVER,
        "instructions": instructions,
    }


def discovery(instructions: str) -> dict[str, Any]:
    """The answer to `server/discover`, which stands in for the handshake."""
    return {
        "supportedVersions": list(VERSIONS),
        "capabilities": {"tools": {}},
        "instructions": instructions,
        "_meta": {"io.modelcontextprotocol/serverInfo": SERVER},
        **NOT_KEPT,
    }


# What a key may do can change at any moment.
NOT_KEPT = {"ttlMs": 0, "cacheScope": "private"}
