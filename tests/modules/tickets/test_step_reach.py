"""Who has an open step of a procedure sees the ticket it is about, and no longer than that."""

from typing import Any

import pytest

from tests.modules.procedures.papers import document, move, outcome, published, read, start, step
from tests.modules.tickets.cases import listed, patch, post
from tests.modules.tickets.cases import make as make_ticket
from tests.modules.tickets.cases import read as read_ticket
from tests.servers.shop import Shop

PHONE = "13812345678"


def status(shop: Shop, ticket: dict[str, Any], role: str) -> int:
    with shop.client(role) as client:
        return client.get(f"/api/tickets/{ticket['id']}").status_code


@pytest.mark.parametrize("role", ["agent_junior", "agent_senior", "support"])
def test_who_takes_a_step_sees_its_ticket_while_it_is_open(shop: Shop, role: str) -> None:
    ticket = make_ticket(shop, "manager", owner_id=shop.ids["manager"], text=f"回电 {PHONE}")
    who = {"rule": "team", "value": shop.team_id}
    paper = document(step("take", outcome("done", "next"), who=who), step("next", outcome("done")))
    case = start(shop, published(shop, paper), ticket["id"])
    others = {"agent_junior", "agent_senior", "support"} - {role}
    assert status(shop, ticket, role) == 404
    with shop.client(role) as client:
        task = client.get("/api/tasks", params={"box": "team"}).json()["items"][0]
        assert task["about"]["path"] is None
        taken = client.post(f"/api/tasks/{task['id']}/take").raise_for_status().json()
        assert taken["about"]["path"] == f"/tickets/{ticket['id']}"
    seen = read_ticket(shop, ticket, role)
    assert seen["may_edit"] is False
    assert (PHONE in seen["text"]) == (role != "agent_junior" and role != "support")
    assert listed(shop, role) == [ticket["id"]]
    assert patch(shop, ticket, role, urgency=3).status_code == 403
    assert post(shop, ticket, "end", role).status_code == 403
    assert {status(shop, ticket, other) for other in others} == {404}
    case = read(shop, case, role)
    assert move(shop, case, "take", role=role, outcome="done").status_code == 200
    assert status(shop, ticket, role) == 404
    assert listed(shop, role) == []


def test_who_is_named_for_a_step_sees_its_ticket_as_long_and_does_not_watch_it(shop: Shop) -> None:
    ticket = make_ticket(shop, "manager", owner_id=shop.ids["manager"])
    who = {"rule": "staff", "value": shop.ids["support"]}
    case = start(
        shop, published(shop, document(step("take", outcome("done"), who=who))), ticket["id"]
    )
    assert status(shop, ticket, "support") == 200
    assert listed(shop, "support", box="watching") == []
    with shop.client("support") as client:
        task = client.get("/api/tasks").json()["items"][0]
        given = {"owner_id": shop.ids["agent_junior"]}
        client.patch(f"/api/tasks/{task['id']}", json=given).raise_for_status()
    assert (status(shop, ticket, "support"), status(shop, ticket, "agent_junior")) == (404, 200)
    with shop.client("manager") as client:
        client.post(f"/api/cases/{case['id']}/cancel", json={"reason": "不用了"}).raise_for_status()
    assert status(shop, ticket, "agent_junior") == 404
