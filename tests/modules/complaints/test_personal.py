"""A customer's complaint is erased, handed out, and goes with a joined file."""

from pathlib import Path
from typing import Any

import pytest

from tests.modules.complaints.complaints import (
    cause,
    customer,
    filed,
    inside,
    link,
    offer,
    ok,
    post,
    put,
    read,
    visit,
)
from tests.servers.shop import Shop
from zhiyin.kernel.db.sessions import Database

SECRET = "家住桂花巷三号"


@pytest.fixture
def told(shop: Shop) -> dict[str, Any]:
    row = filed(shop, f"茶壶裂了，{SECRET}", customer_id=customer(shop), wish=SECRET)
    offer(shop, row, {"text": f"上门换新，{SECRET}"})
    ok(visit(shop, "offers/decline", token=link(shop, row), words=SECRET))
    ok(post(shop, f"/{row['id']}/solved"))
    ok(post(shop, f"/{row['id']}/follow-up", settled=True, score=3, words=SECRET))
    ok(put(shop, row, "level", level=3, reason=SECRET))
    ok(put(shop, row, "lesson", cause_id=cause(shop), wrong=SECRET, prevent=SECRET))
    offer(shop, row, {"text": SECRET})
    return row


TABLES = ("complaints", "complaint_levels", "complaint_offers", "complaint_options",
          "complaint_follow_ups")  # fmt: skip


def held(shop: Shop) -> list[str]:
    """Where the words stand."""
    question = "SELECT count(*) FROM {} t WHERE t::text LIKE %s"
    return [name for name in TABLES if shop.run(question.format(name), f"%{SECRET}%")[0][0]]


def test_words_go_and_links_lead_nowhere_but_that_it_happened_stays(
    shop: Shop, told: dict[str, Any], tmp_path: Path
) -> None:
    assert held(shop) == list(TABLES)
    token = link(shop, told)
    person = told["customer_id"]

    async def erase(database: Database) -> None:
        part = database.house.personal["complaints"]
        async with database.reading() as session:
            parts = await part.export(session, person, [])
            assert str([one.rows for one in parts]).count(SECRET) >= 5
        async with database.writing() as session:
            assert not await part.erase(session, person, [])

    inside(shop, tmp_path, erase)
    assert held(shop) == []
    assert visit(shop, "offers/open", token=token).status_code == 404
    after = read(shop, told)
    assert (after["level"], after["follow_up"]["score"]) == (3, 3)
    spoken = "SELECT count(*) FROM audit WHERE coalesce(before::text, '') || after::text LIKE %s"
    assert shop.run(spoken, f"%{SECRET}%")[0][0] == 0
    kept = "SELECT count(*) FROM events WHERE payload::text LIKE %s"
    assert shop.run(kept, f"%{SECRET}%")[0][0] == 0


def test_complaints_go_with_a_joined_file(shop: Shop, told: dict[str, Any], tmp_path: Path) -> None:
    other = customer(shop)

    async def merge(database: Database) -> None:
        part = database.house.personal["complaints"]
        async with database.writing() as session:
            await part.merge(session, told["customer_id"], other)

    inside(shop, tmp_path, merge)
    owners = shop.run("SELECT DISTINCT customer_id::text FROM complaints")
    assert owners == [(other,)]
