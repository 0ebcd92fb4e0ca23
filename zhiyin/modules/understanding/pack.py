"""The pack of shop language: what customers really write, line by line, by what they want.

`domain/zh/*.txt` holds intents: a heading `# code | standard question | what belongs here`, then
one wording a line, with the values of slots marked `[type:value]`. `outside.txt` holds what is none
of a shop's business, `near.txt` pairs that look alike and ask for different things.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import combinations
from typing import NamedTuple
from zlib import crc32

_SLOT = re.compile(r"\[([^\[\]:]+):([^\[\]]*)\]")
_NOISE = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
# Wordings of one intent that share more than this of their runs of three characters are one
# wording written twice.
NEAR = 0.5
GRAM = 3
# Tenths of the pack that are held back where something is tried.
HELD_BACK = 2
# The class of everything that is none of a shop's business.
OUTSIDE = "outside"


class Slot(NamedTuple):
    """A value that stands in a wording: its kind and where it begins and ends."""

    kind: str
    start: int
    end: int


class Worded(NamedTuple):
    """One wording as a customer writes it; `skeleton` has the kinds of slots in their place."""

    text: str
    skeleton: str
    slots: tuple[Slot, ...] = ()


class Intent(NamedTuple):
    """One thing customers want (意图), with the standard question of a shop that answers it."""

    code: str
    title: str
    border: str
    wordings: tuple[Worded, ...]


class Pair(NamedTuple):
    """Two wordings that look alike and ask for different things."""

    one: str
    two: str


class PackError(ValueError):
    """A line of the pack that cannot be read; says which and why."""


def read_intents(name: str, text: str) -> list[Intent]:
    """The intents of a file.

    Raises:
        PackError: A line is neither heading nor wording.

    """
    found: list[Intent] = []
    wordings: list[Worded] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("# "):
            parts = [part.strip() for part in line[2:].split("|")]
            if len(parts) != 3 or not all(parts):
                raise PackError(f"{name}:{number}: a heading is '# code | question | border'.")
            wordings = []
            found.append(Intent(parts[0], parts[1], parts[2], ()))
        elif line.strip():
            if not found:
                raise PackError(f"{name}:{number}: a wording before the first heading.")
            wordings.append(read_wording(line.strip()))
            found[-1] = found[-1]._replace(wordings=tuple(wordings))
    return found


def read_wording(line: str) -> Worded:
    """A wording with its slots taken out of their brackets."""
    text, slots, end = "", [], 0
    for match in _SLOT.finditer(line):
        text += line[end : match.start()]
        slots.append(Slot(match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        end = match.end()
    return Worded(text + line[end:], _SLOT.sub(r"<\1>", line), tuple(slots))


def intents() -> list[Intent]:
    """Every intent of the pack."""
    folder = files("zhiyin.modules.understanding").joinpath("domain", "zh")
    found: list[Intent] = []
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        found += read_intents(file.name, file.read_text(encoding="utf-8"))
    return found


def outside() -> list[str]:
    """What is none of a shop's business."""
    return list(_lines("outside.txt"))


def near_misses() -> list[Pair]:
    """Pairs that look alike."""
    return [Pair(*line.split("\t")) for line in _lines("near.txt")]


def _lines(name: str) -> Iterator[str]:
    file = files("zhiyin.modules.understanding").joinpath("domain", name)
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield line.strip()


class Unseen(NamedTuple):
    """The fifth of the pack that an encoder can be learned without, to try it on:
    wordings by intent, and what is none of a shop's business.
    """

    wordings: dict[str, list[str]]
    outside: list[str]


def is_held_back(code: str, text: str) -> bool:
    """Whether a wording belongs to that fifth; always the same."""
    return crc32(f"{code} {text}".encode()) % 10 < HELD_BACK


def unseen_of_pack() -> Unseen:
    """That fifth."""
    return Unseen(
        {
            one.code: [
                worded.text for worded in one.wordings if is_held_back(one.code, worded.text)
            ]
            for one in intents()
        },
        [text for text in outside() if is_held_back(OUTSIDE, text)],
    )


class PackFigures(NamedTuple):
    """What tells a pack written by hand from one made by templates.

    `near_pairs_share`: of all pairs within an intent, those with a Jaccard similarity of character
    trigrams above 0.5. `repeated_skeletons_share`: of all wordings, those whose skeleton (slots
    and digits masked) stands in the same intent more than once.
    """

    intents: int
    wordings: int
    fewest: int
    near_pairs_share: float
    repeated_skeletons_share: float
    repeated_texts: int


def figures(of: Sequence[Intent]) -> PackFigures:
    """Counts how much of the pack repeats itself."""
    pairs = near = repeated = 0
    texts: Counter[str] = Counter()
    for intent in of:
        grams = [_grams(worded.text) for worded in intent.wordings]
        for one, two in combinations(grams, 2):
            pairs += 1
            near += len(one & two) / len(one | two) > NEAR
        skeletons = Counter(_bare(_DIGITS.sub("0", worded.skeleton)) for worded in intent.wordings)
        repeated += sum(count for count in skeletons.values() if count > 1)
        texts.update(_bare(worded.text) for worded in intent.wordings)
    total = sum(len(intent.wordings) for intent in of)
    return PackFigures(
        intents=len(of),
        wordings=total,
        fewest=min((len(intent.wordings) for intent in of), default=0),
        near_pairs_share=near / max(pairs, 1),
        repeated_skeletons_share=repeated / max(total, 1),
        repeated_texts=sum(count - 1 for count in texts.values()),
    )


def _bare(text: str) -> str:
    return _NOISE.sub("", text.lower()) or text


def _grams(text: str) -> set[str]:
    bare = _bare(text)
    return {bare[at : at + GRAM] for at in range(max(len(bare) - GRAM + 1, 1))}
