"""What a conversation says that fills in fields of a ticket made from it (预填)."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, Final, NamedTuple, cast

from zhiyin.kernel.fields.field import CustomField
from zhiyin.kernel.fields.values import BadValueError, clean_value
from zhiyin.kernel.text.sections import read_sections
from zhiyin.modules.conversations.interface import Holding
from zhiyin.modules.understanding.interface import EntityType

CURRENCY: Final = "CNY"
# What a field takes by its type alone.
_BY_TYPE: Final[dict[str, EntityType]] = {
    "phone": "phone",
    "email": "email",
    "money": "amount",
    "date": "date",
}
_DAY: Final = re.compile(r"(?:(\d{4})-)?(\d{2})-(\d{2})")


_USES: Final = read_sections("zhiyin.modules.tickets", "proposing_words.txt")


class Proposed(NamedTuple):
    """A value for a field, and where it comes from: which message, in which words."""

    code: str
    value: Any
    number: int
    words: str


def propose_values(fields: Iterable[CustomField], holdings: Sequence[Holding]) -> list[Proposed]:
    """Values for these fields from messages in their order: what was said last counts, one value
    fills one field, and what is partly hidden from whoever asks fills none.
    """
    latest = _latest(holdings)
    found = list[Proposed]()
    for field in fields:
        kind = _kind_of(field)
        if kind is None or kind not in latest or not field.active:
            continue
        holding, value, words = latest[kind]
        said = _value(field, value, holding.at.date())
        with suppress(BadValueError):
            if said is not None:
                clean = clean_value(field, said)
                found.append(Proposed(field.code, clean, holding.number, words))
                del latest[kind]
    return found


def _latest(holdings: Sequence[Holding]) -> dict[EntityType, tuple[Holding, str, str]]:
    return {
        thing.type: (one, thing.value, thing.words)
        for one in holdings
        for thing in one.things
        if thing.whole
    }


def _kind_of(field: CustomField) -> EntityType | None:
    if field.type == "money" and field.currency != CURRENCY:
        return None
    if field.type in _BY_TYPE:
        return _BY_TYPE[field.type]
    names = " ".join([field.code, *field.name.values()]).lower()
    like = "text" if field.type == "long_text" else field.type
    for section, words in _USES.items():
        kind, entity = section.split()
        if kind == like and any(word in names for word in words):
            return cast(EntityType, entity)
    return None


def _value(field: CustomField, value: str, said_on: date) -> Any:
    if field.type == "money":
        return int(value)
    if field.type == "number":
        with suppress(ValueError):
            return float(value)
        return None
    if field.type == "date":
        return _day(value, said_on)
    return value


def _day(value: str, said_on: date) -> str | None:
    """A day without a year is the one nearest to when it was said; what is said by other days
    stays with people.
    """
    known = _DAY.fullmatch(value)
    if known is None:
        return None
    year, month, day = known.groups()
    years = [int(year)] if year else [said_on.year - 1, said_on.year, said_on.year + 1]
    days = list[date]()
    for one in years:
        with suppress(ValueError):
            days.append(date(one, int(month), int(day)))
    nearest = min(days, key=lambda one: abs((one - said_on).days), default=None)
    return nearest.isoformat() if nearest else None
