"""Priorities that move by rules: how far, by what, held by hand, told once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.modules.customers.people import talk
from tests.modules.tickets.cases import make, patch, post, read
from tests.servers.patience import until
from tests.servers.processes import Processes
from tests.servers.settings import put_settings
from tests.servers.shop import Shop, furnish
from zhiyin.entry.building import build_house
from zhiyin.kernel.environment import Environment
from zhiyin.modules.conversations.actions.feeling import Reading, note_feelings
from zhiyin.modules.conversations.moods import Felt
from zhiyin.modules.tickets.actions.pressing import press_all
from zhiyin.modules.tickets.pressing import Pressing, PressRules, raise_by
from zhiyin.modules.tickets.rules import priority_of

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
STEPS = st.integers(0, 4)
RULES = st.builds(
    PressRules, STEPS, STEPS, STEPS, st.frozensets(st.sampled_from(["VIP", "黑金"])), STEPS
)
MOMENTS = st.none() | st.datetimes(timezones=st.just(UTC))
FACTS = st.builds(
    Pressing, MOMENTS, st.none() | st.sampled_from(["VIP", "黑金", "普通"]), MOMENTS, MOMENTS
)


@given(RULES, FACTS)
def test_it_is_capped_and_says_by_what(rules: PressRules, facts: Pressing) -> None:
    raised = raise_by(rules, facts, NOW, held=False)
    assert 0 <= raised.steps <= rules.most
    assert raised.steps == min(rules.most, sum(one["steps"] for one in raised.causes))
    assert len({one["cause"] for one in raised.causes}) == len(raised.causes)
    assert raised == raise_by(rules, facts, NOW, held=False)


@given(RULES, FACTS, st.integers(1, 3), st.integers(1, 3))
def test_never_below_what_somebody_said_and_never_beyond_the_highest(
    rules: PressRules, facts: Pressing, urgency: int, importance: int
) -> None:
    steps = raise_by(rules, facts, NOW, held=False).steps
    assert urgency + importance - 1 <= priority_of(urgency, importance, steps) <= 5
    assert raise_by(rules, facts, NOW, held=True).steps == 0


@given(RULES, FACTS, st.sampled_from(["angry_since", "level", "long_at"]))
def test_more_that_presses_never_lowers(rules: PressRules, facts: Pressing, which: str) -> None:
    known = {"angry_since": None, "level": None, "long_at": None}
    held = {name: getattr(facts, name) for name in known}
    less = Pressing(**{**held, which: None}, waiting_since=facts.waiting_since)
    more = raise_by(rules, facts, NOW, held=False).steps
    assert raise_by(rules, less, NOW, held=False).steps <= more


@pytest.fixture
def shop(processes: Processes, database_url: str) -> Shop:
    """A shop whose opening hours never end, so that a day of waiting is a day."""
    shop = furnish(processes.start("web"), database_url)
    shop.run("UPDATE shops SET hours = NULL")
    shop.run("UPDATE teams SET hours = NULL")
    return shop


def causes(ticket: Any) -> list[str]:
    return [one["cause"] for one in ticket["raised_by"]]


def stands(shop: Shop, ticket: Any) -> tuple[int, int, list[str]]:
    found = read(shop, ticket)
    return found["priority"], found["raised"], causes(found)


async def run_pass(url: str, folder: Path) -> None:
    """What the worker does every few minutes."""
    house = build_house(Environment(data_dir=folder, database_url=url))
    await press_all(house.database)
    await house.database.close()


@pytest.mark.acts("tickets.raise_level", "tickets.raise_levels", "tickets.raise_most")
async def test_a_key_customers_ticket_is_raised_until_somebody_holds_it(
    shop: Shop, processes: Processes
) -> None:
    put_settings(
        shop,
        {
            "tickets.raise_level": 4,
            "tickets.raise_levels": {"zh-CN": "老友", "en": "old friend"},
            "tickets.raise_most": 2,
        },
    )
    processes.start("worker")
    who = await talk(shop, "裂了")
    shop.run("UPDATE customers SET level = '老友' WHERE id = %s", who["customer"])
    ticket = make(shop, "manager", customer_id=who["customer"], urgency=1, importance=2)
    usual = make(shop, "manager", urgency=1, importance=2)
    until(lambda: stands(shop, ticket) == (4, 2, ["level"]))
    assert stands(shop, usual) == (2, 0, [])
    version = read(shop, ticket)["version"]
    held = patch(shop, ticket, "manager", held=True)
    assert (held.json()["priority"], held.json()["raised"]) == (2, 0)
    post(shop, ticket, "comments", "manager", text="我来处理").raise_for_status()
    settled = "SELECT count(*) FROM event_todo"
    until(lambda: shop.run(settled) == [(0,)])
    assert stands(shop, ticket) == (2, 0, [])
    patch(shop, ticket, "manager", held=False).raise_for_status()
    until(lambda: stands(shop, ticket) == (4, 2, ["level"]))
    # Rules disturb nobody who edits: they count no version.
    assert read(shop, ticket)["version"] == version + 2
    with shop.client("manager") as client:
        steps = client.get(f"/api/tickets/{ticket['id']}/history").json()["items"]
    moved = [one for one in steps if one["verb"] == "press"]
    assert len(moved) == 2
    assert {part["part"]: part["after"] for part in moved[0]["parts"]} == {
        "priority": 4,
        "causes": ["level"],
    }


@pytest.mark.acts("tickets.raise_angry")
async def test_anger_in_a_linked_conversation_raises_and_falls_back(
    shop: Shop, processes: Processes, database_url: str, tmp_path: Path
) -> None:
    put_settings(shop, {"tickets.raise_angry": 2})
    processes.start("worker")
    who = await talk(shop, "在吗", "骗子", "谢谢")
    ticket = make(
        shop, "manager", urgency=1, importance=1, link={"conversation_id": who["conversation"]}
    )
    house = build_house(Environment(data_dir=tmp_path, database_url=database_url))
    chat = UUID(who["conversation"])
    async with house.database.writing() as session:
        await note_feelings(session, [Reading(chat, 2, Felt("angry", 0.99, -0.95))])
    until(lambda: stands(shop, ticket) == (3, 2, ["angry"]))
    assert read(shop, ticket)["raised_by"][0]["since"] is not None
    async with house.database.writing() as session:
        await note_feelings(session, [Reading(chat, 3, Felt("pleased", 0.99, 0.95))])
    until(lambda: stands(shop, ticket) == (1, 0, []))
    await house.database.close()


@pytest.mark.acts("tickets.raise_waiting", "tickets.raise_after")
async def test_waiting_raises_with_time_and_is_told_once(
    shop: Shop, database_url: str, tmp_path: Path
) -> None:
    put_settings(shop, {"tickets.raise_waiting": 2, "tickets.raise_after": 7200})
    old, fresh, rests = (make(shop, "manager", urgency=1, importance=1) for _ in range(3))
    shop.run("UPDATE tickets SET state = 'waiting' WHERE id = %s", rests["id"])
    ago = "UPDATE tickets SET changed_at = now() - interval '3 hours' WHERE id = ANY(%s::uuid[])"
    shop.run(ago, [old["id"], rests["id"]])
    await run_pass(database_url, tmp_path)
    assert stands(shop, old) == (3, 2, ["waiting"])
    assert stands(shop, fresh) == stands(shop, rests) == (1, 0, [])
    told = (
        "SELECT (SELECT count(*) FROM ticket_changes WHERE verb = 'press'), (SELECT count(*)"
        " FROM events WHERE payload ->> 'ticket_id' = %s AND payload -> 'parts' ? 'priority')"
    )
    assert shop.run(told, old["id"]) == [(1, 1)]
    # A second look, also after a restart, finds nothing to do.
    before = shop.run("SELECT xmin::text, changed_at FROM tickets WHERE id = %s", old["id"])
    await run_pass(database_url, tmp_path)
    assert shop.run("SELECT xmin::text, changed_at FROM tickets WHERE id = %s", old["id"]) == before
    assert shop.run(told, old["id"]) == [(1, 1)]
    # Whoever does something with it takes the wait away.
    post(shop, old, "comments", "manager", text="已联系").raise_for_status()
    await run_pass(database_url, tmp_path)
    assert stands(shop, old) == (1, 0, [])


async def test_a_customer_who_writes_waits_though_the_ticket_rests(
    shop: Shop, database_url: str, tmp_path: Path
) -> None:
    who = await talk(shop, "怎么样了")
    ticket = make(
        shop, "manager", urgency=1, importance=1, link={"conversation_id": who["conversation"]}
    )
    shop.run("UPDATE tickets SET state = 'waiting' WHERE id = %s", ticket["id"])
    shop.run(
        "UPDATE conversations SET waiting_since = now() - interval '30 hours' WHERE id = %s",
        who["conversation"],
    )
    await run_pass(database_url, tmp_path)
    found = read(shop, ticket)
    assert (found["priority"], causes(found)) == (2, ["waiting"])
    since = datetime.fromisoformat(found["raised_by"][0]["since"])
    assert abs(datetime.now(UTC) - timedelta(hours=30) - since) < timedelta(minutes=5)
