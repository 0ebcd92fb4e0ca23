"""How well the bot did on its test questions, and what a change of it moved: pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID
from zlib import crc32

from zhiyin.modules.bot.rules import Decision, Kind, Search

Verdict = Literal["right", "refused", "offered", "missed", "wrong"]
# From good to bad. Offering the right one among near questions is less than answering, saying
# nothing is better than saying something wrong.
WORTH: Mapping[Verdict, int] = {"right": 3, "refused": 3, "offered": 2, "missed": 1, "wrong": 0}


@dataclass(frozen=True)
class Judged:
    """What the bot does with a test question, and what that is worth."""

    kind: Kind
    verdict: Verdict
    # What it answers, or what it offers first.
    article_id: UUID | None = None
    title: str | None = None
    likely: float | None = None

    def as_json(self) -> dict[str, Any]:
        """As a run keeps it; titles are read when somebody looks."""
        article_id = str(self.article_id) if self.article_id else None
        return {
            "kind": self.kind,
            "verdict": self.verdict,
            "article_id": article_id,
            "likely": self.likely,
        }


def judge(decision: Decision, search: Search | None, wanted: UUID | None) -> Judged:
    """A decision, given which article should have answered; none: nothing here does."""
    said = decision.article or next(iter(decision.choices), None)
    likely = round(search.answerable, 3) if search is not None else None
    return Judged(
        decision.kind,
        _verdict(decision, wanted),
        said.article_id if said else None,
        said.title if said else None,
        likely,
    )


def _verdict(decision: Decision, wanted: UUID | None) -> Verdict:
    answered = decision.article.article_id if decision.article else None
    if answered is not None:
        return "right" if answered == wanted else "wrong"
    if wanted is None:
        return "refused"
    offered = {one.article_id for one in decision.choices}
    return "offered" if wanted in offered else "missed"


def figures(judged: Iterable[tuple[Judged, UUID | None]]) -> dict[str, int]:
    """Counts over pairs of what was done and which article should have answered."""
    pairs = list(judged)
    answered = [(one, wanted) for one, wanted in pairs if one.kind == "answer"]
    return {
        "questions": len(pairs),
        "answerable": sum(wanted is not None for _, wanted in pairs),
        "unanswerable": sum(wanted is None for _, wanted in pairs),
        "answered": sum(wanted is not None for _, wanted in answered),
        "right": sum(one.verdict == "right" for one, _ in answered),
        "wrong": sum(one.verdict == "wrong" for one, _ in answered),
        "offered": sum(one.verdict == "offered" for one, _ in pairs),
        "refused": sum(one.verdict == "refused" for one, _ in pairs),
    }


def moved(before: Verdict, after: Verdict) -> Literal["broken", "mended"] | None:
    """Whether a question is answered worse or better than before."""
    if WORTH[before] == WORTH[after]:
        return None
    return "mended" if WORTH[after] > WORTH[before] else "broken"


def sample(ids: Sequence[tuple[UUID, UUID | None]], touched: set[UUID], most: int) -> set[UUID]:
    """At most so many of (question, its article): those of the articles a change touches first,
    others evenly, always the same ones.
    """

    def order(pair: tuple[UUID, UUID | None]) -> tuple[bool, int]:
        return pair[1] not in touched, crc32(pair[0].bytes)

    return {one for one, _ in sorted(ids, key=order)[:most]}
