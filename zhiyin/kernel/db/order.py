"""Rows that people put in an order of their own."""

from collections.abc import Iterable, Sequence
from typing import Protocol
from uuid import UUID


class Placed(Protocol):
    """A row with a place among its like."""

    id: UUID
    position: int


def put_in_order(rows: Iterable[Placed], ids: Sequence[UUID]) -> None:
    """Places `rows` as `ids` say; those that are not named come after them, as they stood."""
    places = {one: place for place, one in enumerate(ids)}
    held = sorted(rows, key=lambda row: (places.get(row.id, len(places)), row.position, row.id))
    for place, row in enumerate(held):
        row.position = place
