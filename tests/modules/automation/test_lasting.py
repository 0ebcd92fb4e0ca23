"""What has lasted long enough is acted on, and waits go on only while the conditions hold."""

import pytest

from tests.modules.automation.rules_made import (
    action,
    asks,
    ended,
    make_rule,
    runs,
    wait_for_reader,
)
from tests.modules.customers.people import follow, talk
from tests.modules.tickets.cases import make, patch, read
from tests.servers.patience import until
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish


@pytest.fixture
def shop(processes: Processes, database_url: str) -> Shop:
    """A shop whose worker is the test's to start."""
    return furnish(processes.start("web"), database_url)


def test_a_ticket_that_stands_too_long_is_acted_on_once(shop: Shop, processes: Processes) -> None:
    old, new = make(shop, "manager"), make(shop, "manager")
    moved = make(shop, "manager")
    for statement in (
        "UPDATE tickets SET made_at = now() - interval '3 hours' WHERE id <> %s",
        "UPDATE ticket_changes SET at = now() - interval '3 hours' WHERE ticket_id <> %s",
    ):
        shop.run(statement, new["id"])
    patch(shop, moved, "manager", status="in_progress")
    rule = make_rule(
        shop,
        standstill="tickets.in_status",
        lasting={"status": "new"},
        hours=2,
        actions=[action("tickets.add_tags", tags="停滞")],
    )
    processes.start("worker")

    [run] = ended(shop, rule)
    processes.start("worker")
    until(lambda: shop.run("SELECT count(*) FROM automation_runs WHERE state = 'done'")[0][0])

    assert run["about_id"] == old["id"]
    assert read(shop, old)["tags"] == ["停滞"]
    assert read(shop, new)["tags"] == read(shop, moved)["tags"] == []
    assert len(runs(shop, rule)) == 1


async def test_a_customer_who_stays_silent_is_told_and_the_chat_ends(
    shop: Shop, processes: Processes
) -> None:
    who = await talk(shop, "你好")
    shop.run(
        "UPDATE conversations SET state = 'waiting_customer', waiting_since = NULL,"
        " last_staff_at = now() - interval '80 hours' WHERE id = %s",
        who["conversation"],
    )
    rule = make_rule(
        shop,
        about="conversation",
        standstill="conversations.silent",
        hours=72,
        actions=[action("conversations.reply", zh="先结束了"), action("conversations.close")],
    )
    processes.start("worker")

    [run] = ended(shop, rule)

    assert [one["state"] for one in run["steps"]] == ["done", "done"]
    said = """
        SELECT event -> 'values' ->> 'text' FROM messages
        WHERE conversation_id = %s AND event ->> 'code' = 'notice'
    """
    assert shop.run(said, who["conversation"]) == [("先结束了",)]
    state = "SELECT state FROM conversations WHERE id = %s"
    assert shop.run(state, who["conversation"]) == [("closed",)]


def test_after_a_wait_it_goes_on_only_while_the_conditions_hold(
    shop: Shop, processes: Processes
) -> None:
    rule = make_rule(
        shop,
        groups=[asks("owner", op="empty")],
        actions=[
            action("tickets.add_tags", tags="等过"),
            action("automation.wait", hours=5),
            action("tickets.raise_priority"),
        ],
    )
    processes.start("worker")
    wait_for_reader(shop)
    left, taken = make(shop, "manager"), make(shop, "manager")
    until(lambda: [one for one in runs(shop, rule) if len(one["steps"]) == 2] and
          all(len(one["steps"]) == 2 for one in runs(shop, rule)) and
          len(runs(shop, rule)) == 2)  # fmt: skip
    assert all(one["next_at"] and one["state"] == "waiting" for one in runs(shop, rule))
    patch(shop, taken, "manager", owner_id=shop.ids["manager"])
    shop.run("UPDATE automation_runs SET next_at = now() WHERE state = 'waiting'")

    found = {one["about_id"]: one for one in ended(shop, rule, 2)}

    assert found[left["id"]]["state"] == "done"
    assert read(shop, left)["urgency"] == 3
    assert found[taken["id"]]["state"] == "stopped"
    assert read(shop, taken)["urgency"] == 2


async def test_each_message_is_looked_at_and_the_team_is_told(
    shop: Shop, processes: Processes
) -> None:
    rule = make_rule(
        shop,
        about="conversation",
        happening="conversations.posted",
        groups=[asks("words", "加急")],
        actions=[
            action("conversations.set_priority", priority="3"),
            action("conversations.add_tags", tags="急，急件"),
            action("conversations.supervisor"),
            action("automation.tell", to=f"staff:{shop.ids['quality']}", text="看一眼"),
        ],
    )
    processes.start("worker")
    who = await talk(shop, "加急！！", "在吗", "在不在")

    [run] = ended(shop, rule)

    assert [one["state"] for one in run["steps"]] == ["done"] * 4
    held = "SELECT priority, tags FROM conversations WHERE id = %s"
    assert shop.run(held, who["conversation"]) == [(3, ["急", "急件"])]
    with shop.client("quality") as client:
        [told] = client.get("/api/notices").json()["items"]
    assert "看一眼" in str(told["title"])
    with shop.client("supervisor") as client:
        assert client.get("/api/notices").json()["items"]


def test_a_dry_run_says_what_would_have_been_done_and_changes_nothing(
    shop: Shop, processes: Processes
) -> None:
    urgent = [make(shop, "manager", title=f"加急 {number}") for number in range(3)]
    make(shop, "manager", title="不急")
    processes.start("worker")
    with shop.client("manager") as client:
        body = {
            "about": "ticket",
            "happening": "tickets.made",
            "groups": [asks("words", "加急")],
            "actions": [action("tickets.raise_priority")],
        }
        job = client.post("/api/automation/trials", json=body).json()["job_id"]
        follow(shop, "manager", job)
        told = client.get(f"/api/automation/trials/{job}").json()
    assert (told["seen"], told["matched"], told["ended"]) == (4, 3, True)
    assert {one["id"] for one in told["found"]} == {one["id"] for one in urgent}
    assert read(shop, urgent[0])["urgency"] == 2
    assert shop.run("SELECT count(*) FROM automation_runs") == [(0,)]
    with shop.client("owner") as other:
        assert other.get(f"/api/automation/trials/{job}").status_code == 404
