"""Macros do what their user may, all of it or nothing; rules are kept with their past."""

from typing import Any

import pytest

from tests.modules.automation.rules_made import action, asks, make_rule
from tests.modules.customers.people import talk
from tests.modules.tickets.cases import make, read
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish

MACROS = "/api/automation/macros"


@pytest.fixture
def shop(processes: Processes, database_url: str) -> Shop:
    return furnish(processes.start("web"), database_url)


def macro(shop: Shop, role: str, *actions: dict[str, Any], **body: Any) -> dict[str, Any]:
    with shop.client(role) as client:
        given = {"name": "宏", "about": "ticket", "actions": list(actions), **body}
        answer = client.post(MACROS, json=given)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
    return made


def test_all_of_a_macro_is_done_or_nothing(shop: Shop) -> None:
    ticket = make(shop, "agent_senior")
    good = macro(shop, "agent_senior", action("tickets.add_tags", tags="一"),
                 action("tickets.comment", text="已处理"))  # fmt: skip
    bad = macro(shop, "agent_senior", action("tickets.add_tags", tags="二"),
                action("tickets.tell_customer", zh="您好"))  # fmt: skip
    about = {"about_kind": "ticket", "about_id": ticket["id"]}
    with shop.client("agent_senior") as client:
        refused = client.post(f"{MACROS}/{bad['id']}/use", json=about)
        assert refused.status_code == 409
        assert "no customer" in refused.json()["error"]["message"]
        assert read(shop, ticket)["tags"] == []
        done = client.post(f"{MACROS}/{good['id']}/use", json=about).json()
        assert [one["state"] for one in done["steps"]] == ["done", "done"]
        assert read(shop, ticket)["tags"] == ["一"]
        comments = client.get(f"/api/tickets/{ticket['id']}/comments").json()
        assert [(one["text"], one["staff_id"]) for one in comments] == [
            ("已处理", shop.ids["agent_senior"])
        ]
        [told] = client.get("/api/automation/runs", params=about).json()
    assert (told["name"], told["by_name"], told["rule_id"]) == ("宏", "agent_senior", None)


def test_a_macro_has_no_more_rights_than_its_user(shop: Shop) -> None:
    ticket = make(shop, "manager", owner_id=shop.ids["manager"])
    shared = macro(shop, "manager", action("tickets.add_tags", tags="一"), private=False)
    about = {"about_kind": "ticket", "about_id": ticket["id"]}
    with shop.client("agent_junior") as client:
        assert client.post(f"{MACROS}/{shared['id']}/use", json=about).status_code == 404
        body = {"name": "x", "about": "ticket", "private": False,
                "actions": [action("tickets.add_tags", tags="一")]}  # fmt: skip
        assert client.post(MACROS, json=body).status_code == 403
        assert client.delete(f"{MACROS}/{shared['id']}").status_code == 403
    mine = macro(shop, "agent_senior", action("tickets.add_tags", tags="一"))
    with shop.client("agent_junior") as client:
        assert [one["id"] for one in client.get(MACROS).json()] == [shared["id"]]
        assert client.post(f"{MACROS}/{mine['id']}/use", json=about).status_code == 404


async def test_a_macro_speaks_in_its_users_name(shop: Shop) -> None:
    who = await talk(shop, "你好")
    with shop.client("agent_senior") as client:
        client.put("/api/presence", json={"status": "online"}).raise_for_status()
        client.post(f"/api/conversations/{who['conversation']}/pick")
    said = macro(shop, "agent_senior", action("conversations.reply", zh="马上看 {会话编号}"),
                 action("conversations.note", text="记一下"), about="conversation")  # fmt: skip
    about = {"about_kind": "conversation", "about_id": who["conversation"]}
    with shop.client("agent_senior") as client:
        answer = client.post(f"{MACROS}/{said['id']}/use", json=about)
        assert answer.status_code == 200, answer.text
    words = """
        SELECT kind, text FROM messages WHERE conversation_id = %s AND sender_id = %s
        AND kind IN ('text', 'note') ORDER BY number
    """
    rows = shop.run(words, who["conversation"], shop.ids["agent_senior"])
    assert [kind for kind, _ in rows] == ["text", "note"]
    assert rows[0][1].startswith("马上看 C-")


def test_a_rule_that_names_what_is_gone_says_so_and_is_not_switched_on(shop: Shop) -> None:
    with shop.client("manager") as client:
        team = client.post("/api/teams", json={"name": "临时", "shop_id": shop.shop_id}).json()
        rule = make_rule(shop, on=False, groups=[asks("team", team["id"])],
                         actions=[action("tickets.assign", team=team["id"])])  # fmt: skip
        assert rule["faults"] == []
        client.delete(f"/api/teams/{team['id']}").raise_for_status()
        path = f"/api/automation/rules/{rule['id']}"
        told = client.get(path).json()["faults"]
        assert {one["part"] for one in told} == {"if", "then"}
        assert any("gone" in one["text"] for one in told)
        refused = client.put(f"{path}/switch", json={"on": True})
        assert (refused.status_code, refused.json()["error"]["code"]) == (422, "rule_faulty")


def test_who_changed_a_rule_is_kept_and_agents_write_none(shop: Shop) -> None:
    rule = make_rule(shop, on=False)
    path = f"/api/automation/rules/{rule['id']}"
    with shop.client("owner") as owner:
        body = {"name": "改过", "document": rule["document"], "on": False}
        assert owner.put(path, json=body, headers={"If-Match": "1"}).status_code == 200
        assert owner.put(path, json=body, headers={"If-Match": "1"}).status_code == 409
        versions = owner.get(f"{path}/versions").json()
        assert [(one["number"], one["name"]) for one in versions] == [(2, "改过"), (1, "规则")]
        assert versions[1]["by_name"] == "manager"
        verbs = [row[0] for row in shop.run("SELECT verb FROM audit WHERE ref_id = %s ORDER BY id",
                                            rule["id"])]  # fmt: skip
        assert verbs == ["automation.make", "automation.edit"]
        assert owner.delete(path).status_code == 204
        assert owner.get(path).status_code == 404
    with shop.client("agent_senior") as agent:
        assert agent.get("/api/automation/rules").status_code == 403
        assert agent.post("/api/automation/rules", json={}).status_code in (403, 422)


def test_ready_rules_are_there_switched_off_and_in_order(shop: Shop) -> None:
    with shop.client("manager") as client:
        rules = client.get("/api/automation/rules").json()
        assert len(rules) == 6
        assert not any(one["on"] for one in rules)
        assert [one["faults"] for one in rules] == [[]] * 6
        ids = [one["id"] for one in reversed(rules)]
        after = client.put("/api/automation/rules/order", json={"ids": ids}).json()
    assert [one["id"] for one in after] == ids
    assert "Urgent" in rules[0]["name"]
