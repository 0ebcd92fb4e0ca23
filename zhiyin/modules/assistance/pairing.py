"""What agents answered when customers asked (问答对), read from what was said. Pure.

A reply is offered again only in words that were said to two customers at least: what is true of one
alone, an address or a promise, was never said alike to another.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhiyin.kernel.text.sections import read_sections
from zhiyin.kernel.text.tokens import plain
from zhiyin.modules.conversations.interface import Utterance, holds_off
from zhiyin.modules.customers.interface import mask_spans, personal_spans
from zhiyin.modules.knowledge.interface import looks_like_question

# People write one thought in several messages.
MOST_TOGETHER = 3
MOST_QUESTION = 300
MOST_REPLY = 300
LEAST_REPLY = 2
SHORTEST_NAME = 2
# What is shorter asks only together with what was said before.
LEAST_HAN, LEAST_LETTERS = 4, 10

# Numbers of orders and parcels, with the letters before them.
_NUMBER = re.compile(r"[A-Za-z]{0,6}\d(?:[\d-]{3,}\d)")
_WORDS = read_sections("zhiyin.modules.assistance", "pairing_words.txt")
_CALLED = re.compile(rf"(?<!{_WORDS['nobody'][0]})[\u4e00-\u9fff](?:{'|'.join(_WORDS['called'])})")
_BEGIN = re.compile(r"^[\s,.:;!、，。：；！～~]+")
# What a name leaves behind where it stood.
_LEFT = re.compile(r"[,，]\s*(?=[,，。.])|\s+(?=[,.!，。])")
_AGREES = re.compile(rf"^(?:{'|'.join(_WORDS['agreeing'])})(?:[\W_]|$)", re.IGNORECASE)
_CASE = re.compile("|".join(_WORDS["case"]), re.IGNORECASE)
_ALONE = re.compile(r"[\W\d_]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PARTICLES = re.compile(rf"[\W_]|[{_WORDS['particles'][0]}]")


@dataclass(frozen=True)
class Pair:
    """A question and the first answer to it; `reply` is empty where it can be no other's.

    `number` is that of the last message of the question.
    """

    number: int
    question: str
    reply: str


@dataclass(frozen=True)
class Turn:
    """Words of a customer that nobody has answered; `first`: nothing was said before them."""

    said: Sequence[Utterance]
    first: bool

    @property
    def question(self) -> str:
        """What they ask; nothing where they only say something to what we said before."""
        asked = as_question(self.said)
        return asked if self.first or looks_like_question(asked) else ""


def pairs(said: Sequence[Utterance], customer: str) -> Iterator[Pair]:
    """The questions of a conversation that a person answered. `customer`: their name."""
    turn: list[Utterance] = []
    for place, one in enumerate(said):
        if one.sender == "customer":
            turn.append(one)
        elif turn:
            question = Turn(turn, first=len(turn) == place).question
            if question and one.sender == "staff" and one.kind == "text":
                yield Pair(turn[-1].number, question, as_reply(one.text, customer))
            turn = []


def newest_turn(said: Sequence[Utterance]) -> Turn:
    """The customer's latest words, as long as nobody has answered since."""
    turn: list[Utterance] = []
    for one in reversed(said):
        if one.sender != "customer":
            break
        turn.insert(0, one)
    return Turn(turn, first=len(turn) == len(said))


def as_question(turn: Sequence[Utterance]) -> str:
    """What a customer's turn asks, without what is theirs alone; nothing where it asks nothing, or
    only together with pictures or with what was said before.
    """
    if any(one.kind != "text" for one in turn):
        return ""
    lines = [mask_spans(one.text, one.spans).strip() for one in turn[-MOST_TOGETHER:]]
    asked = "\n".join(one for one in lines if one and not _only_agrees(one))
    question = _NUMBER.sub("0", asked)[:MOST_QUESTION].strip()
    letters = _ALONE.sub("", question)
    least = LEAST_HAN if _HAN.search(letters) else LEAST_LETTERS
    return question if len(letters) >= least else ""


def _only_agrees(line: str) -> bool:
    """Whether a line says nothing but yes, thanks or hello."""
    rest, before = line, ""
    while rest and rest != before:
        before, rest = rest, _AGREES.sub("", rest).strip()
    return len(_ALONE.sub("", rest)) < SHORTEST_NAME


def as_reply(text: str, customer: str) -> str:
    """A reply without the customer's name, or nothing where it holds what is theirs alone; so does
    what comes after a look at their case, for which the first words only ask for patience.
    """
    if personal_spans(text) or any(one.search(text) for one in (_NUMBER, _CASE)) or holds_off(text):
        return ""
    for name in (customer.strip(), *customer.split()):
        if len(name) >= SHORTEST_NAME:
            text = text.replace(name, "")
    text = _LEFT.sub("", _BEGIN.sub("", _CALLED.sub("", text))).strip()
    return text if LEAST_REPLY <= len(text) <= MOST_REPLY else ""


def key_of(reply: str) -> str:
    """What replies have in common that say the same in the same words; empty for none."""
    return _PARTICLES.sub("", plain(reply))
