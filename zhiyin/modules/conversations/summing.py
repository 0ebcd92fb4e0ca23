"""A conversation in a few lines (小结): what the customer wants, what was answered, which numbers
matter, whose turn it is. Taken from what was said, word for word; pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from zhiyin.kernel.text.sections import read_sections
from zhiyin.kernel.text.tokens import plain

MOST_WANTED = 4
MOST_ANSWERED = 3
MOST_NUMBERS = 6
MOST_LINE = 120
# What is longer says something besides.
LONGEST_TALK = 12
LEAST_ANSWER = 10
# More of a line than that stands in another one already.
SAID_BEFORE = 0.6

_WORDS = read_sections("zhiyin.modules.conversations", "summing_words.txt")
_HOLDING = re.compile("|".join(_WORDS["holding"]), re.IGNORECASE)
# Orders and parcels with the letters before them, and amounts of money.
_NUMBER = re.compile(r"(?<![\w*.])[A-Za-z]{0,4}\d{8,20}(?![\w*])", re.ASCII)
_MONEY = re.compile("|".join(_WORDS["money"]))

Waits = Literal["us", "customer", "nobody"]


@dataclass(frozen=True)
class Utterance:
    """Something said to each other; notes and events are not. `spans`: personal data in the text.

    `bot` is what belongs to the bot's words, as it is stored.
    """

    number: int
    sender: str
    kind: str
    text: str
    spans: list[list[int]] | None
    bot: dict[str, Any] | None
    at: datetime


@dataclass(frozen=True)
class Summary:
    """What stands in a conversation. `since`: from when who has the turn is waited for."""

    wanted: list[str]
    answered: list[str]
    numbers: list[str]
    waits: Waits
    since: datetime | None


def summarise(said: Sequence[Utterance], *, closed: bool) -> Summary:
    """What was said, summed up; texts are taken as they are given, masked or not."""
    talk = [one for one in said if one.kind == "text"]
    theirs = [one.text for one in talk if one.sender == "customer"]
    ours = [one.text for one in talk if one.sender in ("staff", "bot") and _is_answer(one)]
    last = said[-1] if said else None
    waits: Waits = "nobody"
    if last is not None and not closed:
        waits = "us" if last.sender == "customer" else "customer"
    return Summary(
        summarise_wishes(theirs),
        _longest(ours, MOST_ANSWERED),
        _numbers(talk),
        waits,
        None if last is None or waits == "nobody" else last.at,
    )


def summarise_wishes(said: Sequence[str]) -> list[str]:
    """What a customer wanted, in their own words: the longest things said, in their order.

    Wishes for a person, thanks and greetings say nothing of the matter and are left out.
    """
    return _longest([one for one in said if not _is_talk(one)], MOST_WANTED)


def _longest(texts: Sequence[str], most: int) -> list[str]:
    """The longest of them that say something new, in their order."""
    lines = list(dict.fromkeys(" ".join(one.split()) for one in texts))
    chosen: list[str] = []
    for line in sorted((one for one in lines if one), key=len, reverse=True):
        if len(chosen) < most and not any(_is_in(line, other) for other in chosen):
            chosen.append(line)
    return [_short(one) for one in lines if one in chosen]


def _is_in(line: str, other: str) -> bool:
    pairs, others = _pairs(line), _pairs(other)
    return bool(pairs) and len(pairs & others) > SAID_BEFORE * len(pairs)


def _pairs(line: str) -> set[str]:
    clean = plain(line)
    return {clean[at : at + 2] for at in range(len(clean) - 1)}


def _is_talk(text: str) -> bool:
    clean = " ".join(plain(text).split())
    return len(clean) <= 1 or (
        len(clean) <= LONGEST_TALK and any(word in clean for word in _WORDS["empty"])
    )


def holds_off(text: str) -> bool:
    """Whether our words only ask for patience, or take leave."""
    return _HOLDING.search(text) is not None


def _is_answer(one: Utterance) -> bool:
    """Whether our words told the customer something."""
    if one.sender == "bot":
        return (one.bot or {}).get("kind") in ("answer", "task")
    return len(one.text) >= LEAST_ANSWER and not holds_off(one.text)


def _numbers(talk: Sequence[Utterance]) -> list[str]:
    """Numbers of orders and parcels and amounts, the latest last; no phones and no cards."""
    found: dict[str, None] = {}
    for one in talk:
        clean = _without(one.text, one.spans or [])
        for piece in (*_NUMBER.findall(clean), *_MONEY.findall(clean)):
            found.pop(piece, None)
            found[piece] = None
    return list(found)[-MOST_NUMBERS:]


def _without(text: str, spans: Sequence[Sequence[int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]}{'*' * (end - start)}{text[end:]}"
    return text


def _short(text: str) -> str:
    return text if len(text) <= MOST_LINE else f"{text[: MOST_LINE - 1]}…"
