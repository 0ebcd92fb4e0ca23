"""Somebody is away: their steps go to who stands in, and are named in whose language they are."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.modules.customers.people import talk
from tests.modules.procedures.papers import document, done, outcome, published, read, start, step
from tests.modules.tickets.cases import make as make_ticket
from tests.servers.patience import until
from tests.servers.shop import Shop

pytestmark = pytest.mark.usefixtures("worker_process")
LATER = "UPDATE absences SET since = now() - interval '1 minute'"


def begin(shop: Shop, who: dict[str, str]) -> dict[str, Any]:
    paper = document(step("take", outcome("done", "next"), who=who), step("next", outcome("done")))
    ticket = make_ticket(shop, "manager", team_id=shop.team_id)
    return start(shop, published(shop, paper), ticket["id"])


def away(shop: Shop, role: str, staff_id: str, **body: Any) -> httpx.Response:
    until_ = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    with shop.client(role) as client:
        return client.put(f"/api/absences/{staff_id}", json={"until": until_, **body})


def held(shop: Shop, role: str, staff_id: str) -> httpx.Response:
    with shop.client(role) as client:
        return client.get(f"/api/cases/held/{staff_id}")


def test_open_steps_go_to_who_stands_in_when_the_absence_begins(shop: Shop) -> None:
    junior, senior = shop.ids["agent_junior"], shop.ids["agent_senior"]
    case = begin(shop, {"rule": "staff", "value": junior})
    assert held(shop, "agent_junior", junior).json() == {"steps": 1}
    since = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    told = away(shop, "agent_junior", junior, since=since, substitute_id=senior).json()
    assert [(one["staff_id"], one["substitute_name"]) for one in told] == [(junior, "agent_senior")]
    # It has not begun: they have it still, and get what comes.
    other = make_ticket(shop, "manager", team_id=shop.team_id)
    again = start(shop, case["procedure_id"], other["id"])
    assert {one["open"][0]["owner_id"] for one in (read(shop, case), again)} == {junior}
    shop.run(LATER)
    for one in (case, again):
        until(lambda one=one: read(shop, one)["open"][0]["owner_id"] == senior)
        assert read(shop, one)["steps"][0]["assign_reason"] == "substitute"
    assert held(shop, "owner", junior).json() == {"steps": 0}
    # Back again, what was handed on stays where it is.
    with shop.client("agent_junior") as client:
        assert client.put(f"/api/absences/{junior}", json={}).json() == []
    assert read(shop, case)["open"][0]["owner_id"] == senior


def test_without_anybody_standing_in_the_team_has_it(shop: Shop) -> None:
    junior = shop.ids["agent_junior"]
    case = begin(shop, {"rule": "staff", "value": junior})
    away(shop, "owner", junior).raise_for_status()
    until(lambda: read(shop, case)["open"][0]["owner_id"] != junior)
    assert read(shop, case)["open"][0]["team_id"] == shop.team_id


def test_absences_are_said_by_oneself_or_who_manages_staff(shop: Shop) -> None:
    junior, senior = shop.ids["agent_junior"], shop.ids["agent_senior"]
    assert away(shop, "agent_senior", junior).status_code == 403
    assert held(shop, "agent_senior", junior).status_code == 403
    assert held(shop, "owner", junior).status_code == 200
    assert away(shop, "agent_senior", senior).status_code == 200
    past = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    refused = away(shop, "agent_senior", senior, until=past)
    assert list(refused.json()["error"]["fields"]) == ["until"]
    begins = (datetime.now(UTC) + timedelta(days=3)).isoformat()
    assert away(shop, "agent_senior", senior, since=begins).status_code == 422


def test_a_step_is_named_in_the_language_of_who_reads(shop: Shop) -> None:
    junior = shop.ids["agent_junior"]
    case = begin(shop, {"rule": "staff", "value": junior})
    body = {"title": "核对仓库录像", "due_at": "2199-01-01T00:00:00Z", "owner_id": junior}

    def titles(language: str, state: str = "open") -> list[tuple[str, str]]:
        with shop.client("agent_junior", **{"Accept-Language": language}) as client:
            items = client.get("/api/tasks", params={"state": state}).json()["items"]
        return [(one["title"], one["result"]) for one in items]

    with shop.client("agent_junior") as client:
        client.post("/api/tasks", json=body).raise_for_status()
    assert titles("en") == [("trial: take", ""), ("核对仓库录像", "")]
    assert titles("zh-CN") == [("步骤trial：步骤take", ""), ("核对仓库录像", "")]
    done(shop, case, "take", reason="客户已到店")
    assert titles("en", "done") == [("trial: take", "done: 客户已到店")]
    assert titles("zh-CN", "done") == [("步骤trial：步骤take", "步骤done：客户已到店")]


async def test_cases_go_with_the_file_that_stays(shop: Shop) -> None:
    kept, gone = await talk(shop, "您好"), await talk(shop, "换了手机")
    paper = document(step("take", outcome("done")), about=["customer", "ticket"])
    one, other = published(shop, paper, "one"), published(shop, paper, "other")

    def about(who: dict[str, Any], procedure_id: str) -> dict[str, Any]:
        body = {"procedure_id": procedure_id, "about": {"kind": "customer", "id": who["customer"]}}
        with shop.client("manager") as client:
            answer = client.post("/api/cases", json=body)
            assert answer.status_code == 201, answer.text
            found: dict[str, Any] = answer.json()
        return found

    stays, double, goes = about(kept, one), about(gone, one), about(gone, other)
    ticket = make_ticket(shop, "manager", team_id=shop.team_id, customer_id=gone["customer"])
    beside = start(shop, one, ticket["id"])
    with shop.client("owner") as owner:
        path = f"/api/customers/{kept['customer']}/join"
        owner.post(path, json={"from_id": gone["customer"]}).raise_for_status()
    until(lambda: read(shop, double)["state"] == "ended")
    after = {key: read(shop, one) for key, one in {"double": double, "goes": goes}.items()}
    assert after["double"]["result"]["en"].startswith("Its customer was merged")
    assert after["goes"]["state"] == "running"
    everybody = (read(shop, stays), *after.values(), read(shop, beside))
    assert {one["customer_id"] for one in everybody} == {kept["customer"]}
    assert {one["about"]["id"] for one in everybody[:3]} == {kept["customer"]}
    assert done(shop, after["goes"], "take")["state"] == "ended"
    assert done(shop, read(shop, beside), "take")["state"] == "ended"
    assert shop.run("SELECT count(*) FROM tasks WHERE state = 'open'") == [(1,)]
