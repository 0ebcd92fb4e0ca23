"""Which reply, and which subject, is likely right by what was done before. Pure.

Both are a vote of the nearest questions. Nothing is better than something wrong: who is not like
enough does not vote, and without a majority worth the name nothing is said.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from zhiyin.kernel.text.tokens import plain

# Chosen on the demo shop: its own conversations, and its handwritten test questions against them.
ALIKE: Final = 0.58
SHARE: Final = 0.3
VOTERS: Final = 12
# What is only just alike hardly counts.
FLOOR: Final = 0.35
# Neighbouring characters; a name of four has three.
ECHOED: Final = 3
SUBJECT_ALIKE: Final = 0.5
SUBJECT_SHARE: Final = 0.45
SUBJECT_VOTERS: Final = 15
LEAST_CONVERSATIONS: Final = 2


@dataclass(frozen=True)
class Neighbour:
    """A question asked before, how like it is (0 to 1), and what was answered."""

    conversation_id: UUID
    alike: float
    question: str
    key: str
    reply: str


@dataclass(frozen=True)
class Chosen:
    """A reply with its key, and how sure it is (0 to 1)."""

    key: str
    reply: str
    sure: float


@dataclass(frozen=True)
class _Vote:
    choice: str
    share: float
    best: float
    conversations: int


def choose_reply(
    asked: str,
    neighbours: Sequence[Neighbour],
    backed: Collection[str],
    said: Collection[str] = (),
) -> Chosen | None:
    """The reply most of the like got. `backed`: keys of replies that several customers got;
    `said`: keys of what stands in this conversation already, which nobody says twice.
    """
    near = sorted(neighbours, key=lambda one: -one.alike)[:VOTERS]
    votes = _count([(one.conversation_id, one.alike, one.key) for one in near])
    for vote in votes:
        fit = vote.choice and vote.choice in backed and vote.choice not in said
        if fit and vote.best >= ALIKE and vote.share >= SHARE:
            best = next(one for one in near if one.key == vote.choice)
            if not _speaks_of_another(best, asked):
                return Chosen(best.key, best.reply, vote.best * min(1.0, vote.share + 0.5))
    return None


def _speaks_of_another(one: Neighbour, asked: str) -> bool:
    """Whether a reply repeats what only its own question named, such as another product."""
    echoed = _pairs(one.reply) & _pairs(one.question)
    return len(echoed - _pairs(asked)) >= ECHOED


def _pairs(text: str) -> set[str]:
    clean = plain(text)
    return {clean[at : at + 2] for at in range(len(clean) - 1)}


def choose_subject(filed: Sequence[tuple[UUID, float, str]]) -> str | None:
    """The subject most of the like were filed under; each is a conversation, how like it is, and
    its subject.
    """
    near = sorted(filed, key=lambda one: -one[1])[:SUBJECT_VOTERS]
    for vote in _count(near)[:1]:
        if (
            vote.best >= SUBJECT_ALIKE
            and vote.share >= SUBJECT_SHARE
            and vote.conversations >= LEAST_CONVERSATIONS
        ):
            return vote.choice
    return None


def choose_tags(
    tagged: Sequence[tuple[UUID, float, tuple[str, ...]]], *, besides: Collection[str] = ()
) -> list[str]:
    """The tags that most of the like have; each is a conversation, how like it is, and its tags.

    A conversation without tags says nothing against one: it may only not have been tagged.
    """
    near = sorted(
        ((one, alike, tags) for one, alike, tags in tagged if tags), key=lambda one: -one[1]
    )
    near = near[:SUBJECT_VOTERS]
    total = sum(_weight(alike) for _, alike, _ in near) or 1.0
    held: dict[str, list[float]] = defaultdict(list)
    for _, alike, tags in near:
        for tag in tags:
            held[tag].append(alike)
    shares = {tag: sum(map(_weight, by)) / total for tag, by in held.items()}
    return [
        tag
        for tag in sorted(held, key=lambda one: (-shares[one], one))
        if max(held[tag]) >= SUBJECT_ALIKE
        and shares[tag] >= SUBJECT_SHARE
        and len(held[tag]) >= LEAST_CONVERSATIONS
        and tag not in besides
    ]


def _weight(alike: float) -> float:
    return max(0.0, alike - FLOOR) ** 2


def _count(votes: Sequence[tuple[UUID, float, str]]) -> list[_Vote]:
    """What was voted for, most first; a conversation has one vote for a choice."""
    held: dict[str, dict[UUID, float]] = defaultdict(dict)
    for conversation_id, alike, choice in votes:
        by = held[choice]
        by[conversation_id] = max(by.get(conversation_id, 0.0), alike)
    weights = {choice: sum(map(_weight, by.values())) for choice, by in held.items()}
    total = sum(weights.values()) or 1.0
    found = [
        _Vote(choice, weights[choice] / total, max(by.values()), len(by))
        for choice, by in held.items()
    ]
    return sorted(found, key=lambda one: (-one.share, -one.best))
