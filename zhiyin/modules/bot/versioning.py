"""What a version of the bot changes, what takes it back, and whom a trial answers: pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from zhiyin.modules.knowledge.interface import MoreWordings

MOST_NOTE = 200
# A trial shorter of conversations than this says nothing, one with more is none.
LEAST_SHARE, MOST_SHARE = 5, 50


@dataclass(frozen=True)
class Change:
    """What somebody wants of the bot: wordings it shall know, settings by their short names."""

    wordings: tuple[MoreWordings, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    origin: Literal["written", "learned"] = "written"

    def as_json(self) -> dict[str, Any]:
        """What it comes to, always written alike, so that two of them can be compared."""
        texts: dict[str, set[str]] = {}
        for one in self.wordings:
            texts.setdefault(str(one.article_id), set()).update(one.texts)
        return {
            "wordings": {key: sorted(texts[key]) for key in sorted(texts)},
            "settings": {name: self.settings[name] for name in sorted(self.settings)},
        }


@dataclass(frozen=True)
class Step:
    """What a version really added and removed."""

    added: tuple[MoreWordings, ...] = ()
    removed: tuple[MoreWordings, ...] = ()


def way_back(later: Sequence[Step]) -> Step:
    """What undoes these steps, given oldest first. Only what they themselves did is undone."""
    # How it was before the first of them that touched a wording.
    was: dict[tuple[UUID, str], bool] = {}
    for step in later:
        for key in _pairs(step.removed):
            was.setdefault(key, True)
        for key in _pairs(step.added):
            was.setdefault(key, False)
    return Step(
        _together(key for key, there in was.items() if there),
        _together(key for key, there in was.items() if not there),
    )


def stored(wordings: Iterable[MoreWordings]) -> list[dict[str, Any]]:
    """Wordings as a version keeps them."""
    return [{"article_id": str(one.article_id), "texts": list(one.texts)} for one in wordings]


def read_stored(rows: Iterable[Mapping[str, Any]]) -> tuple[MoreWordings, ...]:
    """The same, read again."""
    return tuple(MoreWordings(UUID(one["article_id"]), tuple(one["texts"])) for one in rows)


def step_of(change: Mapping[str, Any]) -> Step:
    """What a stored version did to wordings."""
    return Step(read_stored(change.get("added", ())), read_stored(change.get("removed", ())))


def _pairs(wordings: Iterable[MoreWordings]) -> Iterable[tuple[UUID, str]]:
    return ((one.article_id, text) for one in wordings for text in one.texts)


def _together(pairs: Iterable[tuple[UUID, str]]) -> tuple[MoreWordings, ...]:
    texts: dict[UUID, list[str]] = {}
    for article_id, said in pairs:
        texts.setdefault(article_id, []).append(said)
    return tuple(MoreWordings(key, tuple(texts[key])) for key in sorted(texts))
