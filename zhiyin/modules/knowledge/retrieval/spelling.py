"""What is meant by letters (拼音、首字母): `zenme tuihuo`, `zenmetuihuo`, `zenme退货`, `ZMTH`.

Letters are read as the likeliest row of words that articles, or people who write to shops, use;
what then stands there is looked for as if it had been typed in characters. Whether it was meant so
nobody can know: it is one more reading beside the letters as they are.
"""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby
from typing import NamedTuple

import pypinyin
import rjieba

from zhiyin.kernel.text.simplified import simplified
from zhiyin.modules.knowledge.retrieval_words import ASKING, FOLDED

_MARKS = re.compile(r"\W+$")
# A row of letters, apart as people write pinyin, and what stands between such rows.
_LETTERS = re.compile(r"[a-z]+(?:['\s]+[a-z]+)*")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
LONGEST = 60
# A syllable has six letters at most; longer words are put together of shorter ones.
LONGEST_HAN, LONGEST_WORD = 4, 24
# Of the letters at least this share must spell words of two characters and more: single characters
# can be found in anything.
IN_WORDS = 0.5
# Letters that may be initials, of words in characters: no word of another language is without a
# vowel. Fewer mean anything. So many readings of them are looked at.
_INITIALS = re.compile(r"[b-df-hj-np-tv-z]{3,12}")
READINGS = 3
# How often a word of the shop's own counts beside one of the common ones.
OWN = 5.0


class Meant(NamedTuple):
    """A reading in characters; `share` is how far it can be believed, where others fit as well."""

    text: str
    share: float = 1.0


class _Row(NamedTuple):
    """Words in a row, and how likely they are (logarithm)."""

    worth: float
    words: tuple[str, ...]


@dataclass
class Spelling:
    """Words by how they are spelt and by their initials, of one index."""

    # Of words that are spelt alike the most frequent first, as far as they are needed.
    spelt: dict[str, list[str]] = field(default_factory=dict)
    heads: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, float] = field(default_factory=dict)
    syllables: dict[str, tuple[str, ...]] = field(default_factory=dict)
    latin: set[str] = field(default_factory=set)
    total: float = 1.0

    def copy(self) -> "Spelling":
        """The same, which may learn more."""
        return replace(
            self,
            spelt=dict(self.spelt),
            heads=dict(self.heads),
            counts=dict(self.counts),
            syllables=dict(self.syllables),
            latin=set(self.latin),
        )

    def learn_common(self, texts: Iterable[str]) -> None:
        """What people who write to shops say, and words that ask."""
        for words in (FOLDED.keys(), FOLDED.values(), ASKING.keys()):
            for word in words:
                self._learn_word(word, 1.0)
        for text in texts:
            self._learn_words(simplified(text), 1.0)

    def learn(self, texts: Iterable[str]) -> None:
        """What articles are asked by."""
        for text in texts:
            plain = simplified(text)
            self._learn_words(plain, OWN)
            self.latin.update(re.findall(r"[a-z0-9]+", plain))

    def meant(self, text: str) -> list[Meant]:
        """What else this may mean, if its letters spell something: likeliest first."""
        plain = simplified(text[:LONGEST]).strip()
        if not _LETTERS.search(plain):
            return []
        read = self._characters(plain)
        return [Meant(read)] if read is not None else self._initials(_MARKS.sub("", plain))

    def _initials(self, letters: str) -> list[Meant]:
        if not _INITIALS.fullmatch(letters) or letters in self.latin:
            return []
        rows = self._rows(letters, self.heads, LONGEST_HAN, lambda word, begin, end: True)
        weights = [math.exp(row.worth - rows[0].worth) for row in rows]
        return [
            Meant("".join(row.words), weight / sum(weights))
            for row, weight in zip(rows, weights, strict=True)
            if sum(len(word) for word in row.words if len(word) > 1) >= IN_WORDS * len(letters)
        ]

    def _characters(self, plain: str) -> str | None:
        """The text with characters for letters, if all of them spell words."""
        parts: list[str] = []
        end, spelt = 0, False
        for found in _LETTERS.finditer(plain):
            read = self._read_run(found[0], mixed=bool(_HAN.search(plain)))
            if read is None:
                return None
            spelt = spelt or read != found[0]
            parts += [plain[end : found.start()], read]
            end = found.end()
        return "".join([*parts, plain[end:]]) if spelt else None

    def _read_run(self, run: str, *, mixed: bool) -> str | None:
        pieces = re.split(r"['\s]+", run)
        if all(piece in self.latin for piece in pieces):
            # A word of the shop's: `wifi`, `usb`. Alone it means itself.
            return run if mixed else None
        whole = self._joined(pieces)
        if whole is not None:
            return whole
        read = ""
        for own, group in groupby(pieces, key=self.latin.__contains__):
            some = list(group)
            part = " ".join(some) if own else self._joined(some)
            if part is None:
                return None
            read += part
        return read

    def _joined(self, pieces: list[str]) -> str | None:
        """The words that these pieces spell together, none where they spell none. No word begins or
        ends inside a syllable, and people leave spaces between syllables only.
        """
        letters = "".join(pieces)
        ends = set(accumulate(map(len, pieces)))

        def fits(word: str, begin: int, end: int) -> bool:
            inside = {at - begin for at in ends if begin < at < end}
            return inside <= set(accumulate(map(len, self.syllables[word])))

        rows = self._rows(letters, self.spelt, LONGEST_WORD, fits)
        if not rows:
            return None
        words = rows[0].words
        long = sum(len("".join(self.syllables[word])) for word in words if len(word) > 1)
        return "".join(words) if long >= IN_WORDS * len(letters) else None

    def _rows(
        self,
        letters: str,
        known: dict[str, list[str]],
        longest: int,
        fits: Callable[[str, int, int], bool],
    ) -> list[_Row]:
        """The likeliest rows of words for these letters, the best first (Viterbi)."""
        best: list[list[_Row]] = [[_Row(0.0, ())], *([] for _ in letters)]
        for end in range(1, len(letters) + 1):
            rows = [
                _Row(before.worth + math.log(self.counts[word] / self.total), (*before.words, word))
                for begin in range(max(0, end - longest), end)
                if best[begin]
                for word in known.get(letters[begin:end], ())
                if fits(word, begin, end)
                for before in best[begin]
            ]
            best[end] = sorted(rows, reverse=True)[:READINGS]
        return best[-1]

    def _learn_words(self, text: str, count: float) -> None:
        for run in _HAN.findall(text):
            for word in rjieba.cut(run):
                self._learn_word(word, count)

    def _learn_word(self, word: str, count: float) -> None:
        if not _HAN.fullmatch(word) or len(word) > LONGEST_HAN:
            return
        self.total += count
        if word not in self.syllables:
            self.syllables[word] = tuple(pypinyin.lazy_pinyin(word))
        self.counts[word] = self.counts.get(word, 0.0) + count
        syllables = self.syllables[word]
        if all(one.isascii() for one in syllables):
            self._place(self.spelt, "".join(syllables), word)
            self._place(self.heads, "".join(one[0] for one in syllables), word)

    def _place(self, known: dict[str, list[str]], letters: str, word: str) -> None:
        words = {*known.get(letters, ()), word}
        best = sorted(words, key=lambda one: (-self.counts[one], one))
        known[letters] = best[:READINGS]
