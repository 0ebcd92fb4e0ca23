"""A push service on loopback, with a browser behind it: checks who sends, and reads what came.

Decrypting is written here on its own, from RFC 8188, 8291 and 8292, not with the code under test.
"""

import hashlib
import hmac
import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.servers.patience import PATIENCE


def encode(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def decode(value: str) -> bytes:
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _mac(key: bytes, value: bytes) -> bytes:
    return hmac.new(key, value, hashlib.sha256).digest()


def decrypt(body: bytes, private: ec.EllipticCurvePrivateKey, auth: bytes) -> bytes:
    """What a browser makes of a push's body."""
    salt, length = body[:16], body[20]
    sender = body[21 : 21 + length]
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
    shared = private.exchange(ec.ECDH(), theirs)
    info = b"WebPush: info\0" + _point(private.public_key()) + sender
    secret = _mac(_mac(auth, shared), info + b"\1")
    once = _mac(salt, secret)
    key = _mac(once, b"Content-Encoding: aes128gcm\0\1")[:16]
    nonce = _mac(once, b"Content-Encoding: nonce\0\1")[:12]
    padded = AESGCM(key).decrypt(nonce, body[21 + length :], None)
    plain, mark, _ = padded.rpartition(b"\2")
    assert mark == b"\2"
    return plain


@dataclass
class Browser:
    """One browser that signed up; `status` is what its push service answers."""

    address: str
    origin: str
    key: str
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    auth: bytes = b"sixteen bytes ok"
    status: int = 201
    shown: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def subscription(self) -> dict[str, str]:
        """What the page hands to the server."""
        return {
            "endpoint": self.address,
            "p256dh": encode(_point(self.private.public_key())),
            "auth": encode(self.auth),
        }

    def take(self, body: bytes, headers: dict[str, str]) -> None:
        """A push came."""
        try:
            self._check(headers["authorization"])
            self.shown.append(json.loads(decrypt(body, self.private, self.auth)))
        except Exception as error:
            self.faults.append(repr(error))
        self.headers.append(headers)

    def _check(self, header: str) -> None:
        scheme, _, rest = header.partition(" ")
        parts = dict(one.strip().split("=", 1) for one in rest.split(","))
        assert scheme == "vapid"
        assert parts["k"] == self.key
        said, _, signature = parts["t"].rpartition(".")
        raw = decode(signature)
        der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decode(self.key))
        public.verify(der, said.encode(), ec.ECDSA(SHA256()))
        head, claims = (json.loads(decode(part)) for part in said.split("."))
        assert head["alg"] == "ES256"
        assert claims["aud"] == self.origin
        assert 0 < claims["exp"] - time.time() <= 24 * 3600
        assert claims["sub"].startswith(("mailto:", "https:"))

    def wait_for(self, count: int = 1, seconds: float = PATIENCE) -> list[dict[str, Any]]:
        """What it shows, once that many pushes have come."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert not self.faults, self.faults
            if len(self.headers) >= count:
                return list(self.shown)
            time.sleep(0.05)
        raise AssertionError(f"{len(self.headers)} of {count} pushes arrived")


@dataclass
class PushService:
    """The service; each browser has a path of its own."""

    origin: str
    browsers: dict[str, Browser] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def browser(self, key: str) -> Browser:
        """A new browser that knows the server by this public key."""
        path = f"/send/{len(self.browsers)}"
        self.browsers[path] = Browser(f"{self.origin}{path}", self.origin, key)
        return self.browsers[path]


@contextmanager
def running_push_service() -> Iterator[PushService]:
    """A push service for the length of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            browser = service.browsers[self.path]
            with service.lock:
                browser.take(body, {k.lower(): v for k, v in self.headers.items()})
            self.send_response(browser.status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service = PushService(f"http://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
