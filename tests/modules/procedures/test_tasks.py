"""Tasks through the running product: made, given out, reminded of, done, taken back."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.servers.patience import until
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish


def due(**ahead: float) -> str:
    return (datetime.now(UTC) + timedelta(**ahead)).isoformat()


def make(shop: Shop, role: str = "agent_senior", **body: Any) -> dict[str, Any]:
    with shop.client(role) as client:
        answer = client.post("/api/tasks", json={"title": "回电", "due_at": due(hours=2), **body})
        answer.raise_for_status()
        task: dict[str, Any] = answer.json()
    return task


def listed(shop: Shop, role: str, **query: Any) -> list[str]:
    with shop.client(role) as client:
        answer = client.get("/api/tasks", params=query)
        answer.raise_for_status()
        return [one["id"] for one in answer.json()["items"]]


def post(shop: Shop, role: str, task: dict[str, Any], verb: str, **body: Any) -> httpx.Response:
    with shop.client(role) as client:
        return client.post(f"/api/tasks/{task['id']}/{verb}", json=body)


@pytest.fixture
def working(processes: Processes, database_url: str) -> Shop:
    """A shop with a worker."""
    shop = furnish(processes.start("web"), database_url)
    processes.start("worker")
    return shop


def test_a_task_is_done_with_a_result_and_taken_back_within_half_a_minute(shop: Shop) -> None:
    task = make(shop, owner_id=shop.ids["agent_senior"])
    assert listed(shop, "agent_senior") == [task["id"]]
    assert listed(shop, "agent_junior", box="all") == []
    assert post(shop, "agent_junior", task, "done", result="不是我的").status_code == 404
    done = post(shop, "agent_senior", task, "done", result="已回电")
    assert (done.json()["state"], done.json()["result"]) == ("done", "已回电")
    assert post(shop, "agent_senior", task, "done", result="又一次").status_code == 409
    assert listed(shop, "agent_senior", state="done") == [task["id"]]
    assert post(shop, "agent_senior", task, "take-back").json()["state"] == "open"
    assert listed(shop, "agent_senior") == [task["id"]]
    post(shop, "agent_senior", task, "cancel", result="客户撤回").raise_for_status()
    shop.run("UPDATE tasks SET ended_at = now() - interval '31 seconds'")
    assert post(shop, "agent_senior", task, "take-back").status_code == 409


def test_two_who_take_the_same_task_do_not_both_get_it(shop: Shop) -> None:
    task = make(shop, "supervisor", team_id=shop.team_id)
    assert listed(shop, "agent_junior", box="team") == [task["id"]]
    first = post(shop, "agent_junior", task, "take")
    assert first.json()["owner_id"] == shop.ids["agent_junior"]
    # Who could see it waiting may not see it now; a supervisor is told that it is taken.
    assert post(shop, "agent_senior", task, "take").status_code == 404
    assert post(shop, "supervisor", task, "take").status_code == 409


def test_a_task_takes_no_slot_of_those_for_customers(shop: Shop) -> None:
    task = make(shop, "supervisor", team_id=shop.team_id)
    post(shop, "agent_senior", task, "take").raise_for_status()
    used = "SELECT coalesce(sum(used), 0) FROM loads WHERE staff_id = %s"
    apart = "SELECT used FROM channel_loads WHERE staff_id = %s AND channel = 'task'"
    assert shop.run(used, shop.ids["agent_senior"]) == [(0,)]
    assert shop.run(apart, shop.ids["agent_senior"]) == [(1,)]
    post(shop, "agent_senior", task, "done").raise_for_status()
    assert shop.run(apart, shop.ids["agent_senior"]) == [(0,)]


@pytest.mark.acts("procedures.most_given")
def test_what_a_team_has_to_do_is_given_to_who_is_there_up_to_the_limit(working: Shop) -> None:
    shop = working
    with shop.client("owner") as owner:
        limit = {"scope": "organisation", "value": 2}
        owner.put("/api/settings/procedures.most_given", json=limit).raise_for_status()
    tasks = [make(shop, "supervisor", team_id=shop.team_id) for _ in range(3)]
    # Processes look at their copy of the settings for five seconds.
    time.sleep(5.2)
    shop.online("agent_junior")
    until(lambda: len(listed(shop, "agent_junior")) == 2)
    shop.online("agent_senior")
    until(lambda: len(listed(shop, "agent_senior")) == 1)
    held = {*listed(shop, "agent_junior"), *listed(shop, "agent_senior")}
    assert held == {one["id"] for one in tasks}
    told = shop.run(
        "SELECT count(*) FROM events WHERE kind = 'procedures.TaskAssigned'"
        " AND (payload ->> 'by_house')::bool"
    )
    assert told == [(3,)]


@pytest.mark.acts("procedures.remind_before", "procedures.climb_after")
def test_people_are_reminded_before_and_at_due_and_then_it_climbs(working: Shop) -> None:
    shop = working
    shop.run(
        "UPDATE teams SET coordinator_id = %s WHERE id = %s", shop.ids["supervisor"], shop.team_id
    )
    with shop.client("owner") as owner:
        for key, value in (("remind_before", 8), ("climb_after", 1)):
            body = {"scope": "organisation", "value": value}
            owner.put(f"/api/settings/procedures.{key}", json=body).raise_for_status()
    task = make(shop, owner_id=shop.ids["agent_senior"], due_at=due(seconds=20))
    make(shop, owner_id=shop.ids["agent_senior"], due_at=due(hours=1))
    told = (
        "SELECT kind, payload ->> 'stage', payload ->> 'coordinator_id' FROM events"
        " WHERE kind IN ('procedures.TaskDue', 'procedures.TaskOverdue') ORDER BY id"
    )
    until(lambda: len(shop.run(told)) == 3)
    assert shop.run(told) == [
        ("procedures.TaskDue", "soon", None),
        ("procedures.TaskDue", "due", None),
        ("procedures.TaskOverdue", None, shop.ids["supervisor"]),
    ]
    assert listed(shop, "agent_senior", state="overdue") == [task["id"]]
    with shop.client("agent_senior") as client:
        counts = client.get("/api/tasks/counts").json()
    assert counts == {"mine": 2, "overdue": 1, "unowned": 0}


async def test_a_task_about_a_conversation_leads_there_and_stands_on_the_timeline(
    shop: Shop,
) -> None:
    shop.online("agent_senior")
    async with shop.visitor(shop.session()["token"]) as visitor:
        conversation = (await visitor.post("请回电"))["message"]["conversation_id"]
    about = {"kind": "conversation", "id": conversation}
    task = make(shop, "manager", about=about, owner_id=shop.ids["agent_junior"])
    assert task["about"]["path"] == f"/conversations/{conversation}?box=all"
    assert listed(shop, "manager", box="all", about_kind="conversation", about_id=conversation)
    with shop.client("manager") as client:
        answer = client.get(f"/api/customers/{task['customer_id']}/timeline").json()
        assert any(entry["kind"] == "task" for entry in answer["items"])
        nothing = {"kind": "conversation", "id": task["id"]}
        body = {"title": "x", "due_at": due(hours=1), "about": nothing}
        assert client.post("/api/tasks", json=body).status_code == 404


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-12:00",
        pytest.param("2030-05-01T09:00:00", id="of no time zone"),
    ],
)
def test_a_moment_beyond_the_calendar_is_refused(module_shop: Shop, moment: str) -> None:
    with module_shop.client("agent_senior") as client:
        answer = client.post("/api/tasks", json={"title": "回电", "due_at": moment})
        assert answer.status_code == 422
        assert list(answer.json()["error"]["fields"]) == ["due_at"]


def test_pages_follow_each_other_without_gap_or_repeat(shop: Shop) -> None:
    made = [
        make(shop, owner_id=shop.ids["agent_senior"], due_at=due(minutes=30 - place % 5))["id"]
        for place in range(12)
    ]
    seen: list[str] = []
    cursor = None
    with shop.client("agent_senior") as client:
        while True:
            query = {"limit": 5, **({"cursor": cursor} if cursor else {})}
            page = client.get("/api/tasks", params=query).json()
            seen += [one["id"] for one in page["items"]]
            if (cursor := page["next"]) is None:
                break
    assert len(seen) == 12
    assert set(seen) == set(made)


def test_an_edit_on_an_old_version_is_refused_and_handing_over_works(shop: Shop) -> None:
    task = make(shop, "supervisor", team_id=shop.team_id)
    path = f"/api/tasks/{task['id']}"
    with shop.client("supervisor") as client:
        given = client.patch(path, json={"owner_id": shop.ids["agent_junior"]})
        assert given.json()["owner_name"] == "agent_junior"
        stale = client.patch(path, json={"title": "新标题"}, headers={"If-Match": "1"})
        assert stale.status_code == 409
        back = client.patch(path, json={"owner_id": None}).json()
        assert back["owner_id"] is None
    assert listed(shop, "agent_senior", box="team") == [task["id"]]
    assert post(shop, "agent_senior", task, "take").json()["owner_name"] == "agent_senior"


def test_tasks_of_somebody_who_left_wait_for_a_colleague(working: Shop) -> None:
    shop = working
    task = make(shop, "supervisor", team_id=shop.team_id, owner_id=shop.ids["agent_junior"])
    with shop.client("owner") as owner:
        staff = next(one for one in owner.get("/api/staff").json() if one["name"] == "agent_junior")
        answer = owner.patch(f"/api/staff/{staff['id']}", json={"state": "disabled"})
        answer.raise_for_status()
    until(lambda: listed(shop, "agent_senior", box="team") == [task["id"]])


def test_whoever_coordinates_a_team_sees_and_ends_its_tasks(shop: Shop) -> None:
    task = make(shop, "supervisor", team_id=shop.team_id, owner_id=shop.ids["agent_junior"])
    assert listed(shop, "agent_senior", box="all") == []
    shop.run(
        "UPDATE teams SET coordinator_id = %s WHERE id = %s", shop.ids["agent_senior"], shop.team_id
    )
    assert listed(shop, "agent_senior", box="all") == [task["id"]]
    post(shop, "agent_senior", task, "done", result="我来处理").raise_for_status()
