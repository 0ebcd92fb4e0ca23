"""In which language something is written (语种): by its script, and among those in Latin letters by
their small words. Pure.
"""

import re
import unicodedata
from typing import cast, get_args

from zhiyin.kernel.contracts.translators import Tongue
from zhiyin.kernel.text.sections import read_sections

TONGUES: tuple[Tongue, ...] = get_args(Tongue)

_LINK = re.compile(r"https?://\S+|[\w.+-]+@[\w-]+\.[\w.]+")
_SCRIPTS: dict[str, str] = {
    "kana": r"[\u3041-\u309f\u30a1-\u30fa\u30fc\uff66-\uff9f]",
    "han": r"[\u3400-\u4dbf\u4e00-\u9fff]",
    "ko": r"[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]",
    "ru": r"[\u0400-\u04ff]",
    "ar": r"[\u0600-\u06ff]",
    "th": r"[\u0e00-\u0e7f]",
    "latin": r"[a-z\u00c0-\u024f\u1e00-\u1eff]",
}
_FIND = {name: re.compile(one) for name, one in _SCRIPTS.items()}
# Letters of neighbours that are not offered: nothing is better than the wrong language.
_OTHERS = {"ru": re.compile("[іїєґў]"), "ar": re.compile("[پچژگی]")}
_WORD = re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff]+")
_SMALL = {
    name: {word for line in lines for word in line.split()}
    for name, lines in read_sections("zhiyin.modules.assistance", "tongues_words.txt").items()
}
_LETTERS = {"vi": "ăđơư", "de": "ß", "es": "ñ", "pt": "ãõ"}
# One such letter says as much as two small words.
_LETTER_WEIGHT = 2
# A word of Latin letters in a sentence of another script is a name, until it makes sentences.
_SENTENCE = 3
_NAME = 4
# Kana in a Chinese sentence are decoration; so many are none.
_KANA = 0.15


def has_words(text: str) -> bool:
    """Whether there is anything to translate: numbers, signs and links are the same everywhere."""
    return any(one.isalpha() for one in _LINK.sub(" ", text))


def tongue_of(text: str) -> Tongue | None:
    """The language of a text; `None` where it does not show it."""
    clean = _LINK.sub(" ", unicodedata.normalize("NFKC", text).lower())
    count = {name: len(found.findall(clean)) for name, found in _FIND.items()}
    latin, said = _by_words(clean)
    wide = {"ja": 0, "zh": count["han"], **{one: count[one] for one in ("ko", "ru", "ar", "th")}}
    if count["kana"] > _KANA * count["han"] and count["kana"]:
        wide |= {"ja": count["kana"] + count["han"], "zh": 0}
    script = max(wide, key=lambda one: wide[one])
    # The longest script decides, unless whole sentences stand in Latin letters.
    if wide[script] and (said < _SENTENCE or wide[script] * _NAME > count["latin"]):
        other = _OTHERS.get(script)
        return None if other and other.search(clean) else cast(Tongue, script)
    return latin


def _by_words(text: str) -> tuple[Tongue | None, int]:
    """The language in Latin letters that fits best, and how much speaks for it."""
    words = _WORD.findall(text)
    score = {
        name: sum(word in small for word in words)
        + _LETTER_WEIGHT * sum(one in text for one in _LETTERS.get(name, ""))
        for name, small in _SMALL.items()
    }
    best, second = sorted(score, key=lambda one: score[one], reverse=True)[:2]
    if score[best] == 0 or score[best] == score[second]:
        return None, score[best]
    return cast(Tongue, best), score[best]


def tongue_of_reader(language: str) -> Tongue:
    """The language somebody reads who uses the console in this one."""
    return "zh" if language.startswith("zh") else "en"
