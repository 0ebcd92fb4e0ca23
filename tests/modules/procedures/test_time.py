"""What time does to a case: late steps climb, waiting ends, restarts lose nothing."""

from typing import Any

import pytest

from tests.modules.procedures.papers import (
    document,
    labels,
    open_steps,
    outcome,
    published,
    read,
    start,
    step,
)
from tests.modules.tickets.cases import make as make_ticket
from tests.modules.tickets.cases import read as read_ticket
from tests.modules.tickets.cases import type_id
from tests.servers.patience import until
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish
from zhiyin.modules.procedures.interface import READY, ready_version

HOUR = {"minutes": 60, "clock": "clock"}
# Whose timer stands at a moment, and how far that is from the step's own.
TIMERS = """
    SELECT split_part(t.key, ':', 1), extract(epoch FROM t.due_at - s.opened_at)::int / 60
    FROM timers t JOIN case_steps s ON s.id = t.ref_id WHERE t.kind = 'procedures.step'
    ORDER BY t.due_at, t.key
"""
DUE_NOW = "UPDATE timers SET due_at = now() - interval '1 minute' WHERE kind = 'procedures.step'"
NOTICES = "SELECT kind, staff_id::text FROM notices WHERE about_kind = 'case' ORDER BY kind"


@pytest.fixture
def house(processes: Processes, database_url: str) -> Shop:
    """A shop whose worker is the test's to start."""
    return furnish(processes.start("web"), database_url)


def begin(shop: Shop, *steps: dict[str, Any]) -> dict[str, Any]:
    ticket = make_ticket(shop, "manager", team_id=shop.team_id, urgency=1)
    return start(shop, published(shop, document(*steps)), ticket["id"])


def test_a_late_step_is_told_of_climbs_and_is_given_to_others(
    house: Shop, processes: Processes
) -> None:
    junior, manager = house.ids["agent_junior"], house.ids["manager"]
    to_manager = {"rule": "staff", "value": manager}
    case = begin(
        house,
        step(
            "take",
            outcome("done"),
            who={"rule": "staff", "value": junior},
            limit=HOUR,
            notices=[
                {"when": "due_soon", "to": [to_manager]},
                {"when": "late", "to": [to_manager]},
            ],
            escalations=[
                {
                    "after": 30,
                    "notify": [to_manager],
                    "reassign": {"rule": "staff", "value": house.ids["agent_senior"]},
                    "actions": [{"action": "tickets.raise_priority"}],
                }
            ],
        ),
    )
    assert house.run(TIMERS) == [("due_soon", 45), ("late", 60), ("escalate", 90)]
    processes.start("worker")
    house.run(DUE_NOW)
    until(lambda: read(house, case)["open"][0]["owner_name"] == "agent_senior")
    until(lambda: len(house.run(NOTICES)) == 3)
    kinds = [f"procedures.step_{name}" for name in ("due_soon", "escalated", "late")]
    assert house.run(NOTICES) == [(kind, manager) for kind in kinds]
    assert read_ticket(house, {"id": case["about"]["id"]})["urgency"] == 2
    assert house.run("SELECT count(*) FROM timers WHERE kind = 'procedures.step'") == [(0,)]


def test_waiting_ends_once_though_the_worker_dies_in_between(
    house: Shop, processes: Processes
) -> None:
    waits = step(
        "ask",
        outcome("said"),
        outcome("silent", "call"),
        kind="wait_customer",
        limit=HOUR,
        overdue_outcome="silent",
    )
    case = begin(house, waits, step("call", outcome("done")))
    assert open_steps(case) == {"ask": "open"}
    assert case["steps"][0]["task_id"] is None
    assert house.run(TIMERS) == [("due_soon", 45), ("give_up", 60)]
    worker = processes.start("worker")
    worker.kill()
    house.run(DUE_NOW)
    worker.start()
    until(lambda: open_steps(read(house, case)) == {"call": "open"})
    worker.kill()
    # Taken by the worker that died: its lease is over, and what was done is not done again.
    house.run(DUE_NOW)
    worker.start()
    until(lambda: house.run("SELECT count(*) FROM timers WHERE kind = 'procedures.step'") == [(0,)])
    told = "SELECT count(*) FROM events WHERE kind = 'procedures.StepEnded'"
    assert house.run(told) == [(1,)]
    assert [one["outcome"] for one in read(house, case)["steps"]] == ["silent", None]


def test_the_ready_procedures_are_there_sound_and_never_written_over(
    house: Shop, processes: Processes
) -> None:
    worker = processes.start("worker")
    with house.client("manager") as client:

        def listed() -> list[dict[str, Any]]:
            found: list[dict[str, Any]] = client.get("/api/procedures").json()
            return found

        until(lambda: len(listed()) == len(READY))
        assert all(one["published"] == ready_version(one["code"]) for one in listed())
        wrong = {}
        for line in listed():
            full = client.get(f"/api/procedures/{line['id']}").json()
            wrong[line["code"]] = [
                (one["step"], one["code"], one["text"]["en"])
                for one in full["problems"]
                if one["severity"] == "error"
            ]
        assert [found for found in wrong.values() if found] == []
        complaint = next(one for one in listed() if one["code"] == "complaint")
        path = f"/api/procedures/{complaint['id']}"
        draft = client.get(path).json()["draft"]
        draft["name"] = labels("ours")
        client.put(f"{path}/draft", json={"document": draft}).raise_for_status()
        worker.kill()
        house.run("DELETE FROM procedure_versions WHERE procedure_id IN"
                  " (SELECT id FROM procedures WHERE code = 'invoice')")  # fmt: skip
        house.run("DELETE FROM procedures WHERE code = 'invoice'")
        worker.start()
        until(lambda: len(listed()) == len(READY))
        assert client.get(path).json()["name"]["en"] == "ours"


def test_a_type_of_tickets_begins_its_procedure(house: Shop, processes: Processes) -> None:
    published(house, document(step("take", outcome("done"))), "ours")
    with house.client("manager") as client:
        types = client.get("/api/ticket-types").json()
        kind = next(one for one in types if one["id"] == type_id(house, "general"))
        look = {name: kind[name] for name in kind if name not in ("id", "version", "code")}
        path = f"/api/ticket-types/{kind['id']}"
        unknown = client.put(path, json={**look, "procedure_code": "nowhere"})
        assert list(unknown.json()["error"]["fields"]) == ["procedure_code"]
        client.put(path, json={**look, "procedure_code": "ours"}).raise_for_status()
    processes.start("worker")
    ticket = make_ticket(house, "agent_senior")
    query = {"about_kind": "ticket", "about_id": ticket["id"]}
    with house.client("agent_senior") as client:
        until(lambda: len(client.get("/api/cases", params=query).json()["items"]) == 1)
        row = client.get("/api/cases", params=query).json()["items"][0]
    assert (row["started_by_name"], open_steps(row)) == ("agent_senior", {"take": "open"})
