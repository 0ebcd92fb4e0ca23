"""Rules act on what happens: once, in their order, and everybody can read why."""

from tests.modules.automation.rules_made import (
    action,
    asks,
    ended,
    make_rule,
    runs,
    wait_for_reader,
)
from tests.modules.tickets.cases import make, read
from tests.servers.processes import Processes
from tests.servers.shop import furnish


def test_a_rule_acts_on_a_new_ticket_and_says_why(processes: Processes, database_url: str) -> None:
    shop = furnish(processes.start("web"), database_url)
    processes.start("worker")
    senior = shop.ids["agent_senior"]
    rule = make_rule(
        shop,
        "急件",
        groups=[asks("words", "加急", "马上")],
        actions=[
            action("tickets.assign", owner=senior),
            action("tickets.set_priority", urgency="3", importance="3"),
        ],
    )
    wait_for_reader(shop)
    calm = make(shop, "manager", title="发票抬头")
    urgent = make(shop, "manager", title="加急：茶壶碎了")

    [run] = ended(shop, rule)

    assert run["about_id"] == urgent["id"]
    assert [one["state"] for one in run["steps"]] == ["done", "done"]
    assert run["held"] == [
        {"fact": "words", "op": "any", "values": ["加急", "马上"], "was": ["加急"]}
    ]
    after = read(shop, urgent)
    assert (after["owner_id"], after["priority"]) == (senior, 5)
    assert read(shop, calm)["owner_id"] is None
    with shop.client("agent_senior") as client:
        about = {"about_kind": "ticket", "about_id": urgent["id"]}
        [told] = client.get("/api/automation/runs", params=about).json()
        assert (told["id"], told["name"]) == (run["id"], "急件")
        history = client.get(f"/api/tickets/{urgent['id']}/history").json()["items"]
    assert {one["name"] for one in history if one["verb"] == "change"} == {"急件"}
    assert runs(shop, rule)[0]["event_id"]
