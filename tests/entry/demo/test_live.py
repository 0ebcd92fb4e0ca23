"""The demo shop lives: simulated visitors write over real sockets, and are answered."""

import time

import psycopg
import pytest

from tests.servers.processes import Processes
from zhiyin.entry.demo.load import load_demo
from zhiyin.entry.demo.organisation import MEMBERS
from zhiyin.entry.demo.scripts import Script
from zhiyin.entry.demo.talk import Said
from zhiyin.kernel.environment import libpq_url

PATIENCE = 90.0
ANSWERED = """
    SELECT count(DISTINCT m.conversation_id) FROM messages m
    JOIN conversations c ON c.id = m.conversation_id
    JOIN staff s ON s.id = m.sender_id
    WHERE m.sender_kind = 'staff' AND m.kind = 'text' AND c.opened_at > %s
      AND s.name = ANY(%s)
"""


def test_script_is_spoken_in_turns_and_a_real_answer_moves_it_on() -> None:
    said = [
        Said("customer", "在吗"),
        Said("staff", "在"),
        Said("note", "急"),
        Said("customer", "好"),
    ]
    script = Script(said, "logistics.track", "calm")
    assert script.next_of("staff", "note") is None
    script.advance()
    assert script.next_of("staff", "note") == said[1]
    script.skip_to_customer()
    assert script.next_of("customer") == said[3]
    script.advance()
    assert script.done


@pytest.mark.slow
def test_visitors_come_and_are_answered_by_those_nobody_signs_in_as(
    database_url: str, processes: Processes
) -> None:
    load_demo(
        database_url, processes.folder / "data", lambda *_: None, customers=60, conversations=80
    )
    web = processes.start("web")
    with psycopg.connect(libpq_url(database_url), autocommit=True) as connection:
        row = connection.execute("SELECT now()").fetchone()
        assert row is not None
        processes.start("live", port=str(web.port))
        living = [one.name for one in MEMBERS if not one.shown]
        deadline = time.monotonic() + PATIENCE
        answered = 0
        while answered < 2 and time.monotonic() < deadline:
            time.sleep(1.0)
            found = connection.execute(ANSWERED, (row[0], living)).fetchone()
            answered = found[0] if found else 0
    assert answered >= 2
