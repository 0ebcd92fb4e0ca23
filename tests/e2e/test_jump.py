"""A search hit far back is opened where it stands, with what lies around it."""

from uuid import uuid4

import psycopg
import pytest
from playwright.sync_api import expect

from tests.e2e.desk import Seated
from tests.e2e.places import played_at
from tests.servers.processes import OwnProcess
from zhiyin.kernel.environment import libpq_url

FAR, ALL, PAGE = 40, 260, 50


@pytest.fixture
def long_talk(demo_shop: OwnProcess, module_database_url: str) -> str:
    """A conversation of hundreds of messages; answers its id."""
    with psycopg.connect(libpq_url(module_database_url), autocommit=True) as connection:
        row = connection.execute(
            "SELECT id, number, customer_id FROM conversations ORDER BY id DESC LIMIT 1"
        ).fetchone()
        assert row is not None
        connection.execute("DELETE FROM messages WHERE conversation_id = %s", (row[0],))
        connection.execute(
            "INSERT INTO messages (conversation_id, number, id, changed, kind, sender_kind,"
            " sender_id, text, client_key) SELECT %s, n, gen_random_uuid(), n, 'text', 'customer',"
            " %s, '第 ' || n || ' 句', %s || n FROM generate_series(1, %s) n",
            (row[0], row[2], uuid4().hex, ALL),
        )
        connection.execute(
            "UPDATE conversations SET number = %s, last_message = last_message ||"
            " jsonb_build_object('number', %s::int) WHERE id = %s",
            (ALL, ALL, row[0]),
        )
    return str(row[0])


@pytest.mark.whole
@played_at("desktop-zh")
def test_a_hit_far_back_opens_there_and_the_way_on_is_shown(seated: Seated, long_talk: str) -> None:
    desk = seated("manager", f"/conversations/{long_talk}?box=all&at={FAR}")
    hit = desk.log.get_by_text(f"第 {FAR} 句", exact=True)
    expect(hit).to_be_in_viewport()
    between = desk.button("conversations:between")
    last = desk.log.get_by_text(f"第 {ALL} 句", exact=True)
    expect(last).to_have_count(1)
    for number in (FAR + 50, FAR + 100, FAR + 150):
        between.click()
        expect(desk.log.get_by_text(f"第 {number} 句", exact=True)).to_have_count(1)
    expect(between).to_have_count(0)
    expect(desk.log.locator("[data-message]")).to_have_count(ALL - FAR + PAGE // 2 + 1)
