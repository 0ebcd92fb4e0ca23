"""Groups of questions the bot did not answer (知识缺口): which there are, what is proposed for
them, and which come back: pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

State = Literal["open", "taught", "dismissed", "written"]

# One question is nobody's gap yet, unless somebody said that its answer was bad.
FEWEST = 2
# So many texts stand for a group when others are compared with it.
CENTRES = 5
# Below this what search alone finds is more often something else.
LEAST_LIKELY = 0.3
# What people did weighs more than what search finds: shares of those who asked.
CHOSEN, INSERTED, BETTER, REFUSED = 1.0, 2.0, 3.0, 1.0
# A group that was put aside comes back when so many times as many have asked.
GREW = 2
# One that was taught or written comes back when so many have asked in vain since.
IN_VAIN = 3


@dataclass(frozen=True)
class Missed:
    """A question without a good answer. `bad`: it had one, and somebody said it was wrong."""

    id: UUID
    conversation_id: UUID
    question: str
    bad: bool


@dataclass(frozen=True)
class Sorted:
    """Where questions go: to groups there are, by their place, and into new ones, the most central
    question first.
    """

    joined: dict[int, list[UUID]]
    new: list[list[Missed]]


def sort(
    missed: Sequence[Missed], groups: Sequence[int], central: Sequence[float], known: int
) -> Sorted:
    """Reads what was put together. A new group needs two conversations, or a bad answer; what is
    alone waits for its like.
    """
    held: dict[int, list[int]] = {}
    for place, number in enumerate(groups):
        held.setdefault(number, []).append(place)
    joined = {
        number: [missed[place].id for place in places]
        for number, places in held.items()
        if number < known
    }
    fresh = [
        [missed[place] for place in sorted(places, key=lambda place: -central[place])]
        for number, places in sorted(held.items())
        if number >= known
    ]
    return Sorted(joined, [members for members in fresh if is_gap(members)])


def is_gap(members: Sequence[Missed]) -> bool:
    """Whether these questions are worth somebody's time."""
    asked_in = {one.conversation_id for one in members}
    return len(asked_in) >= FEWEST or any(one.bad for one in members)


@dataclass(frozen=True)
class Evidence:
    """What speaks for an article as the answer to a group.

    `likely`: how probable search finds it (0 to 1), by the text `matched`; `chosen`: customers took
    it among near questions; `inserted`: agents put it into these conversations; `better`: people
    who checked named it; `refused`: it was the answer, and was bad.
    """

    article_id: UUID
    likely: float = 0.0
    matched: str = ""
    chosen: int = 0
    inserted: int = 0
    better: int = 0
    refused: int = 0

    def worth(self, asked: int) -> float:
        """How much it speaks for the article, among so many who asked."""
        done = (
            CHOSEN * self.chosen
            + INSERTED * self.inserted
            + BETTER * self.better
            - REFUSED * self.refused
        )
        return self.likely + done / max(asked, 1)

    @property
    def is_enough(self) -> bool:
        """Whether anything speaks for it at all."""
        return self.likely >= LEAST_LIKELY or self.chosen + self.inserted + self.better > 0


def propose(evidence: Iterable[Evidence], asked: int) -> Evidence | None:
    """The article that probably answers a group; none where a new one had better be written."""
    good = [one for one in evidence if one.is_enough and one.worth(asked) > 0]
    return max(good, key=lambda one: (one.worth(asked), one.likely), default=None)


def comes_back(state: State, count: int, decided: int, since: int) -> bool:
    """Whether a group that was decided on is open again: `count` have asked in all, `decided` had
    when it was decided, `since` of them asked in vain after that.
    """
    if state == "dismissed":
        return count >= GREW * max(decided, 1)
    return state != "open" and since >= IN_VAIN
