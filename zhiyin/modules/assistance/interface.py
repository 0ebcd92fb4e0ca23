"""The door of assistance."""

from zhiyin.modules.assistance.choosing import Neighbour, choose_reply
from zhiyin.modules.assistance.pairing import key_of, pairs
from zhiyin.modules.assistance.shipped import Shipped, shipped

__all__ = ["Neighbour", "Shipped", "choose_reply", "key_of", "pairs", "shipped"]
