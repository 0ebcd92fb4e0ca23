"""Proving that a delivery is ours and fresh, as standardwebhooks.com writes it down (version 1).

Receivers have libraries for it in most languages: the id, the moment and the body are signed
together with HMAC-SHA256.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

PREFIX = "whsec_"
SECRET_BYTES = 24


def new_secret() -> str:
    """A secret as receivers are given it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def sign(secret: str, message_id: str, moment: datetime, body: bytes) -> str:
    """One signature, for example `v1,K5oZ…`."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    said = f"{message_id}.{int(moment.timestamp())}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, said, hashlib.sha256)).decode()


def headers_of(
    secrets_: Sequence[str], message_id: str, moment: datetime, body: bytes
) -> dict[str, str]:
    """The headers of a delivery. After a change of secret it is signed with both for a while."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(sign(one, message_id, moment, body) for one in secrets_),
    }
