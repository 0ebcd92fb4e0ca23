"""What people who write to shops say, by its letters: read once a process."""

from functools import cache

from zhiyin.modules.knowledge.retrieval.spelling import Spelling
from zhiyin.modules.understanding.interface import shop_talk


@cache
def common_spelling() -> Spelling:
    """To be copied, and to learn the words of a shop."""
    spelling = Spelling()
    spelling.learn_common(shop_talk())
    return spelling
