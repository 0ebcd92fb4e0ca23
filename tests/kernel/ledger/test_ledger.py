"""The ledger gathers, commits, acknowledges."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.kernel.ledger.ledger import AGAIN, Ledger


class Book:
    """A store that can be slow, fail, and hold rows locked for a while."""

    def __init__(self, locked: dict[int, int] | None = None) -> None:
        self.batches: list[list[int]] = []
        self.stored: list[int] = []
        self.locked = locked or {}
        self.fail_next = False

    async def write(self, items: Sequence[int]) -> list[object]:
        self.batches.append(list(items))
        await asyncio.sleep(0)
        if self.fail_next:
            self.fail_next = False
            raise OSError("the database went away")
        outcomes: list[object] = []
        for item in items:
            if self.locked.get(item, 0) > 0:
                self.locked[item] -= 1
                outcomes.append(AGAIN)
            elif item < 0:
                outcomes.append(ValueError(item))
            else:
                self.stored.append(item)
                outcomes.append(item * 10)
        return outcomes


async def test_what_arrives_during_a_commit_goes_out_together() -> None:
    book = Book()
    ledger: Ledger[int, int] = Ledger(book.write)
    results = await asyncio.gather(*(ledger.submit(n) for n in range(50)))
    assert results == [n * 10 for n in range(50)]
    assert len(book.batches) < 5


async def test_a_locked_row_does_not_stall_the_others() -> None:
    book = Book(locked={7: 3})
    ledger: Ledger[int, int] = Ledger(book.write)
    slow, *others = await asyncio.gather(*(ledger.submit(n) for n in (7, 1, 2, 3)))
    assert slow == 70
    assert others == [10, 20, 30]
    assert book.stored[-1] == 7


async def test_one_refusal_is_nobody_elses() -> None:
    ledger: Ledger[int, int] = Ledger(Book().write)
    good, bad = ledger.submit(1), ledger.submit(-1)
    assert await good == 10
    with pytest.raises(ValueError, match="-1"):
        await bad


async def test_a_failed_commit_acknowledges_nothing_and_the_next_works() -> None:
    book = Book()
    book.fail_next = True
    ledger: Ledger[int, int] = Ledger(book.write)
    with pytest.raises(OSError, match="went away"):
        await ledger.submit(1)
    assert await ledger.submit(2) == 20
    assert book.stored == [2]


@given(st.lists(st.integers(0, 1000), unique=True, max_size=60), st.data())
def test_every_item_is_stored_once_whatever_is_locked(
    items: list[int], data: st.DataObject
) -> None:
    locked = {item: data.draw(st.integers(0, 3)) for item in items}

    async def play() -> None:
        book = Book(locked)
        ledger: Ledger[int, int] = Ledger(book.write, limit=7)
        results = await asyncio.gather(*(ledger.submit(item) for item in items))
        assert results == [item * 10 for item in items]
        assert sorted(book.stored) == sorted(items)

    asyncio.run(play())
