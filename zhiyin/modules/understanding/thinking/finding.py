"""Named things in texts, found beside the thread that answers: a long text takes its time."""

import asyncio

from zhiyin.modules.understanding.asking import Find, Thing, Things
from zhiyin.modules.understanding.entities.reading import entities


async def find(question: Find) -> Things:
    """Which named things stand in these texts."""
    return Things([await asyncio.to_thread(_things, one) for one in question.texts])


def _things(text: str) -> list[Thing]:
    return [Thing(*one) for one in entities(text)]
