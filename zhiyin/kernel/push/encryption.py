"""What a push service may carry but not read: RFC 8291 (keys) over RFC 8188 (`aes128gcm`)."""

import base64
import secrets
import struct

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

POINT_BYTES = 65
AUTH_BYTES = 16
SALT_BYTES = 16
# One record holds it all: push services refuse more than 4096 bytes.
RECORD = 4096
# What fits beside the header (21 + 65), the end mark (1) and the seal (16).
MOST_BYTES = RECORD - 103
END = b"\x02"


def to_text(value: bytes) -> str:
    """Base64 as these standards write it: for addresses, without padding."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def from_text(value: str) -> bytes:
    """The bytes again; raises ValueError for anything else."""
    return base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)


def check_keys(p256dh: str, auth: str) -> None:
    """Raises ValueError unless these are a point on the curve and a secret of the right length."""
    ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_text(p256dh))
    if len(from_text(auth)) != AUTH_BYTES:
        raise ValueError("auth")


def encrypt(payload: bytes, p256dh: str, auth: str) -> bytes:
    """The body of a push for one browser: a fresh key and salt every time."""
    if len(payload) > MOST_BYTES:
        raise ValueError("payload")
    theirs = from_text(p256dh)
    ours = ec.generate_private_key(ec.SECP256R1())
    point = ours.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = ours.exchange(
        ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
    )
    info = b"WebPush: info\0" + theirs + point
    secret = _derive(shared, from_text(auth), info, 32)
    salt = secrets.token_bytes(SALT_BYTES)
    key = _derive(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(secret, salt, b"Content-Encoding: nonce\0", 12)
    header = salt + struct.pack("!IB", RECORD, len(point)) + point
    return header + AESGCM(key).encrypt(nonce, payload + END, None)


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
