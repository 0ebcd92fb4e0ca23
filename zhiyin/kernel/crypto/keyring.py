"""The key ring: a file beside the data, never in a backup. Wraps the customers' data keys."""

import base64
import fcntl
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


class RingFile(msgspec.Struct):
    """What the file holds: keys by number (the last one wraps), and the look-up key."""

    keys: dict[str, str]
    lookup: str


class KeyRing:
    """Encrypts small values and hashes them for look-up."""

    def __init__(self, ring: RingFile) -> None:
        self._keys = {int(n): base64.b64decode(key) for n, key in ring.keys.items()}
        self._current = max(self._keys)
        self._lookup = base64.b64decode(ring.lookup)

    @classmethod
    def open(cls, path: Path) -> "KeyRing":
        """Reads the ring, or makes a new one readable by its owner alone. Of several processes that
        start at once the first makes it, and whoever is killed meanwhile leaves no half of one.
        """
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with _alone(path.parent):
                if not path.exists():
                    _make(path)
        return cls(msgspec.json.decode(path.read_bytes(), type=RingFile))

    def new_data_key(self) -> bytes:
        """A new data key, wrapped; destroying the wrapped key erases all it protects."""
        return self.seal(secrets.token_bytes(32))

    def seal(self, value: bytes, wrapped_key: bytes | None = None) -> bytes:
        """Encrypts `value` under a wrapped data key, or under the ring itself."""
        number, key = self._key(wrapped_key)
        nonce = secrets.token_bytes(NONCE)
        return bytes([number]) + nonce + AESGCM(key).encrypt(nonce, value, None)

    def open_value(self, sealed: bytes, wrapped_key: bytes | None = None) -> bytes:
        """Decrypts what `seal` made."""
        key = self._keys[sealed[0]] if wrapped_key is None else self._key(wrapped_key)[1]
        return AESGCM(key).decrypt(sealed[1 : NONCE + 1], sealed[NONCE + 1 :], None)

    def hash(self, purpose: str, value: str) -> bytes:
        """A keyed hash for look-up: equal values meet, nobody without the ring can try values."""
        return hmac.new(self._lookup, f"{purpose}\0{value}".encode(), hashlib.sha256).digest()

    def _key(self, wrapped_key: bytes | None) -> tuple[int, bytes]:
        if wrapped_key is None:
            return self._current, self._keys[self._current]
        return 0, self.open_value(wrapped_key)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process after the other; the lock ends with whoever holds it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _make(path: Path) -> None:
    ring = RingFile({"1": _fresh()}, _fresh())
    half = path.with_suffix(".new")
    half.unlink(missing_ok=True)
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(msgspec.json.encode(ring))
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def _fresh() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
