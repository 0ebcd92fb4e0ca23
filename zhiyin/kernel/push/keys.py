"""Making the key pair once, and proving with it who sends (VAPID, RFC 8292)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.crypto.keyring import KeyRing
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.push.encryption import to_text
from zhiyin.kernel.push.tables import PushKey

# The standard allows a day; a token that leaks should not last so long.
TOKEN_LIFE = timedelta(hours=12)


@dataclass(frozen=True)
class PushKeys:
    """The public key as browsers want it, and the private one."""

    public: str
    private: ec.EllipticCurvePrivateKey

    def authorization(self, endpoint: str, contact: str, moment: datetime) -> str:
        """The header that proves to this push service who sends, and whom it may write to."""
        parts = urlsplit(endpoint)
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int((moment + TOKEN_LIFE).timestamp()),
            "sub": contact,
        }
        head = to_text(msgspec.json.encode({"typ": "JWT", "alg": "ES256"}))
        said = f"{head}.{to_text(msgspec.json.encode(claims))}"
        r, s = decode_dss_signature(self.private.sign(said.encode(), ec.ECDSA(SHA256())))
        signature = to_text(r.to_bytes(32) + s.to_bytes(32))
        return f"vapid t={said}.{signature}, k={self.public}"


def _new(ring: KeyRing) -> tuple[str, bytes]:
    private = ec.generate_private_key(ec.SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return to_text(point), ring.seal(private.private_numbers().private_value.to_bytes(32))


async def make_push_keys(session: WriteSession) -> str:
    """The public key; made once per installation, whoever asks first."""
    row = await session.get(PushKey, 1)
    if row is None:
        public, sealed = _new(session.house.keyring)
        made = insert(PushKey).values(id=1, public=public, private_sealed=sealed)
        await session.execute(made.on_conflict_do_nothing())
        row = await session.get_one(PushKey, 1)
    return row.public


async def get_push_keys(session: ReadSession | WriteSession) -> PushKeys | None:
    """The key pair, if one was made and this key ring opens it."""
    row = await session.get(PushKey, 1)
    if row is None:
        return None
    try:
        number = int.from_bytes(session.house.keyring.open_value(bytes(row.private_sealed)))
    except (InvalidTag, KeyError):
        # Restored without its key ring: doctor says so, and browsers have to be signed up anew.
        return None
    return PushKeys(row.public, ec.derive_private_key(number, ec.SECP256R1()))
