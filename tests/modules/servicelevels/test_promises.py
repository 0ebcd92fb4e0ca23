"""Promises through the running product: kept, broken, paused, and what a breach does."""

import asyncio
import time
from typing import Any

import pytest

from tests.servers.patience import PATIENCE
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish

POLICIES = "/api/service-levels/policies"
OPEN = "SELECT count(*) FROM clocks WHERE ref_id = %s AND ended_at IS NULL AND kind = %s"


@pytest.fixture
def working(processes: Processes, database_url: str) -> Shop:
    """A shop with a worker."""
    shop = furnish(processes.start("web"), database_url)
    processes.start("worker")
    deadline = time.monotonic() + PATIENCE
    # The worker is up once its readers have taken their places.
    joined = "SELECT count(*) FROM event_readers WHERE name = 'conversations.clock_turns'"
    while not shop.run(joined)[0][0] and time.monotonic() < deadline:
        time.sleep(0.1)
    return shop


async def _talk(shop: Shop, text: str) -> tuple[str, str]:
    """A new conversation with its clocks wound; its id and the visitor's token."""
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        posted = await visitor.post(text)
    conversation = posted["message"]["conversation_id"]
    await shop.until("SELECT clocks <> '[]' FROM conversations WHERE id = %s", conversation)
    return conversation, token


def _promise(shop: Shop, *goals: dict[str, Any], **policy: Any) -> dict[str, Any]:
    with shop.client("owner") as owner:
        body = {"name": "rule", "goals": list(goals), "business_hours": False, **policy}
        made = owner.post(POLICIES, json=body)
        made.raise_for_status()
    # Other processes look at their copy for two seconds.
    time.sleep(2.1)
    policy_made: dict[str, Any] = made.json()
    return policy_made


def _clock(shop: Shop, conversation: str) -> dict[str, Any] | None:
    with shop.client("owner") as owner:
        told = owner.get(f"/api/conversations/{conversation}").json()["conversation"]
    clock: dict[str, Any] | None = told["clock"]
    return clock


async def test_a_conversation_carries_the_promise_that_presses_most(working: Shop) -> None:
    """Acknowledge, then the first answer, then the full one, which rests while we wait."""
    shop = working
    conversation, token = await _talk(shop, "你好")
    clock = _clock(shop, conversation)
    assert clock is not None
    assert (clock["kind"], clock["state"]) == ("acknowledge", "running")
    shop.online("agent_senior")
    await shop.until(
        "SELECT assignee_id IS NOT NULL FROM conversations WHERE id = %s", conversation
    )
    assert (_clock(shop, conversation) or {})["kind"] == "first_answer"
    async with shop.staff("agent_senior") as agent:
        await agent.post("您好，我看一下", conversation_id=conversation)
        # At once, before any reader has come to it.
        told = _clock(shop, conversation)
        assert told is not None
        assert (told["kind"], told["state"]) == ("full_answer", "paused")
        await shop.until("SELECT count(*) = 1 FROM clocks WHERE ref_id = %s AND kind = "
                     "'full_answer' AND paused_since IS NOT NULL", conversation)  # fmt: skip
        async with shop.visitor(token) as visitor:
            await visitor.post("好的谢谢")
        awake = _clock(shop, conversation)
        assert awake is not None
        assert (awake["kind"], awake["state"]) == ("full_answer", "running")
        await shop.until("SELECT paused_since IS NULL AND paused_seconds > 0 FROM clocks WHERE "
                     "ref_id = %s AND kind = 'full_answer'", conversation)  # fmt: skip
    # The answer counts from when it was given, not from when it was read.
    exact = shop.run(
        "SELECT k.met_at = c.first_response_at FROM clocks k JOIN conversations c ON c.id ="
        " k.ref_id WHERE c.id = %s AND k.kind = 'first_answer'", conversation,
    )  # fmt: skip
    assert exact == [(True,)]
    with shop.client("agent_senior") as client:
        client.post(f"/api/conversations/{conversation}/close", json={}).raise_for_status()
    await shop.until("SELECT count(*) = 0 FROM clocks WHERE ref_id = %s AND ended_at IS NULL",
                 conversation)  # fmt: skip
    assert _clock(shop, conversation) is None


async def test_a_broken_promise_is_told_and_moves_its_work_ahead(working: Shop) -> None:
    shop = working
    await _talk(shop, "先来的")
    _promise(
        shop,
        {"kind": "first_answer", "seconds": 6},
        on_breach=["notify", "raise_priority"],
    )
    conversation, _ = await _talk(shop, "后来的")
    await shop.until("SELECT count(*) = 1 FROM clocks WHERE ref_id = %s AND breached_at = due_at",
                 conversation)  # fmt: skip
    await shop.until("SELECT priority = 1 FROM conversations WHERE id = %s", conversation)
    first = shop.run(
        "SELECT object_id::text FROM work_items WHERE state = 'queued' ORDER BY rank_at LIMIT 1"
    )
    assert first == [(conversation,)]
    lines = shop.run(
        "SELECT event -> 'values' ->> 'clock' FROM messages WHERE conversation_id = %s"
        " AND event ->> 'code' = 'overdue'", conversation,
    )  # fmt: skip
    assert lines == [("first_answer",)]
    kinds = shop.run("SELECT kind FROM events WHERE kind LIKE 'servicelevels.%%' ORDER BY id")
    assert kinds == [("servicelevels.ClockWarned",), ("servicelevels.ClockBreached",)]


async def test_a_breach_gives_the_conversation_to_somebody_who_has_time(working: Shop) -> None:
    shop = working
    _promise(shop, {"kind": "first_answer", "seconds": 4}, on_breach=["reassign"])
    shop.online("agent_senior")
    conversation, _ = await _talk(shop, "有人吗")
    holder = "SELECT assignee_id = %s FROM conversations WHERE id = %s"
    await shop.until(holder, shop.ids["agent_senior"], conversation)
    shop.online("agent_junior")
    await shop.until(holder, shop.ids["agent_junior"], conversation)
    # The promise was made to the customer: a new agent does not begin it anew.
    assert shop.run("SELECT count(*) FROM clocks WHERE ref_id = %s", conversation) == [(1,)]


async def test_who_holds_it_is_warned_once_before_a_promise_is_broken(working: Shop) -> None:
    shop = working
    _promise(shop, {"kind": "first_answer", "seconds": 6})
    shop.online("agent_senior")
    conversation, _ = await _talk(shop, "在吗")
    told = (
        "SELECT s.name, n.severity, n.values ->> 'ref' FROM notices n JOIN staff s"
        " ON s.id = n.staff_id WHERE n.kind = 'conversations.warned' AND n.about_id = %s"
    )
    await shop.until(f"SELECT count(*) = 1 FROM ({told}) AS t", conversation)
    await shop.until("SELECT breached_at IS NOT NULL FROM clocks WHERE ref_id = %s", conversation)
    with shop.client("owner") as owner:
        found = owner.get(f"/api/conversations/{conversation}").json()["conversation"]
    assert shop.run(told, conversation) == [("agent_senior", "warning", found["ref"])]


async def test_an_answer_in_time_is_in_time_when_nobody_has_read_it_yet(working: Shop) -> None:
    """The reader stands still; the deadline comes; the row itself says that we answered."""
    shop = working
    _promise(shop, {"kind": "first_answer", "seconds": 600})
    shop.online("agent_senior")
    conversation, _ = await _talk(shop, "在吗")
    shop.run("DELETE FROM event_readers WHERE name = 'conversations.clock_turns'")
    shop.run(
        "INSERT INTO event_readers (name, xid, event_id) VALUES ('conversations.clock_turns',"
        " 9000000000000, 0)"
    )
    async with shop.staff("agent_senior") as agent:
        await agent.post("在的", conversation_id=conversation)
    shop.run("UPDATE clocks SET due_at = now() WHERE ref_id = %s", conversation)
    shop.run("UPDATE timers SET due_at = now() WHERE ref_id = %s", conversation)
    await shop.until("SELECT ended_at IS NOT NULL FROM clocks WHERE ref_id = %s", conversation)
    told = shop.run(
        "SELECT met_at IS NOT NULL, breached_at IS NULL FROM clocks WHERE ref_id = %s",
        conversation,
    )
    assert told == [(True, True)]


async def test_a_changed_policy_holds_for_what_begins_later(working: Shop) -> None:
    shop = working
    made = _promise(shop, {"kind": "first_answer", "seconds": 100})
    before, _ = await _talk(shop, "一")
    with shop.client("owner") as owner:
        body = {k: v for k, v in made.items() if k not in ("id", "version")}
        body["goals"] = [{"kind": "first_answer", "seconds": 200}]
        owner.put(f"{POLICIES}/{made['id']}", json=body).raise_for_status()
    await asyncio.sleep(2.1)
    after, _ = await _talk(shop, "二")
    seconds = "SELECT seconds FROM clocks WHERE ref_id = %s"
    assert (shop.run(seconds, before), shop.run(seconds, after)) == ([(100,)], [(200,)])
    with shop.client("owner") as owner:
        owner.delete(f"{POLICIES}/{made['id']}").raise_for_status()
    assert shop.run(seconds, before) == [(100,)]
    done = "SELECT verb FROM audit WHERE verb LIKE 'service%%' ORDER BY id"
    verbs = [row[0] for row in shop.run(done)]
    assert verbs == [f"servicelevels.{verb}_policy" for verb in ("make", "edit", "delete")]


async def test_who_would_rather_be_called_is_promised_that_instead(shop: Shop) -> None:
    conversation, token = await _talk(shop, "回电吧")
    with shop.visiting(token) as visitor:
        visitor.post("/api/visitor/contact", json={"phone": "13800001234"}).raise_for_status()
        visitor.put("/api/visitor/wants", json={"wants": "callback"}).raise_for_status()
    await shop.until(OPEN.replace("count(*)", "count(*) = 1"), conversation, "follow_up")
    assert shop.run(OPEN, conversation, "first_answer") == [(0,)]


def test_policies_are_tried_in_their_order(shop: Shop) -> None:
    with shop.client("owner") as owner:
        goals = [{"kind": "first_answer", "seconds": 60}]
        vip = owner.post(POLICIES, json={
            "name": "VIP", "goals": goals, "conditions": [{"field": "level", "any_of": ["VIP"]}],
        }).json()  # fmt: skip
        other = owner.post(POLICIES, json={"name": "其他", "goals": goals, "position": 1}).json()

        def chosen(**facts: Any) -> str | None:
            answer = owner.post("/api/service-levels/trial", json=facts)
            answer.raise_for_status()
            found: str | None = answer.json()["policy_id"]
            return found

        assert (chosen(level="VIP"), chosen()) == (vip["id"], other["id"])
        order = {"ids": [other["id"], vip["id"]]}
        owner.put(f"{POLICIES}/order", json=order).raise_for_status()
        assert chosen(level="VIP") == other["id"]
        told = owner.get(POLICIES).json()
        assert [one["name"] for one in told["items"]] == ["其他", "VIP"]
        assert told["default"]["goals"][0]["kind"] == "acknowledge"


def test_a_day_of_our_own_is_set_once_and_moves_deadlines(shop: Shop) -> None:
    with shop.client("owner") as owner:
        body = {"day": "2026-12-31", "name": "年会", "periods": []}
        made = owner.post("/api/calendar/days", json=body)
        made.raise_for_status()
        assert owner.post("/api/calendar/days", json=body).status_code == 409
        year = owner.get("/api/calendar", params={"year": 2026}).json()
        assert [day["name"] for day in year["own"]] == ["年会"]
        assert {"day": "2026-10-10", "kind": "makeup", "name": "national_day"} in year["public"]
        changed = {**body, "periods": [["10:00", "12:00"]]}
        path = f"/api/calendar/days/{made.json()['id']}"
        owner.put(path, json=changed, headers={"If-Match": "1"}).raise_for_status()
        assert owner.put(path, json=body, headers={"If-Match": "1"}).status_code == 409
        owner.delete(path).raise_for_status()
        assert owner.get("/api/calendar", params={"year": 2026}).json()["own"] == []
