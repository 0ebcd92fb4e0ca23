"""What the inference process is asked about the meaning of texts, and what it answers.

Web and worker import this file only, never what stands behind it. Without an answer in time the
callers do without: `ThinkingUnavailable`.
"""

from typing import TYPE_CHECKING, Literal

import msgspec

from zhiyin.kernel.thinking.contract import Call
from zhiyin.modules.understanding.entities.found import EntityType

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
Sentiment = Literal["negative", "neutral", "positive"]
# How likely anger, hurry or a threat must be to be told.
TOLD = 0.5


class Read(msgspec.Struct, frozen=True):
    """Texts of customers, each to be read for itself; at most `MOST_READ`."""

    texts: list[str]


class Mood(msgspec.Struct, frozen=True):
    """How somebody feels (情绪): the likeliest of four moods, how likely it is, and where it all
    stands between angry (−1) and pleased (1). Beside it how likely they are pressed for time
    (紧急), and threaten with authorities, courts or the public (扬言投诉); told from `TOLD` on.
    """

    name: MoodName
    sure: float
    value: float
    # Of all moods together; unhappy and angry are negative.
    sentiment: Sentiment
    angry: float
    urgent: float
    threat: float


class Moods(msgspec.Struct, frozen=True):
    """A mood for each text."""

    moods: list[Mood]


READ = Call("understanding.read", Read, Moods)


async def read(house: "House", question: Read) -> Moods:
    """How whoever wrote these texts feels."""
    return await house.thinking.ask(READ, question, within=READ_SECONDS)


# Nobody waits for it with eyes open.
FIND_SECONDS = 10.0
# So many texts are looked through while others wait.
MOST_FOUND = 50


class Find(msgspec.Struct, frozen=True):
    """Texts in which named things are looked for; at most `MOST_FOUND`."""

    texts: list[str]


class Thing(msgspec.Struct, frozen=True):
    """A named thing (实体) of a text: where it stands there, and what it says in a form that can be
    compared, as `entities/found.py` has it.
    """

    type: EntityType
    start: int
    end: int
    value: str


class Things(msgspec.Struct, frozen=True):
    """For each text what stands in it, from its beginning."""

    things: list[list[Thing]]


FIND = Call("understanding.find", Find, Things)


async def find(house: "House", question: Find) -> Things:
    """Which named things stand in these texts."""
    return await house.thinking.ask(FIND, question, within=FIND_SECONDS)


# Whoever waits has a conversation before them; whoever learns asks again.
COMPARE_SECONDS = 0.4
ENCODE_SECONDS = 10.0
# So many texts are encoded while others wait.
MOST_ENCODED = 32


class Encode(msgspec.Struct, frozen=True):
    """Texts to be kept so that others can be compared with them; at most `MOST_ENCODED`."""

    texts: list[str]


class Code(msgspec.Struct, frozen=True):
    """What a text is known by: its direction in a few hundred bytes, its likeliest intents, the
    likeliest first, and its words, the rarest first.
    """

    direction: bytes
    intents: list[str]
    words: list[str]


class Encoded(msgspec.Struct, frozen=True):
    """A code for each text. Only codes with the same signature can be compared."""

    signature: str
    codes: list[Code]


class Known(msgspec.Struct, frozen=True):
    """A text that was encoded before, by today's signature."""

    text: str
    direction: bytes


class Compare(msgspec.Struct, frozen=True):
    """A text and others to be compared with it."""

    text: str
    others: list[Known]


class Compared(msgspec.Struct, frozen=True):
    """How alike the text is to each of the others (0 to 1); 0 for those far behind the nearest."""

    alike: list[float]


ENCODE = Call("understanding.encode", Encode, Encoded)
COMPARE = Call("understanding.compare", Compare, Compared)


async def encode(house: "House", question: Encode, *, within: float = ENCODE_SECONDS) -> Encoded:
    """What these texts are known by."""
    return await house.thinking.ask(ENCODE, question, within=within)


async def compare(house: "House", question: Compare) -> Compared:
    """How alike others are to a text."""
    return await house.thinking.ask(COMPARE, question, within=COMPARE_SECONDS)
