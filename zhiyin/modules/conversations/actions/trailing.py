"""Agents who look at a conversation see at once where its visitor goes (访问足迹)."""

from uuid import UUID

import msgspec

from zhiyin.kernel.house import House
from zhiyin.kernel.live.hub import Push
from zhiyin.modules.conversations.rules import conversation_topic


def tell_of_visit(house: House, conversation_id: UUID | None) -> None:
    """Says that the visit is other than it was; whoever looks asks for what they may see of it."""
    if conversation_id is None:
        return
    frame = msgspec.json.encode({"type": "visit", "conversation_id": conversation_id})
    house.hub.publish([Push(conversation_topic(conversation_id), frame)])
