"""Which of the named things in a message (实体) somebody is shown, and how."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, cast

from zhiyin.modules.customers.interface import mask
from zhiyin.modules.understanding.interface import EntityType

# Whoever may not see personal data sees these with their middle hidden, whatever the text shows.
PERSONAL: Final[frozenset[EntityType]] = frozenset({"phone", "email"})


class Shown(NamedTuple):
    """A named thing as somebody is shown it. `whole`: nothing of it is hidden."""

    type: EntityType
    value: str
    # As it stands in the text.
    words: str
    whole: bool


def shown(
    text: str,
    things: Sequence[Mapping[str, Any]],
    spans: Sequence[Sequence[int]] | None,
    *,
    masked: bool,
) -> list[Shown]:
    """The things of a text, each said once. `masked`: phones and addresses of mail are hidden in
    part, and anything else that stands in a hidden part of the text is left out.
    """
    found = dict.fromkeys(_shown(text, things, spans or (), masked=masked))
    return list(found)


def _shown(
    text: str,
    things: Sequence[Mapping[str, Any]],
    spans: Sequence[Sequence[int]],
    *,
    masked: bool,
) -> Iterator[Shown]:
    for one in things:
        kind, value = cast(EntityType, one["type"]), str(one["value"])
        start, end = one["start"], one["end"]
        if not masked:
            yield Shown(kind, value, text[start:end], whole=True)
        elif kind in PERSONAL:
            hidden = mask(kind, value)
            yield Shown(kind, hidden, hidden, whole=False)
        elif not any(start < last and first < end for first, last in spans):
            yield Shown(kind, value, text[start:end], whole=True)
