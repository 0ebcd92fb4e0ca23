"""Conditions: a fact is, or contains, one of some values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Condition:
    """One condition: a fact is (or contains) any of these values."""

    field: str
    any_of: tuple[str, ...]

    def fits(self, facts: Mapping[str, Any]) -> bool:
        """Whether the facts meet it. Words and pages are looked for inside, others compared."""
        known = facts.get(self.field)
        if known is None:
            return False
        if self.field in ("words", "page"):
            text = str(known).casefold()
            return any(value.casefold() in text for value in self.any_of)
        values = known if isinstance(known, (list, tuple, set, frozenset)) else (known,)
        return any(str(value) in self.any_of for value in values)
