"""How somebody feels (情绪), read from what they wrote: linear, over words, meaning and signs.

Learned from lines we wrote ourselves (`domain/moods`) by `mood_training.py`; reading a text takes
some tenths of a millisecond more than its direction.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from typing import Final, get_args
from zlib import crc32

import numpy as np
import numpy.typing as npt
import rjieba

from zhiyin.kernel.text.simplified import simplified
from zhiyin.modules.understanding.asking import Mood, MoodName, Moods, Read, Sentiment
from zhiyin.modules.understanding.encoder import Floats, shipped
from zhiyin.modules.understanding.words import word_lists

NAMES: Final[tuple[MoodName, ...]] = get_args(MoodName)
# What a text may be beside its mood; the fields of `Mood` bear the same names.
ALARMS: Final = ("urgent", "threat")
# Where each mood stands between angry and pleased.
VALUES: Final = np.array([-1.0, -0.5, 0.0, 1.0], np.float32)
# Raised whenever the same text gives other signs.
VERSION = 2
# Words and runs of characters share so many weights; two that meet in one do little harm.
BUCKETS = 32768
LONGEST = 300
# Beside words, which have length 1 together, so much do meaning and signs count.
MEANING, SIGNS = 0.7, 1.2

_UNIT = re.compile(r"[a-z0-9']+|[\u3400-\u9fff]")
_NUMBER = re.compile(r"\d{4,}")
_WORD = re.compile(r"[a-z0-9']+")
_ANGRY_FACES = re.compile("[😠😡🤬👿💢🖕😤]")
_SAD_FACES = re.compile("[😢😭😞😔😟🙁😣😩💔😰]|:\\(")
_GLAD_FACES = re.compile("[😀😁😂😃😄😊😍🥰😘👍🙏🎉🌹💪🌟❤🤗✌]|:\\)|\\^_\\^")
_SHOUTED = re.compile(r"\b[A-Z]{3,}\b")

Numbers = npt.NDArray[np.int64]


@cache
def kinds_of_signs() -> dict[str, frozenset[str]]:
    """The words of each kind."""
    found: dict[str, set[str]] = {}
    for name, words in word_lists("moods", "signs.txt"):
        found.setdefault(name, set()).update(words)
    return {name: frozenset(words) for name, words in found.items()}


def _held(plain: str, english: Counter[str], word: str) -> int:
    return english[word] if word.isascii() else plain.count(word)


def signs(text: str) -> Floats:
    """How much of each kind stands in a text, then its marks, faces, shouting and length."""
    plain = simplified(text[:LONGEST]).lower()
    english = Counter(_WORD.findall(plain))
    words = [
        sum(_held(plain, english, word) for word in kind) for kind in kinds_of_signs().values()
    ]
    shouted = _SHOUTED.findall(text)
    marks = [
        text.count("!") + text.count("！"),
        text.count("?") + text.count("？"),
        len(re.findall(r"[!?！？]{2,}", text)),
        len(re.findall(r"\.\.\.|…|。。", text)),
        len(_ANGRY_FACES.findall(text)),
        len(_SAD_FACES.findall(text)),
        len(_GLAD_FACES.findall(text)),
        len(shouted),
    ]
    counts = np.minimum(np.array([*words, *marks], np.float32), 3.0)
    return np.append(np.sqrt(counts), np.float32(np.log1p(len(text)) / 6)).astype(np.float32)


def _parts(text: str) -> Iterator[str]:
    plain = _NUMBER.sub("0", simplified(text[:LONGEST]).lower())
    units = _UNIT.findall(plain)
    yield from units
    for one, two in pairwise(["^", *units, "$"]):
        yield f"{one}_{two}"
    for one, two, three in zip(units, units[1:], units[2:], strict=False):
        yield f"{one}_{two}_{three}"
    yield from (f"w:{word}" for word in rjieba.cut(plain) if _UNIT.search(word))


def buckets(text: str) -> Numbers:
    """Where the weights of a text's words and runs of characters stand, each once."""
    found = {crc32(part.encode()) % BUCKETS for part in _parts(text)}
    return np.array(sorted(found), np.int64)


@dataclass(frozen=True)
class MoodModel:
    """What was learned: a row of weights a mood, then one an alarm. `learned_from` names lines and
    encoder.
    """

    words: Floats
    meaning: Floats
    signs: Floats
    bias: Floats
    learned_from: str

    def likely(self, texts: Sequence[str]) -> Floats:
        """How likely each text has each mood, in the order of `NAMES`, then each alarm."""
        directions = shipped().encode(texts)
        scores = np.stack(
            [
                self.words[:, held].sum(axis=1) / max(np.sqrt(len(held)), 1.0)
                + self.signs @ (SIGNS * signs(text))
                + self.meaning @ (MEANING * direction)
                + self.bias
                for text, held, direction in zip(
                    texts, map(buckets, texts), directions, strict=True
                )
            ]
        )
        moods, alarms = scores[:, : len(NAMES)], scores[:, len(NAMES) :]
        shares = np.exp(moods - moods.max(axis=1, keepdims=True))
        told = 1 / (1 + np.exp(-alarms))
        likely: Floats = np.hstack([shares / shares.sum(axis=1, keepdims=True), told])
        return likely.astype(np.float32)

    def save(self, path: Path) -> None:
        """Keeps it in a file."""
        np.savez_compressed(
            path,
            words=self.words.astype(np.float16),
            meaning=self.meaning.astype(np.float16),
            signs=self.signs.astype(np.float16),
            bias=self.bias,
            learned_from=np.array(self.learned_from),
        )

    @classmethod
    def load(cls, path: Path) -> "MoodModel":
        """What was kept."""
        with np.load(path, allow_pickle=False) as kept:
            return cls(
                words=kept["words"].astype(np.float32),
                meaning=kept["meaning"].astype(np.float32),
                signs=kept["signs"].astype(np.float32),
                bias=kept["bias"].astype(np.float32),
                learned_from=str(kept["learned_from"]),
            )


@cache
def shipped_moods() -> MoodModel:
    """The one that comes with the product, loaded once a process."""
    folder = files("zhiyin.modules.understanding").joinpath("domain")
    with as_file(folder.joinpath("moods.npz")) as path:
        return MoodModel.load(path)


def read(question: Read) -> Moods:
    """How whoever wrote these texts feels."""
    if not question.texts:
        return Moods([])
    return Moods([_mood(one) for one in shipped_moods().likely(question.texts)])


def _mood(likely: Floats) -> Mood:
    moods, alarms = likely[: len(NAMES)], likely[len(NAMES) :]
    best = int(moods.argmax())
    value = round(float(moods @ VALUES), 3)
    angry, unhappy, neutral, pleased = (float(one) for one in moods)
    sounds: dict[Sentiment, float] = {
        "negative": angry + unhappy,
        "neutral": neutral,
        "positive": pleased,
    }
    told = (round(float(one), 3) for one in (angry, *alarms))
    return Mood(
        NAMES[best],
        round(float(moods[best]), 3),
        value,
        max(sounds, key=lambda one: sounds[one]),
        *told,
    )
