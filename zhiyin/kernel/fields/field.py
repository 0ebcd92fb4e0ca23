"""What a custom field is, whatever kind of object it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

FieldType = Literal[
    "text",
    "long_text",
    "number",
    "money",
    "date",
    "yes_no",
    "choice",
    "choices",
    "url",
    "phone",
    "email",
    "customer",
    "staff",
    "file",
    "formula",
]
# A value as it is stored and crosses the API: money in minor units, dates as YYYY-MM-DD, choices
# by their codes, customers, colleagues and files by their ids. `None` takes the value away.
FieldValue = str | int | float | bool | list[str] | None
Values = Mapping[str, Any]

CHOSEN: tuple[FieldType, ...] = ("choice", "choices")
# What can be compared with more and less.
ORDERED: tuple[FieldType, ...] = ("number", "money", "date", "formula")
# What names something else by its id.
REFERRING: tuple[FieldType, ...] = ("customer", "staff", "file")
# What every kind of object can have; the others only where its module says so.
PLAIN: tuple[FieldType, ...] = tuple(
    one for one in get_args(FieldType) if one not in REFERRING and one != "formula"
)
# What people wrote themselves, and may be anything.
WRITTEN: tuple[FieldType, ...] = ("text", "long_text", "url", "phone", "email")


@dataclass(frozen=True)
class Choice:
    """One of the values of a choice. Switched off it stays where it was chosen."""

    code: str
    name: dict[str, str]
    active: bool = True


@dataclass(frozen=True)
class CustomField:
    """A definition. `code` names it for good within its kind of object."""

    code: str
    name: dict[str, str]
    type: FieldType
    choices: tuple[Choice, ...] = ()
    decimals: int = 0
    currency: str = "CNY"
    # Kept encrypted, shown only to whoever may see it, never searched.
    personal: bool = False
    # Nothing of this kind is closed without it.
    required: bool = False
    at_closing: bool = False
    active: bool = True
    # How a formula is reckoned, and what comes of it.
    formula: str = ""
    result: Literal["number", "money"] = "number"

    @property
    def is_money(self) -> bool:
        """Whether its values are amounts."""
        return self.type == "money" or (self.type == "formula" and self.result == "money")

    def choice_name(self, code: str) -> dict[str, str] | None:
        """What a choice is called."""
        return next((one.name for one in self.choices if one.code == code), None)


# ISO 4217: how many decimals an amount has; two where nothing else is said.
_DECIMALS = {"JPY": 0, "KRW": 0}


def decimals_of(currency: str) -> int:
    """How many decimals an amount in this currency has."""
    return _DECIMALS.get(currency, 2)
