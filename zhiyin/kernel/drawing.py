"""Drawing conversations or readers for a share of them (抽取). Pure."""

from uuid import UUID
from zlib import crc32


def is_drawn(one: UUID, lot: bytes, share: int) -> bool:
    """Whether this one belongs to a share (percent): always the same answer for it, another
    draw with every lot, and a larger share takes nobody out.
    """
    return crc32(one.bytes + lot) % 100 < share
