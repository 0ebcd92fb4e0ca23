"""Another system that is told by webhooks: checks signatures and keeps what came.

Checking is written here on its own, from the Standard Webhooks specification, not with the code
under test.
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

from tests.servers.patience import until

TOLERANCE = 300


@dataclass
class Receiver:
    """`statuses` are answered one after the other, the last one for ever."""

    url: str
    statuses: list[int] = field(default_factory=lambda: [204])
    heard: list[dict[str, Any]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def take(self, headers: dict[str, str], body: bytes) -> int:
        with self._lock:
            told = {"headers": headers, "raw": body, "body": json.loads(body)}
            self.heard.append(told)
            return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]

    def wait_for(
        self, count: int = 1, which: Callable[[dict[str, Any]], bool] = bool
    ) -> list[dict[str, Any]]:
        def enough() -> list[dict[str, Any]]:
            found = [one for one in self.heard if which(one)]
            return found if len(found) >= count else []

        found: list[dict[str, Any]] = until(enough, f"{count} of {len(self.heard)} heard")
        return found


def signed_by(told: dict[str, Any], secret: str) -> bool:
    """Whether one of the signatures is this secret's, over what came, and fresh."""
    headers = told["headers"]
    if abs(time.time() - int(headers["webhook-timestamp"])) > TOLERANCE:
        return False
    said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + told["raw"]
    key = base64.b64decode(secret.split("_", 1)[1])
    right = base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
    return f"v1,{right}" in headers["webhook-signature"].split(" ")


@contextmanager
def running_receiver() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(receiver.take(headers, body))
            self.send_header("location", f"{receiver.url}/elsewhere")
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver = Receiver(f"http://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
