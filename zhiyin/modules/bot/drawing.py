"""Drawing conversations for a share of them (抽取). Pure."""

from uuid import UUID
from zlib import crc32


def is_drawn(conversation_id: UUID, lot: bytes, share: int) -> bool:
    """Whether a conversation belongs to a share (percent): always the same answer for it, another
    draw with every lot, and a larger share takes nobody out.
    """
    return crc32(conversation_id.bytes + lot) % 100 < share
