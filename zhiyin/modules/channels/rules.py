"""Pure rules of channels: origins, signatures."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

# A signature is good for this long, and a clock may be ahead by this much.
SIGNATURE_SECONDS = 300
CLOCK_AHEAD_SECONDS = 60


def signed_text(
    widget_key: str,
    user_id: str,
    name: str | None,
    phone: str | None,
    email: str | None,
    issued_at: int,
    nonce: str,
) -> bytes:
    """What the shop's server signs: a JSON array of strings, without spaces, in this order."""
    parts = [widget_key, user_id, name or "", phone or "", email or "", str(issued_at), nonce]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()


def sign(secret: bytes, text: bytes) -> str:
    """HMAC-SHA-256 in lower-case hexadecimal."""
    return hmac.new(secret, text, hashlib.sha256).hexdigest()


def signature_holds(secret: bytes, text: bytes, signature: str) -> bool:
    """Whether the signature is right; takes the same time either way."""
    return hmac.compare_digest(sign(secret, text).encode(), signature.lower().encode())


def is_fresh(issued_at: int, now_seconds: float) -> bool:
    """Whether a signature's time is neither too old nor in the future."""
    return -CLOCK_AHEAD_SECONDS <= now_seconds - issued_at <= SIGNATURE_SECONDS


# So many failures in a row are no accident.
DEAD_AFTER = 2


@dataclass(frozen=True)
class Health:
    """What probes have found of a channel: failures in a row, and since when it counts as dead."""

    failures: int = 0
    down_since: datetime | None = None


def after_probe(health: Health, moment: datetime, *, failed: bool) -> Health:
    """The health after one more probe: one success heals, two failures in a row are a death."""
    if not failed:
        return Health()
    failures = health.failures + 1
    dead = health.down_since or (moment if failures >= DEAD_AFTER else None)
    return Health(failures, dead)


def origin_allowed(origin: str, own: str, allowed: Sequence[str]) -> bool:
    """Whether a page of `origin` may open the widget.

    Our own pages always may. An empty list allows every site; `https://*.example.com` allows all
    hosts below `example.com`.
    """
    origin = origin.lower().rstrip("/")
    if not origin or origin == "null":
        return False
    if origin == own.lower().rstrip("/") or not allowed:
        return True
    for entry in allowed:
        if entry == origin:
            return True
        scheme, _, host = entry.partition("://*.")
        if host and origin.startswith(f"{scheme}://"):
            netloc = urlsplit(origin).netloc
            if netloc.endswith(f".{host}"):
                return True
    return False
