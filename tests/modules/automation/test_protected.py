"""No rule runs away, none acts twice, and one action that fails keeps no other from its turn."""

from collections.abc import Callable

import pytest

from tests.modules.automation.rules_made import (
    action,
    asks,
    ended,
    make_rule,
    runs,
    settled,
    wait_for_reader,
)
from tests.modules.tickets.cases import make, patch, read
from tests.servers.patience import until
from tests.servers.processes import Processes
from tests.servers.settings import put_settings
from tests.servers.shop import Shop, furnish


@pytest.fixture
def shop(processes: Processes, database_url: str) -> Shop:
    """A shop; its workers are the test's to start, so that they find what was set."""
    return furnish(processes.start("web"), database_url)


@pytest.fixture
def workers(processes: Processes) -> Callable[[], None]:
    """Starts two of them."""

    def start() -> None:
        processes.start("worker")
        processes.start("worker")

    return start


@pytest.mark.whole
def test_with_two_workers_each_event_is_answered_once(
    shop: Shop, workers: Callable[[], None]
) -> None:
    tags = ["甲", "乙", "丙"]
    rules = [make_rule(shop, tag, actions=[action("tickets.comment", text=tag)]) for tag in tags]
    workers()
    wait_for_reader(shop)
    tickets = [make(shop, "manager", title=f"第 {number} 张") for number in range(8)]

    for rule in rules:
        assert {one["about_id"] for one in ended(shop, rule, 8)} == {one["id"] for one in tickets}
    settled(shop)

    assert all(len(runs(shop, rule)) == 8 for rule in rules)
    for ticket in tickets:
        with shop.client("manager") as client:
            comments = client.get(f"/api/tickets/{ticket['id']}/comments").json()
        assert sorted(one["text"].splitlines()[1] for one in comments) == sorted(tags)


def test_rules_that_call_each_other_stop(shop: Shop, workers: Callable[[], None]) -> None:
    """One takes away what the other puts there, and both hear of changes."""
    on, off = (
        make_rule(
            shop,
            verb,
            happening="tickets.changed",
            groups=[asks("tags", "来回", op=op)],
            actions=[action(f"tickets.{verb}", tags="来回")],
        )
        for verb, op in (("add_tags", "none"), ("remove_tags", "any"))
    )
    workers()
    wait_for_reader(shop)
    ticket = make(shop, "manager")
    patch(shop, ticket, "manager", urgency=3)

    ended(shop, off)
    settled(shop)

    [first], [second] = runs(shop, on), runs(shop, off)
    assert second["chain"] == [first["name"]]
    assert read(shop, ticket)["tags"] == []


@pytest.mark.acts("automation.most_on_object")
def test_a_rule_that_runs_too_often_on_one_ticket_is_paused_and_told_of(
    shop: Shop, workers: Callable[[], None]
) -> None:
    put_settings(shop, {"automation.most_on_object": 3})
    rule = make_rule(
        shop,
        "吵闹",
        happening="tickets.changed",
        actions=[action("tickets.comment", text="又变了")],
    )
    workers()
    wait_for_reader(shop)
    ticket = make(shop, "manager")
    for turn in range(8):
        patch(shop, ticket, "manager", title=f"第 {turn} 次")

    until(lambda: seen(shop, rule)["paused_at"])
    settled(shop)

    assert seen(shop, rule)["paused_reason"] == "per_object"
    assert len(runs(shop, rule)) == 3
    for role in ("manager", "supervisor"):
        with shop.client(role) as client:
            titles = [one["title"] for one in client.get("/api/notices").json()["items"]]
        assert any("吵闹" in str(title) for title in titles)
    with shop.client("manager") as client:
        path = f"/api/automation/rules/{rule['id']}/switch"
        assert client.put(path, json={"on": True}).json()["paused_at"] is None


@pytest.mark.acts("automation.most_in_total")
def test_a_rule_that_runs_too_often_in_all_is_paused(
    shop: Shop, workers: Callable[[], None]
) -> None:
    put_settings(shop, {"automation.most_in_total": 2})
    rule = make_rule(shop)
    workers()
    wait_for_reader(shop)
    for _ in range(4):
        make(shop, "manager")

    until(lambda: seen(shop, rule)["paused_at"])

    assert seen(shop, rule)["paused_reason"] == "in_total"
    assert len(runs(shop, rule)) == 2


def test_an_action_that_fails_shows_why_and_the_next_is_done(
    shop: Shop, workers: Callable[[], None]
) -> None:
    senior = shop.ids["agent_senior"]
    rule = make_rule(
        shop,
        actions=[
            action("tickets.tell_customer", zh="您好"),
            action("tickets.assign", owner=senior),
        ],
    )
    workers()
    wait_for_reader(shop)
    ticket = make(shop, "manager")

    [run] = ended(shop, rule)

    assert run["state"] == "failed"
    assert [one["state"] for one in run["steps"]] == ["failed", "done"]
    assert "no customer" in run["steps"][0]["said"]
    assert read(shop, ticket)["owner_id"] == senior
    assert "no customer" in seen(shop, rule)["last_error"]


def test_what_was_switched_off_or_happened_before_is_not_answered(
    shop: Shop, workers: Callable[[], None]
) -> None:
    rule = make_rule(shop, on=False)
    other = make_rule(shop, "另一条", actions=[action("tickets.add_tags", tags="看过")])
    workers()
    wait_for_reader(shop)
    before = make(shop, "manager")
    ended(shop, other)
    with shop.client("manager") as client:
        client.put(f"/api/automation/rules/{rule['id']}/switch", json={"on": True})
    after = make(shop, "manager")

    [run] = ended(shop, rule)

    assert run["about_id"] == after["id"] != before["id"]


def seen(shop: Shop, rule: dict[str, str]) -> dict[str, str]:
    """The rule as managers see it."""
    with shop.client("manager") as client:
        found: dict[str, str] = client.get(f"/api/automation/rules/{rule['id']}").json()
    return found
