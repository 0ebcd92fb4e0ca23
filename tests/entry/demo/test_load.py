"""The demo loads into a real database and stands there as if people had made it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from zhiyin.entry.demo.accounts import SHOWN_FILE, TEAM_FILE, make_accounts, read_accounts
from zhiyin.entry.demo.load import load_demo
from zhiyin.kernel.auth.secrets import password_matches
from zhiyin.kernel.crypto.keyring import KeyRing
from zhiyin.kernel.environment import Environment, libpq_url
from zhiyin.kernel.files.store import file_key
from zhiyin.modules.people.interface import opened
from zhiyin.modules.procedures.interface import READY

TALKS_OF_THE_BOT = 27
# What it could not answer: as many as there are customers who have not written of late.
ASKED_IN_VAIN = 49
NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def steps() -> list[tuple[str, float]]:
    return []


@pytest.fixture(scope="module")
def loaded(
    module_database_url: str, data_dir: Path, steps: list[tuple[str, float]]
) -> Iterator[psycopg.Connection[Any]]:
    load_demo(
        module_database_url,
        data_dir,
        lambda what, share: steps.append((what, share)),
        now=NOW,
        customers=400,
        conversations=900,
    )
    with psycopg.connect(libpq_url(module_database_url)) as connection:
        yield connection


def _one(connection: psycopg.Connection[Any], query: str) -> Any:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.whole
def test_progress_grows_to_the_end(
    loaded: psycopg.Connection[Any], steps: list[tuple[str, float]]
) -> None:
    shares = [share for _, share in steps]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_everything_is_there(loaded: psycopg.Connection[Any]) -> None:
    assert _one(loaded, "SELECT count(*) FROM customers") == 400
    assert (
        _one(loaded, "SELECT count(*) FROM conversations") == 911 + TALKS_OF_THE_BOT + ASKED_IN_VAIN
    )
    assert _one(loaded, "SELECT count(*) FROM staff WHERE kind = 'human'") == 14
    assert _one(loaded, "SELECT count(*) FROM channel_accounts WHERE key = 'demo'") == 1
    assert _one(loaded, "SELECT count(*) FROM messages") > 5000


def test_numbers_of_a_conversation_have_no_gap(loaded: psycopg.Connection[Any]) -> None:
    wrong = _one(
        loaded,
        """SELECT count(*) FROM conversations c JOIN (
               SELECT conversation_id, count(*) AS n, max(number) AS top FROM messages GROUP BY 1
           ) m ON m.conversation_id = c.id WHERE m.n <> m.top OR c.number <> m.top""",
    )
    assert wrong == 0


def test_counters_go_on_after_the_demo(loaded: psycopg.Connection[Any]) -> None:
    top = _one(loaded, "SELECT max(serial) FROM conversations")
    sequence = _one(loaded, "SELECT pg_get_serial_sequence('conversations', 'serial')")
    assert _one(loaded, f"SELECT last_value FROM {sequence}") == top


def test_dispatch_goes_on_from_what_is_open(loaded: psycopg.Connection[Any]) -> None:
    states = dict(
        loaded.execute("SELECT state, count(*) FROM work_items GROUP BY state").fetchall()
    )
    waiting = _one(loaded, "SELECT count(*) FROM conversations WHERE state = 'queued'")
    assert states["queued"] == waiting
    assert states["assigned"] == _one(loaded, "SELECT sum(used) FROM loads")
    assert _one(loaded, "SELECT bool_and(used <= capacity) FROM loads JOIN staff ON id = staff_id")


def test_turn_and_unread_fit_the_last_words(loaded: psycopg.Connection[Any]) -> None:
    rows = loaded.execute(
        "SELECT state, waiting_since, unread, last_message FROM conversations"
    ).fetchall()
    for state, waiting_since, unread, last in rows:
        ours = state in ("queued", "assigned")
        assert (waiting_since is not None) is ours
        assert (unread > 0) is ours
        assert not ours or last["sender"] == "customer"


def test_contacts_are_sealed_and_found_by_their_hash(
    loaded: psycopg.Connection[Any], data_dir: Path
) -> None:
    keyring = KeyRing.open(Environment(data_dir=data_dir).keyring_path)
    row = loaded.execute(
        """SELECT i.value, c.data_key, c.name FROM customer_identities i
           JOIN customers c ON c.id = i.customer_id WHERE i.kind = 'phone' AND i.value_hash = %s""",
        (keyring.hash("phone", "+8613800002046"),),
    ).fetchone()
    assert row is not None
    assert keyring.open_value(bytes(row[0]), bytes(row[1])) == b"+8613800002046"
    assert row[2] == "王小姐"


def test_accounts_open_the_door_and_keep_their_passwords(
    loaded: psycopg.Connection[Any], data_dir: Path
) -> None:
    shown = read_accounts(data_dir / SHOWN_FILE)
    assert [one.role["en"] for one in shown] == [
        "manager",
        "supervisor",
        "senior agent",
        "junior agent",
        "quality analyst",
        "technical support",
        "finance",
    ]
    for account in (*shown, *read_accounts(data_dir / TEAM_FILE)):
        stored = loaded.execute(
            "SELECT password_hash FROM staff WHERE email = %s", (account.email,)
        ).fetchone()
        assert stored is not None
        assert password_matches(account.password, stored[0])
    assert make_accounts(data_dir)[shown[0].email] == shown[0]
    assert (data_dir / SHOWN_FILE).stat().st_mode & 0o077 == 0
    assert json.loads((data_dir / SHOWN_FILE).read_text())[0]["password"] == shown[0].password


def test_pictures_stand_in_conversations_with_their_bytes(
    loaded: psycopg.Connection[Any], data_dir: Path
) -> None:
    shown = loaded.execute("""
        SELECT f.id, f.size, f.ref_id = m.conversation_id
        FROM messages m JOIN files f ON f.id = m.file_id
        WHERE m.kind = 'image'
    """).fetchall()
    assert len(shown) > 10
    folder = Environment(data_dir=data_dir).files_dir
    for file_id, size, belongs in shown:
        assert belongs
        assert (folder / file_key(file_id)).stat().st_size == size
        assert (folder / file_key(file_id, "thumb")).stat().st_size > 0


def test_the_shop_keeps_hours(loaded: psycopg.Connection[Any]) -> None:
    hours = _one(loaded, "SELECT hours FROM shops WHERE code = 'tea'")
    assert opened(hours, "Asia/Shanghai", datetime(2026, 11, 22, 1, 0, tzinfo=UTC))
    assert not opened(hours, "Asia/Shanghai", datetime(2026, 11, 22, 15, 0, tzinfo=UTC))


def test_about_nine_of_ten_are_satisfied_and_low_ratings_became_tasks(
    loaded: psycopg.Connection[Any],
) -> None:
    good = "SELECT avg((score >= 4)::int)::float FROM ratings WHERE score IS NOT NULL"
    assert 0.84 < _one(loaded, good) < 0.96
    assert 0.3 < _one(loaded, "SELECT avg((score IS NOT NULL)::int)::float FROM ratings") < 0.46
    assert _one(loaded, "SELECT count(*) FROM tasks WHERE state = 'open'") >= 6
    late = "SELECT count(*) FROM tasks WHERE state = 'open' AND due_at < %s"
    row = loaded.execute(late, (NOW,)).fetchone()
    assert row is not None
    assert row[0] >= 1


def test_the_knowledge_base_is_written_and_asked(loaded: psycopg.Connection[Any]) -> None:
    live = "SELECT count(*) FROM articles WHERE live_number IS NOT NULL"
    assert _one(loaded, live) >= 50
    worded = (
        "SELECT min(n) FROM (SELECT count(w.id) AS n FROM articles a"
        " LEFT JOIN article_wordings w ON w.article_id = a.id GROUP BY a.id) AS counted"
    )
    assert _one(loaded, worded) >= 3
    deep = "SELECT count(*) FROM article_categories WHERE parent_id IS NOT NULL"
    assert _one(loaded, deep) >= 8
    states = "SELECT array_agg(DISTINCT state ORDER BY state) FROM article_versions"
    assert _one(loaded, states) == ["in_review", "published", "superseded", "trial"]
    found = "SELECT array_agg(DISTINCT title) FROM articles WHERE tokens && '{开壶}'"
    assert _one(loaded, found) == ["新紫砂壶怎么开壶"]
    assert _one(loaded, "SELECT count(*) FROM knowledge_searches WHERE found = 0") > 20


def test_procedures_are_at_work_some_of_them_late(loaded: psycopg.Connection[Any]) -> None:
    assert _one(loaded, "SELECT count(*) FROM procedures WHERE published >= 1") == len(READY)
    states = dict(loaded.execute("SELECT state, count(*) FROM cases GROUP BY state").fetchall())
    assert min(states["running"], states["ended"]) >= 10
    lost = """
        SELECT count(*) FROM cases c WHERE (c.state = 'running') <> EXISTS (
            SELECT FROM case_steps s WHERE s.case_id = c.id AND s.state = 'open')
    """
    assert _one(loaded, lost) == 0
    moment = NOW.isoformat()
    late = f"SELECT count(*) FROM case_steps WHERE state = 'open' AND due_at < '{moment}'"
    assert _one(loaded, late) >= 2
    ahead = f"SELECT count(*) FROM case_steps WHERE opened_at > '{moment}'"
    assert _one(loaded, ahead) == 0


def test_complaint_tickets_are_complaints_of_all_levels_and_stages(
    loaded: psycopg.Connection[Any],
) -> None:
    alone = (
        "SELECT count(*) FROM tickets t JOIN ticket_types k ON k.id = t.type_id"
        " WHERE k.code = 'complaint' AND NOT EXISTS"
        " (SELECT FROM complaints c WHERE c.ticket_id = t.id)"
    )
    assert _one(loaded, alone) == 0
    assert _one(loaded, "SELECT count(DISTINCT level) FROM complaints") == 4
    assert _one(loaded, "SELECT count(*) FROM complaints") >= 20
    assert _one(loaded, "SELECT count(DISTINCT state) FROM complaint_offers") >= 3
    assert _one(loaded, "SELECT count(*) FROM complaints WHERE problem_id IS NOT NULL") > 1
    assert _one(loaded, "SELECT count(*) FROM complaint_follow_ups WHERE score IS NOT NULL") > 1
    # What was chosen is paid or to be paid, what was not is not.
    wrong = (
        "SELECT count(*) FROM complaint_options o JOIN complaint_offers f ON f.id = o.offer_id"
        " JOIN payouts p ON p.id = o.payout_id WHERE f.state = 'chosen'"
        " AND (o.place = f.chosen_place) <> (p.state IN ('due', 'arrived'))"
    )
    assert _one(loaded, wrong) == 0
