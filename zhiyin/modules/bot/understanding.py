"""What a customer's words ask for, by patterns: pure, quick, and the same in every process.

Wishes for a person are read generously: who is handed over too early loses little, who is kept
from a person loses everything.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zhiyin.kernel.text.sections import read_sections
from zhiyin.kernel.text.simplified import simplified

_WORDS = read_sections("zhiyin.modules.bot", "understanding_words.txt")


def _pattern(name: str) -> re.Pattern[str]:
    alternatives = "|".join(_WORDS[name])
    for part in ("person", "goods"):
        alternatives = alternatives.replace(f"<{part}>", f"(?:{'|'.join(_WORDS[part])})")
    return re.compile(alternatives)


_WISH, _NO_WISH, _ASKS_WHO = _pattern("wish"), _pattern("no_wish"), _pattern("asks_who")
_THANKS, _FINE, _BYE, _HELLO = map(_pattern, ("thanks", "fine", "bye", "hello"))
_NOT_MEANT = _pattern("not_meant")
_YES, _NO, _NONE_OF_THESE = _pattern("yes"), _pattern("no"), _pattern("none_of_these")
# Short enough to be nothing but the question who answers.
_ONLY_WHO, _ABOUT_WHO = 14, 24
# A question has more characters than that.
SHORTEST = 2


def normal(text: str) -> str:
    """Width, case, script and spaces made equal."""
    return " ".join(simplified(text).split())


def split_words(texts: Iterable[str]) -> list[str]:
    """The entries of a setting that holds several in each language, separated by commas."""
    whole = ",".join(texts).replace("\N{FULLWIDTH COMMA}", ",")
    return [one.strip() for one in whole.split(",") if one.strip()]


def contains_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in a normal text."""
    return any(normal(word) in text for word in words if word.strip())


@dataclass(frozen=True)
class Lists:
    """BotWords and levels that an organisation has set."""

    person: tuple[str, ...] = ()
    angry: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heard:
    """What stands in a customer's words besides a question."""

    text: str
    wish: bool = False
    angry: bool = False
    sensitive: bool = False
    asks_who: bool = False
    hello: bool = False
    thanks: bool = False
    bye: bool = False
    fine: bool = False
    yes: bool = False
    no: bool = False
    none_of_these: bool = False
    # A picture or a file, which the bot cannot read.
    attachment: bool = False

    def names(self) -> list[str]:
        """What was heard, for whoever looks why."""
        return [name for name, value in vars(self).items() if value is True]


def wishes_person(text: str, more: Iterable[str] = ()) -> bool:
    """Whether these words ask for a person, in any of the usual wordings."""
    clean = normal(text)
    if _NO_WISH.search(clean):
        return False
    if _ASKS_WHO.search(clean) and len(clean) <= _ONLY_WHO:
        return contains_any(clean, more)
    return bool(_WISH.search(clean)) or contains_any(clean, more)


def hear(text: str, lists: Lists, *, attachment: bool = False) -> Heard:
    """Reads a customer's words."""
    clean = normal(text)
    return Heard(
        clean,
        wish=wishes_person(text, lists.person),
        angry=contains_any(clean, lists.angry),
        sensitive=contains_any(clean, lists.sensitive),
        asks_who=bool(_ASKS_WHO.search(clean)) and len(clean) <= _ABOUT_WHO,
        hello=bool(_HELLO.match(clean)),
        thanks=bool(_THANKS.match(clean)),
        bye=bool(_BYE.match(clean)),
        fine=bool(_FINE.match(clean)),
        yes=bool(_YES.match(clean)),
        no=bool(_NO.match(clean)),
        none_of_these=bool(_NONE_OF_THESE.search(clean)),
        attachment=attachment,
    )


def says_nothing(text: str) -> bool:
    """Whether these words ask for nothing by themselves: small talk, a wish for a person, “that is
    not what I meant”.
    """
    clean = normal(text)
    talk = (_HELLO, _THANKS, _BYE, _FINE, _YES, _NO)
    return (
        len(clean) < SHORTEST
        or any(one.match(clean) for one in talk)
        or bool(_NOT_MEANT.search(clean) or _NONE_OF_THESE.search(clean))
        or wishes_person(text)
    )
