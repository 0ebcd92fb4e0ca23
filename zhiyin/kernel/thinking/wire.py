"""What goes over the wire between a process and inference: framed messages, and who may speak.

On one machine the socket lies in a folder only its owner may enter. Between machines both sides
prove, over a fresh number each, that they hold the same key ring; the text itself is not
encrypted, so it belongs on a private network.
"""

import asyncio
import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from zhiyin.kernel.crypto.keyring import KeyRing
from zhiyin.kernel.thinking.contract import ThinkingUnavailable

LONGEST_FRAME = 4 * 1024 * 1024
NONCE = 32
# A socket's path must fit 107 bytes.
_LONGEST_PATH = 100


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """A question on its way: its number on this connection, and how long anybody waits for it."""

    number: int
    call: str
    within: float
    body: msgspec.Raw


class Answered(msgspec.Struct, frozen=True, array_like=True):
    """The answer to the question of that number; `refused` says why there is none."""

    number: int
    body: msgspec.Raw = msgspec.Raw(b"\xc0")  # nothing
    refused: str = ""


def inference_secret(keyring: KeyRing) -> bytes:
    """By which the processes of one installation know each other."""
    return keyring.hash("inference", "process")


def socket_path(data_dir: Path) -> Path:
    """Where inference listens on this machine: in the data folder, unless that is too deep."""
    folder = data_dir.resolve() / "run"
    if len(os.fsencode(folder)) > _LONGEST_PATH - 20:
        name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"zhiyin-{os.geteuid()}-{name}"
    return folder / "inference.sock"


def address(url: str) -> tuple[str, int]:
    """Host and port of `tcp://host:port`."""
    parts = urlsplit(url)
    if parts.scheme != "tcp" or not parts.hostname or not parts.port:
        raise ValueError("ZHIYIN_INFERENCE_URL must look like tcp://host:port.")
    return parts.hostname, parts.port


async def read_frame(reader: asyncio.StreamReader) -> bytes:
    """The next message; ends with `IncompleteReadError` when the other side is gone."""
    length = int.from_bytes(await reader.readexactly(4), "big")
    if length > LONGEST_FRAME:
        raise ThinkingUnavailable("frame too long")
    return await reader.readexactly(length)


def write_frame(writer: asyncio.StreamWriter, message: bytes) -> None:
    """Sends a message with its length."""
    writer.write(len(message).to_bytes(4, "big") + message)


async def greet(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, secret: bytes, side: bytes
) -> None:
    """Proves to the other side that we hold the secret, and lets it prove the same.

    `side` is `asks` or `thinks`: a proof of one side is none for the other.
    """
    ours = secrets.token_bytes(NONCE)
    write_frame(writer, ours)
    theirs = await read_frame(reader)
    write_frame(writer, _proof(secret, side, theirs))
    other = b"thinks" if side == b"asks" else b"asks"
    if not hmac.compare_digest(await read_frame(reader), _proof(secret, other, ours)):
        raise ThinkingUnavailable("the other side holds another key ring")


def _proof(secret: bytes, side: bytes, nonce: bytes) -> bytes:
    return hmac.new(secret, side + nonce, hashlib.sha256).digest()
