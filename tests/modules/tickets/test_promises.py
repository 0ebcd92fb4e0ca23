"""What is promised about tickets: kept, rested, warned of, broken, and what that does."""

from typing import Any

import pytest

from tests.modules.tickets.cases import listed, make, patch, post, read, type_id
from tests.servers.patience import until
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish

POLICIES = "/api/service-levels/policies"


@pytest.fixture
def house(processes: Processes, database_url: str) -> Shop:
    """A shop whose worker is the test's to start, so that it finds what was set."""
    return furnish(processes.start("web"), database_url)


def promise(shop: Shop, *goals: dict[str, Any], **policy: Any) -> None:
    body = {"name": "工单", "about": "ticket", "goals": list(goals), "business_hours": False}
    with shop.client("owner") as owner:
        owner.post(POLICIES, json={**body, **policy}).raise_for_status()


def clocks(shop: Shop, ticket: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    """Kind: whether it is met, over, resting."""
    rows = shop.run(
        "SELECT kind, met_at IS NOT NULL, ended_at IS NOT NULL, paused_since IS NOT NULL"
        " FROM clocks WHERE ref_kind = 'ticket' AND ref_id = %s ORDER BY ended_at NULLS LAST",
        ticket["id"],
    )
    return {kind: tuple(rest) for kind, *rest in rows}


OPEN, KEPT, RESTING, OVER = (
    (False, False, False),
    (True, True, False),
    (False, False, True),
    (False, True, False),
)
BOTH = ({"kind": "first_response", "seconds": 3600}, {"kind": "resolution", "seconds": 7200})


def test_what_nobody_set_promises_that_somebody_begins(house: Shop) -> None:
    ticket = make(house)
    until(lambda: clocks(house, ticket) == {"first_response": OPEN})
    until(lambda: (read(house, ticket)["promise"] or {}).get("kind") == "first_response")
    # Sorting is no answer, and what a policy for conversations says holds for them alone.
    patch(house, ticket, owner_id=house.ids["manager"], urgency=3).raise_for_status()
    post(house, ticket, "comments", text="我先联系仓库").raise_for_status()
    until(lambda: clocks(house, ticket) == {"first_response": KEPT})
    until(lambda: read(house, ticket)["promise"] is None)
    exact = house.run(
        "SELECT k.met_at = c.at FROM clocks k JOIN ticket_comments c ON c.ticket_id = k.ref_id"
    )
    assert exact == [(True,)]


def test_a_policy_by_type_and_priority_rests_while_something_is_waited_for(house: Shop) -> None:
    complaint = type_id(house, "complaint")
    conditions = [
        {"field": "type", "any_of": [complaint]},
        {"field": "priority", "any_of": ["4", "5"]},
    ]
    promise(house, *BOTH, conditions=conditions)
    usual = make(house, kind="complaint", urgency=1, importance=1)
    ticket = make(house, kind="complaint", urgency=3, importance=3)
    until(lambda: clocks(house, ticket) == {"first_response": OPEN, "resolution": OPEN})
    until(lambda: clocks(house, usual) == {"first_response": OPEN})
    patch(house, ticket, status="proposed").raise_for_status()
    until(lambda: clocks(house, ticket) == {"first_response": KEPT, "resolution": RESTING})
    until(lambda: (read(house, ticket)["promise"] or {}).get("state") == "paused")
    patch(house, ticket, status="new").raise_for_status()
    until(lambda: clocks(house, ticket)["resolution"] == OPEN)
    post(house, ticket, "end", result="已赔付").raise_for_status()
    until(lambda: clocks(house, ticket)["resolution"] == KEPT)
    # Taken back, the same time runs on; opened again later, another one begins.
    post(house, ticket, "take-back").raise_for_status()
    rows = "SELECT count(*), count(DISTINCT started_at) FROM clocks WHERE kind = 'resolution'"
    until(lambda: house.run(rows)[0][0] == 2)
    spent = house.run(
        "SELECT max(started_at) - min(started_at) = make_interval(secs => max(paused_seconds))"
        " FROM clocks WHERE kind = 'resolution'"
    )
    assert spent == [(True,)]


def test_lists_are_narrowed_and_sorted_by_the_next_promise(house: Shop) -> None:
    promise(house, {"kind": "first_response", "seconds": 9 * 86400}, conditions=[
        {"field": "priority", "any_of": ["1"]}
    ])  # fmt: skip
    late, week = make(house), make(house, urgency=1, importance=1)
    ended, soon = make(house), make(house)
    for one in (late, week, ended, soon):
        until(lambda one=one: read(house, one)["promise"])  # type: ignore[misc]
    post(house, ended, "end", result="好").raise_for_status()
    moved = "UPDATE tickets SET promise_due_at = now() + make_interval(hours => %s) WHERE id = %s"
    house.run(moved, -1, late["id"])
    house.run(moved, 5, soon["id"])
    assert listed(house, promise="overdue") == [late["id"]]
    assert set(listed(house, promise="today")) == {late["id"], soon["id"]}
    live = {"state": ["open", "waiting"]}
    order = listed(house, sort="promise", limit=2, **live)
    assert order == [late["id"], soon["id"]]
    assert listed(house, sort="promise", **live) == [*order, week["id"]]


def test_a_close_promise_warns_and_a_broken_one_climbs(house: Shop, processes: Processes) -> None:
    goal = {"kind": "resolution", "seconds": 4}
    promise(house, goal, warn_at=50, on_breach=["notify", "supervisor", "raise_priority"])
    house.run("UPDATE teams SET coordinator_id = %s", house.ids["supervisor"])
    processes.start("worker")
    ticket = make(house, owner_id=house.ids["agent_junior"])
    rested = make(house)
    patch(house, rested, status="waiting_customer").raise_for_status()
    told = "SELECT kind, staff_id::text FROM notices WHERE kind LIKE 'tickets.promise%%'"
    wanted = {
        ("tickets.promise_close", house.ids["agent_junior"]),
        ("tickets.promise_broken", house.ids["agent_junior"]),
        ("tickets.promise_called", house.ids["supervisor"]),
    }
    until(lambda: set(house.run(told)) == wanted)
    until(lambda: read(house, ticket)["urgency"] == 3)
    with house.client("manager") as client:
        steps = client.get(f"/api/tickets/{ticket['id']}/history").json()["items"]
    assert steps[0]["verb"] == "raise"
    assert steps[0]["parts"] == [{"part": "urgency", "before": 2, "after": 3}]
    assert clocks(house, rested) == {"resolution": RESTING}
    assert read(house, rested)["urgency"] == 2


def test_what_went_into_another_ticket_is_promised_no_more(house: Shop) -> None:
    into, away = make(house), make(house)
    for one in (into, away):
        until(lambda one=one: clocks(house, one) == {"first_response": OPEN})  # type: ignore[misc]
    post(house, into, "merge", from_id=away["id"]).raise_for_status()
    until(lambda: clocks(house, away) == {"first_response": OVER})
    post(house, away, "part").raise_for_status()
    until(lambda: clocks(house, away) == {"first_response": OPEN})
    assert clocks(house, into) == {"first_response": OPEN}


def test_a_policy_names_only_what_its_kind_of_object_knows(house: Shop) -> None:
    good = {"name": "规则", "about": "ticket", "goals": [BOTH[0]]}
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"about": "parcel"}, "about"),
        ({"goals": [{"kind": "acknowledge", "seconds": 30}]}, "goals"),
        ({"conditions": [{"field": "channel", "any_of": ["x"]}]}, "conditions"),
        ({"on_breach": ["reassign"]}, "on_breach"),
        ({"about": "conversation"}, "goals"),
    ]
    with house.client("owner") as owner:
        for part, named in wrong:
            answer = owner.post(POLICIES, json={**good, **part})
            assert answer.status_code == 422, answer.text
            assert set(answer.json()["error"]["fields"]) == {named}
        assert owner.post(POLICIES, json=good).status_code == 201
        told = owner.get(POLICIES).json()
        facts = {"about": "ticket", "priority": 5}
        tried = owner.post("/api/service-levels/trial", json=facts).json()
    others = {one["about"]: one for one in told["others"]}
    assert [one["kind"] for one in others["ticket"]["times"]] == ["first_response", "resolution"]
    types = next(one for one in others["ticket"]["facts"] if one["field"] == "type")
    assert type_id(house) in {one["value"] for one in types["choices"]}
    assert [goal["kind"] for goal in tried["goals"]] == ["first_response"]
