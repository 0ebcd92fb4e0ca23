"""Personal data is replaced by placeholders before it leaves, and put back into what comes back."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import partial
from importlib.resources import files

from zhiyin.modules.customers.interface import personal_spans

PLACEHOLDER = re.compile(r"\[(?:CONTACT|NAME|NUMBER|ADDRESS)_\d+\]")
_PARTS = re.compile(f"({PLACEHOLDER.pattern})")

_HAN = r"[\u4e00-\u9fff]"


def _patterns() -> dict[str, str]:
    """Each line of the list by its name; `<han>` stands for a Chinese character."""
    file = files("zhiyin.modules.languagemodel").joinpath("masking_words.txt")
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" = ", 1) for line in lines if line and not line.startswith("#"))
    found: dict[str, str] = {}
    for name, pattern in pairs:
        found[name] = found.get(name, "") + pattern.replace("<han>", _HAN)
    return found


_WORDS = _patterns()
_ADDRESS = re.compile(f"{_WORDS['place']}{_WORDS['house']}|{_WORDS['street']}")
# What others have masked still says half of it.
_STARRED = re.compile(r"[\w.+-]*\*{3,}[\w.@-]*", re.ASCII)
# Order numbers, parcel numbers, accounts: six digits or more with what belongs to them.
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{0,6}[-_]?\d(?:[-_]?[A-Za-z0-9]){5,40}", re.ASCII)
_DIGITS = 6
# Numbers written apart or in words, so that nobody takes them for one.
_APART = re.compile(r"(?<!\d)\d(?:[ .·/-]{1,2}?\d|\d){8,}(?!\d)|" + _WORDS["spelt"])
_SHORTEST_NAME = 2


class Masks:
    """The placeholders of one request: the same value always gets the same one."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._held: dict[str, str] = {}
        kept = {one.strip() for one in names}
        self._names = sorted((one for one in kept if len(one) >= _SHORTEST_NAME), key=len)[::-1]

    @property
    def placeholders(self) -> set[str]:
        """Those that were given out."""
        return set(self._held.values())

    def hide(self, text: str) -> str:
        """What somebody said, without what tells who and where they are."""
        # Nobody may write a placeholder themselves and have another's data put there.
        text = PLACEHOLDER.sub("[...]", _plain(text))
        for start, end in reversed(personal_spans(text) or []):
            text = text[:start] + self._hold("CONTACT", text[start:end]) + text[end:]
        text = _outside(text, _STARRED, lambda found: self._hold("CONTACT", found[0]))
        text = _outside(text, _ADDRESS, lambda found: self._hold("ADDRESS", found[0]))
        text = _outside(text, _NUMBER, self._number)
        text = _outside(text, _APART, lambda found: self._hold("NUMBER", found[0]))
        for name in self._names:
            text = _outside(text, _whole(name), lambda found: self._hold("NAME", found[0]))
        return text

    def cover(self, text: str) -> str:
        """Our own words, without what was hidden of theirs."""
        for value in sorted(self._held, key=len, reverse=True):
            text = _outside(text, _whole(value), partial(_always, self._held[value]))
        return text

    def restore(self, text: str) -> str:
        """With every value in its place again."""
        back = {placeholder: value for value, placeholder in self._held.items()}
        return PLACEHOLDER.sub(lambda found: back.get(found[0], found[0]), text)

    def _number(self, found: re.Match[str]) -> str:
        said = found[0]
        if sum(one.isdigit() for one in said) < _DIGITS:
            return said
        return self._hold("NUMBER", said)

    def _hold(self, kind: str, value: str) -> str:
        return self._held.setdefault(value, f"[{kind}_{len(self._held) + 1}]")


def _plain(text: str) -> str:
    """Digits and letters of every width as plain ones, and nothing invisible between them."""
    return "".join(
        str(unicodedata.decimal(one))
        if one.isdecimal()
        else chr(ord(one) - 0xFEE0)
        if "\uff20" <= one <= "\uff5a" or one in "\uff0d\uff0e\uff3f"
        else one
        for one in text
        if unicodedata.category(one) != "Cf"
    )


def _always(words: str, _: re.Match[str]) -> str:
    return words


def _outside(text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> str:
    """Replaces what the pattern finds between placeholders, never inside one."""
    parts = _PARTS.split(text)
    return "".join(
        part if place % 2 else pattern.sub(replace, part) for place, part in enumerate(parts)
    )


def _whole(value: str) -> re.Pattern[str]:
    """The value wherever it stands, but no part of a longer word or number."""
    before, after = _like(value[0]), _like(value[-1])
    return re.compile(
        f"{before and f'(?<!{before})'}{re.escape(value)}{after and f'(?!{after})'}",
        re.IGNORECASE,
    )


def _like(one: str) -> str:
    if not one.isascii():
        return ""
    return "[0-9]" if one.isdigit() else "[A-Za-z]" if one.isalpha() else ""
