"""What agents answered when customers asked (问答对), read from what was said. Pure.

A reply is offered again only in words that were said to two customers at least: what is true of one
alone, an address or a promise, was never said alike to another.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhiyin.kernel.text.sections import read_sections
from zhiyin.kernel.text.tokens import plain
from zhiyin.modules.conversations.interface import Utterance
from zhiyin.modules.customers.interface import mask_spans, personal_spans

# People write one thought in several messages.
MOST_TOGETHER = 3
MOST_QUESTION = 300
MOST_REPLY = 300
LEAST_REPLY = 2
SHORTEST_NAME = 2

# Numbers of orders and parcels, with the letters before them.
_NUMBER = re.compile(r"[A-Za-z]{0,6}\d(?:[\d-]{3,}\d)")
_WORDS = read_sections("zhiyin.modules.assistance", "pairing_words.txt")
_CALLED = re.compile(rf"(?<!{_WORDS['nobody'][0]})[\u4e00-\u9fff](?:{'|'.join(_WORDS['called'])})")
_BEGIN = re.compile(r"^[\s,.:;!、，。：；！～~]+")
# What a name leaves behind where it stood.
_LEFT = re.compile(r"[,，]\s*(?=[,，。.])|\s+(?=[,.!，。])")
_PARTICLES = re.compile(rf"[\W_]|[{_WORDS['particles'][0]}]")


@dataclass(frozen=True)
class Pair:
    """A question and the first thing said to it; `reply` is empty where it can be no other's.

    `number` is that of the last message of the question.
    """

    number: int
    question: str
    reply: str


def pairs(said: Sequence[Utterance], customer: str) -> Iterator[Pair]:
    """The questions of a conversation that a person answered. `customer`: their name."""
    turn: list[Utterance] = []
    for one in said:
        if one.sender == "customer":
            turn.append(one)
        elif turn:
            if one.sender == "staff" and one.kind == "text" and is_words(turn):
                yield Pair(turn[-1].number, as_question(turn), as_reply(one.text, customer))
            turn = []


def is_words(turn: Sequence[Utterance]) -> bool:
    """Whether a customer's turn can be understood by its words alone."""
    return all(one.kind == "text" and one.text.strip() for one in turn)


def newest_turn(said: Sequence[Utterance]) -> list[Utterance]:
    """The customer's latest words, as long as nobody has spoken since."""
    turn: list[Utterance] = []
    for one in reversed(said):
        if one.sender != "customer":
            break
        turn.insert(0, one)
    return turn


def as_question(turn: Sequence[Utterance]) -> str:
    """A customer's turn without what is theirs alone."""
    lines = [mask_spans(one.text, one.spans) for one in turn[-MOST_TOGETHER:]]
    return _NUMBER.sub("0", "\n".join(lines)).strip()[:MOST_QUESTION]


def as_reply(text: str, customer: str) -> str:
    """A reply without the customer's name, or nothing where it holds what is theirs alone."""
    if personal_spans(text) or _NUMBER.search(text):
        return ""
    for name in (customer.strip(), *customer.split()):
        if len(name) >= SHORTEST_NAME:
            text = text.replace(name, "")
    text = _LEFT.sub("", _BEGIN.sub("", _CALLED.sub("", text))).strip()
    return text if LEAST_REPLY <= len(text) <= MOST_REPLY else ""


def key_of(reply: str) -> str:
    """What replies have in common that say the same in the same words; empty for none."""
    return _PARTICLES.sub("", plain(reply))
