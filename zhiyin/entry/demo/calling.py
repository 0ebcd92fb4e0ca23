"""How the demo's simulated people reach the server: over HTTP and sockets, like everybody."""

import asyncio
import http.client
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect

SECONDS = 20.0


class CallError(Exception):
    """The server refused or did not answer; `status` is 0 when it was not reached."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


@dataclass
class Caller:
    """One simulated browser: keeps its cookie or its visitor token."""

    base: str
    headers: dict[str, str] = field(default_factory=dict)

    async def call(self, method: str, path: str, body: object = None) -> Any:
        """One request; answers the parsed body."""
        return await asyncio.to_thread(self._call, method, path, body)

    def _call(self, method: str, path: str, body: object) -> Any:
        parts = urlsplit(self.base)
        connection = http.client.HTTPConnection(parts.netloc, timeout=SECONDS)
        headers = {"Origin": self.base, "X-Zhiyin": "1", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        try:
            connection.request(method, path, data, headers | self.headers)
            answer = connection.getresponse()
            content = answer.read()
        except OSError as error:
            raise CallError(0, str(error)) from error
        finally:
            connection.close()
        self._keep_cookie(answer)
        parsed = json.loads(content) if content else None
        if answer.status >= 400:
            problem = parsed.get("error", {}) if isinstance(parsed, dict) else {}
            raise CallError(answer.status, str(problem.get("code", "unknown")))
        return parsed

    def _keep_cookie(self, answer: http.client.HTTPResponse) -> None:
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.headers["Cookie"] = cookie.partition(";")[0]

    def socket(self, kind: str) -> connect:
        """A socket of this browser, to be used with `async with`."""
        address = f"{self.base.replace('http', 'ws', 1)}/api/live/{kind}"
        cookie = self.headers.get("Cookie")
        return connect(
            address,
            additional_headers={"Cookie": cookie} if cookie else {},
            origin=self.base,  # type: ignore[arg-type]
            compression=None,
            max_size=2**22,
        )


async def tell(socket: ClientConnection, **frame: object) -> None:
    """Sends one frame."""
    await socket.send(json.dumps(frame))


async def hear(socket: ClientConnection) -> list[dict[str, Any]]:
    """The next frames; those that had to wait for one another come together."""
    received = json.loads(await socket.recv())
    return received if isinstance(received, list) else [received]
