"""Time figures, computed by hand beside the definitions of docs/guide/metrics.md."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from tests.servers.shop import Shop
from zhiyin.modules.conversations.figures import Figures, Moment, What, figures_of
from zhiyin.modules.conversations.queries.times import COLUMNS

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]


def _at(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


def _told(*moments: tuple[float, Any], until: float) -> Figures:
    return figures_of([Moment(_at(at), what) for at, what in moments], _at(until))


def test_a_plain_conversation() -> None:
    """Asked at 0, taken at 20, answered at 50; asked at 110, again at 120, answered at 200."""
    told = _told(
        (0, "customer"), (20, "assigned"), (50, "staff"), (55, "staff"),
        (110, "customer"), (120, "customer"), (200, "staff"), (260, "closed"), until=260,
    )  # fmt: skip
    assert (told.until_assigned, told.first_answer) == (20, 50)
    # The second wait is from the customer's first unanswered word: 110, not 120.
    assert told.waits == [50, 90]
    assert (told.mean_wait, told.longest_wait) == (70, 90)
    assert (told.ours, told.customers) == (140, 60 + 60)
    assert told.unanswered == 0


def test_a_bot_ends_nobodys_waiting_for_a_person() -> None:
    """The bot answers after 2 s, twice; a person after 100 s: that is the human first answer."""
    told = _told((0, "customer"), (2, "bot"), (30, "customer"), (31, "bot"), (100, "staff"),
                 until=150)  # fmt: skip
    assert told.first_bot_answer == 2
    assert (told.first_answer, told.waits) == (100, [100])
    assert (told.ours, told.customers) == (100, 50)


def test_transfers_are_counted_and_stop_no_wait() -> None:
    """Asked at 0, transferred at 40, returned at 70, given out at 90, answered at 130."""
    told = _told((0, "customer"), (10, "assigned"), (40, "transferred"), (70, "returned"),
                 (90, "assigned"), (130, "staff"), until=130)  # fmt: skip
    assert (told.transfers, told.returns) == (1, 1)
    assert (told.until_assigned, told.first_answer, told.ours) == (10, 130, 130)


def test_nobody_answered() -> None:
    told = _told((0, "customer"), (600, "closed"), until=600)
    assert (told.first_answer, told.waits, told.unanswered) == (None, [], 1)
    assert (told.ours, told.mean_wait) == (600, None)


def test_between_close_and_reopening_nobody_waits() -> None:
    """Answered at 10, closed at 60; an hour later asked again, answered 30 s after that."""
    told = _told((0, "customer"), (10, "staff"), (60, "closed"), (3660, "reopened"),
                 (3660, "customer"), (3690, "staff"), (3700, "closed"), until=3700)  # fmt: skip
    assert told.waits == [10, 30]
    assert (told.ours, told.customers, told.reopened) == (40, 50 + 10, 1)
    assert told.first_answer == 10


def test_what_is_still_open_is_counted_until_now() -> None:
    told = _told((0, "customer"), (10, "staff"), (20, "customer"), until=80)
    assert (told.waits, told.unanswered, told.ours, told.customers) == ([10], 1, 70, 10)


@given(st.lists(st.tuples(st.integers(0, 5000), st.sampled_from(get_args(What))), max_size=30))
def test_time_is_ours_or_the_customers_but_never_both(moments: list[tuple[int, Any]]) -> None:
    ordered = sorted(moments, key=lambda one: one[0])
    told = _told(*ordered, until=6000)
    assert told.ours + told.customers <= 6000
    assert sum(told.waits) <= told.ours
    assert all(wait >= 0 for wait in told.waits)


def test_every_column_is_defined_in_the_guide() -> None:
    guide = (ROOT / "docs" / "guide" / "metrics.md").read_text(encoding="utf-8")
    defined = set(re.findall(r"`([a-z_]+)`", guide))
    kinds = ("acknowledge", "first_answer", "full_answer", "follow_up")
    plain = {re.sub(rf"^({'|'.join(kinds)})_(goal_s|due_at|met_at|result)$", r"\2", one)
             for one in COLUMNS}  # fmt: skip
    assert plain <= defined


# Asked at nine, taken after 40 s (promised in 30), answered after 50 (promised in 180), open since.
HAND_MADE = {
    "until_assigned_s": "40.0",
    "first_answer_s": "50.0",
    "answers": "1",
    "mean_wait_s": "50.0",
    "our_time_s": "50.0",
    "acknowledge_goal_s": "30",
    "acknowledge_due_at": _at(30).isoformat(),
    "acknowledge_met_at": _at(40).isoformat(),
    "acknowledge_result": "broken",
    "first_answer_goal_s": "180",
    "first_answer_due_at": _at(180).isoformat(),
    "first_answer_met_at": _at(50).isoformat(),
    "first_answer_result": "kept",
    "full_answer_goal_s": "600",
    "full_answer_due_at": _at(600).isoformat(),
    "full_answer_met_at": "",
    "full_answer_result": "ended",
    "follow_up_result": "",
}


def _at_hand_made_moments(shop: Shop, conversation: str) -> None:
    """Moves what happened to where it can be reckoned by hand."""
    for what, seconds in (("sender_kind = 'customer'", 0), ("kind = 'event'", 40),
                          ("sender_kind = 'staff' AND kind = 'text'", 50)):  # fmt: skip
        moved = f"UPDATE messages SET at = %s WHERE conversation_id = %s AND {what} RETURNING 1"
        assert shop.run(moved, _at(seconds), conversation)
    for kind, due, met, broken, ended in (
        ("acknowledge", 30, 40, 30, 40), ("first_answer", 180, 50, None, 50),
        ("full_answer", 600, None, None, 60),
    ):  # fmt: skip
        moments = [at if at is None else _at(at) for at in (0, due, due, met, broken, ended)]
        assert shop.run(
            "UPDATE clocks SET started_at = %s, due_at = %s, warns_at = %s, met_at = %s,"
            " breached_at = %s, ended_at = %s, paused_since = NULL"
            " WHERE ref_id = %s AND kind = %s RETURNING 1",
            *moments, conversation, kind,
        )  # fmt: skip


async def test_the_export_has_one_row_a_conversation(shop: Shop) -> None:
    async with shop.visitor(shop.session()["token"]) as visitor:
        first = (await visitor.post("在吗"))["message"]["conversation_id"]
    async with shop.visitor(shop.session()["token"]) as visitor:
        await visitor.post("你好")
    shop.online("agent_senior")
    held = "SELECT assignee_id IS NOT NULL FROM conversations WHERE id = %s"
    await shop.until(held, first)
    async with shop.staff("agent_senior") as agent:
        await agent.post("在的", conversation_id=first)
    _at_hand_made_moments(shop, first)
    span = {"from": "2020-01-01T00:00:00Z", "to": "2100-01-01T00:00:00Z"}
    with shop.client("owner") as owner:
        answer = owner.get("/api/conversation-times", params=span)
        answer.raise_for_status()
        rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
        assert len(rows) == 2
        assert rows[0].items() >= HAND_MADE.items()
        assert rows[1].items() >= {"unanswered": "1", "first_answer_result": "open"}.items()
        empty = {"from": "2020-01-01T00:00:00Z", "to": "2020-02-01T00:00:00Z"}
        told = owner.get("/api/conversation-times", params=empty).text
        assert len(told.splitlines()) == 1
    with shop.client() as nobody:
        assert nobody.get("/api/conversation-times", params=span).status_code == 401
