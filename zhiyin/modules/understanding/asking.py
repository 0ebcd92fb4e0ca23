"""What the inference process is asked about the meaning of texts, and what it answers.

Web and worker import this file only, never what stands behind it. Without an answer in time the
callers do without: `ThinkingUnavailable`.
"""

from typing import TYPE_CHECKING, Literal

import msgspec

from zhiyin.kernel.thinking.contract import Call

if TYPE_CHECKING:
    from zhiyin.kernel.house import House

# Nobody waits for it with eyes open: it works in small pieces beside the search.
GROUP_SECONDS = 60.0


class Group(msgspec.Struct, frozen=True):
    """Texts to be put together by what they ask. `centres` are groups there are already, each by a
    few of its texts.
    """

    texts: list[str]
    centres: list[list[str]] = []


class Grouped(msgspec.Struct, frozen=True):
    """For each text the number of its group: those there were keep their places in `centres`, new
    ones are counted on from there, and who has no like is a group alone. `central`: how near the
    middle of its group a text stands (0 to 1).
    """

    groups: list[int]
    central: list[float]


GROUP = Call("understanding.group", Group, Grouped)


async def group(house: "House", question: Group) -> Grouped:
    """Which of these texts ask the same."""
    return await house.thinking.ask(GROUP, question, within=GROUP_SECONDS)


# Anger is told within seconds; whoever follows messages asks again for what got no answer.
READ_SECONDS = 5.0
# So many texts are read while others wait.
MOST_READ = 50

MoodName = Literal["angry", "unhappy", "neutral", "pleased"]


class Read(msgspec.Struct, frozen=True):
    """Texts of customers, each to be read for itself; at most `MOST_READ`."""

    texts: list[str]


class Mood(msgspec.Struct, frozen=True):
    """How somebody feels (情绪): the likeliest of four moods, how likely it is, and where it all
    stands between angry (−1) and pleased (1).
    """

    name: MoodName
    sure: float
    value: float


class Moods(msgspec.Struct, frozen=True):
    """A mood for each text."""

    moods: list[Mood]


READ = Call("understanding.read", Read, Moods)


async def read(house: "House", question: Read) -> Moods:
    """How whoever wrote these texts feels."""
    return await house.thinking.ask(READ, question, within=READ_SECONDS)
