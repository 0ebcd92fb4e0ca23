"""How the words of a complaint sound, asked of the inference process; without it rules alone."""

from collections.abc import Sequence

from zhiyin.kernel.house import House
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.modules.complaints.grading import Felt
from zhiyin.modules.understanding.interface import MOST_READ, Read, read

MOST_WORDS = 2000


async def read_feelings(house: House, texts: Sequence[str]) -> list[Felt] | None:
    """How likely anger and threats are in each of these; nothing, if nobody can say just now.

    Asked outside of any transaction: an answer may take seconds.
    """
    found: list[Felt] = []
    for begin in range(0, len(texts), MOST_READ):
        some = [one[:MOST_WORDS] for one in texts[begin : begin + MOST_READ]]
        try:
            moods = (await read(house, Read(some))).moods
        except ThinkingUnavailable:
            return None
        found += [Felt(round(one.angry, 3), round(one.threat, 3)) for one in moods]
    return found


async def read_feeling(house: House, words: str) -> Felt | None:
    """The same for one."""
    found = await read_feelings(house, [words]) if words.strip() else None
    return found[0] if found else None
