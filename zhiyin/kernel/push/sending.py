"""Handing one message to the push service of a browser."""

import asyncio
import http.client
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.push.encryption import encrypt
from zhiyin.kernel.push.keys import PushKeys

Result = Literal["sent", "gone", "later", "refused"]
Urgency = Literal["normal", "high"]

TIMEOUT = 10.0
GONE = (404, 410)
# What has not arrived by then is no news any more.
LIFE_SECONDS = 4 * 3600


@dataclass(frozen=True)
class Push:
    """A message for one browser. `topic` lets a newer one of the same matter replace it."""

    endpoint: str
    p256dh: str
    auth: str
    payload: bytes
    topic: str
    urgency: Urgency = "normal"


def is_allowed(endpoint: str, hosts: Sequence[str]) -> bool:
    """Whether the server may call this address: one of the known push services, over TLS.

    A browser says where its pushes go. Without this list whoever is signed in could have the
    server call any address it can reach. `*.` stands for one or more names in front; an entry with
    `http://` is an exact origin, for a service on one's own machine.
    """
    parts = urlsplit(endpoint)
    if parts.username is not None or parts.password is not None:
        return False
    for host in hosts:
        if host.startswith("http://"):
            if f"{parts.scheme}://{parts.netloc}" == host:
                return True
        elif parts.scheme == "https" and parts.port in (None, 443):
            name = parts.hostname or ""
            if name == host or (host.startswith("*.") and name.endswith(host[1:])):
                return True
    return False


async def send_push(keys: PushKeys, push: Push, contact: str) -> Result:
    """Sends it; says whether it went, the browser is gone, or it is worth trying again."""
    headers = {
        "Authorization": keys.authorization(push.endpoint, contact, now()),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(LIFE_SECONDS),
        "Urgency": push.urgency,
        "Topic": push.topic,
    }
    body = encrypt(push.payload, push.p256dh, push.auth)
    try:
        status = await asyncio.to_thread(_post, push.endpoint, body, headers)
    except (OSError, http.client.HTTPException):
        return "later"
    if status < 300:
        return "sent"
    if status in GONE:
        return "gone"
    return "later" if status == 429 or status >= 500 else "refused"


def _post(endpoint: str, body: bytes, headers: dict[str, str]) -> int:
    # Redirects are not followed: they could lead away from the hosts we may call.
    parts = urlsplit(endpoint)
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(parts.netloc, timeout=TIMEOUT, context=context)
    else:
        connection = http.client.HTTPConnection(parts.netloc, timeout=TIMEOUT)
    try:
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read(4096)
        return answer.status
    finally:
        connection.close()
