"""The categories of a help centre as its pages walk them. Pure."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from zhiyin.kernel.i18n.text import Language, label
from zhiyin.modules.helpcentre.interface import category_in
from zhiyin.modules.knowledge.interface import PublicCategory


class Shelves:
    """Categories with an article in them or below them; empty ones are nobody's business."""

    def __init__(self, found: Sequence[PublicCategory], loose: int, language: Language) -> None:
        self._known = {one.id: one for one in found}
        self._order = found
        self._language = language
        self.loose = loose

    def name(self, category_id: UUID) -> str:
        """What a category is called here."""
        return label(self._known[category_id].name, self._language)

    def below(self, category_id: UUID) -> list[UUID]:
        """A category and everything below it."""
        found = [category_id]
        for one in found:
            found += [each.id for each in self._order if each.parent_id == one]
        return found

    def count(self, category_id: UUID) -> int:
        """How many articles are in it and below it."""
        return sum(self._known[one].articles for one in self.below(category_id))

    def children(self, parent_id: UUID | None) -> list[UUID]:
        """What lies directly in a category, or at the top, as far as there is something in it.

        What hangs below a category that is gone stands at the top.
        """
        return [
            one.id
            for one in self._order
            if self._parent(one) == parent_id and self.count(one.id) > 0
        ]

    def way(self, category_id: UUID | None) -> list[UUID]:
        """From the top down to a category, itself last; empty for one that is not shown."""
        return list(self._up(category_id))[::-1]

    def _up(self, category_id: UUID | None) -> Iterator[UUID]:
        while category_id is not None and category_id in self._known:
            yield category_id
            category_id = self._known[category_id].parent_id

    def _parent(self, one: PublicCategory) -> UUID | None:
        return one.parent_id if one.parent_id in self._known else None

    def find(self, address: str) -> UUID | None:
        """The category that an address means, if there is something in it."""
        end = category_in(address)
        fitting = [one.id for one in self._order if end and one.id.hex.endswith(end)]
        return fitting[0] if fitting and self.count(fitting[0]) > 0 else None

    def all(self) -> list[tuple[UUID | None, str]]:
        """Every category there is a page of, and the one for what is in none."""
        shown: list[tuple[UUID | None, str]] = [
            (one.id, self.name(one.id)) for one in self._order if self.count(one.id) > 0
        ]
        return [*shown, (None, "")] if self.loose else shown
