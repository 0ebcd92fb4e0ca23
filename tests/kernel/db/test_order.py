"""Rows that people put in an order of their own."""

from dataclasses import dataclass
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from zhiyin.kernel.db.order import put_in_order


@dataclass
class Row:
    """A row with a place."""

    id: UUID
    position: int


@given(
    st.lists(st.integers(0, 10_000), max_size=12),
    st.permutations(range(12)),
    st.integers(0, 12),
)
def test_named_rows_come_first_and_no_place_grows_however_often_it_is_done(
    places: list[int], order: list[int], named: int
) -> None:
    rows = [Row(UUID(int=number), place) for number, place in enumerate(places)]
    ids = [UUID(int=number) for number in order[:named]]
    others = [row.id for row in sorted(rows, key=lambda row: (row.position, row.id))]
    for _ in range(2):
        put_in_order(rows, ids)
    known = {row.id for row in rows}
    wanted = [one for one in ids if one in known] + [one for one in others if one not in ids]
    assert [row.id for row in sorted(rows, key=lambda row: row.position)] == wanted
    assert {row.position for row in rows} == set(range(len(rows)))
