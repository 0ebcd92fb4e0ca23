"""A case follows its ticket: it ends with it, holds it, goes along when it is merged away."""

from typing import Any

import pytest

from tests.modules.procedures.papers import (
    FORKED,
    document,
    done,
    open_steps,
    outcome,
    published,
    read,
    start,
    step,
)
from tests.modules.tickets.cases import make as make_ticket
from tests.modules.tickets.cases import patch, post
from tests.modules.tickets.cases import read as read_ticket
from tests.servers.patience import until
from tests.servers.shop import Shop

pytestmark = pytest.mark.usefixtures("worker_process")
# An end can be taken back for half a minute; here it is over.
OVER = "UPDATE timers SET due_at = now() - interval '1 minute' WHERE kind = 'tickets.cases'"
SET = "SELECT count(*) FROM timers WHERE kind = 'tickets.cases'"
# Its first step ends the ticket, and there is still something to do.
SOLVE = {"action": "tickets.set_status", "values": {"state": "solved"}}
SOLVED = (step("take", outcome("done", "call"), on_leave=[SOLVE]), step("call", outcome("done")))
OPEN_TASKS = "SELECT count(*) FROM tasks WHERE state = 'open'"
TOLD = "SELECT staff_id::text FROM notices WHERE kind = 'tickets.procedure_over'"


def begin(shop: Shop, paper: dict[str, Any] = FORKED, **ticket: Any) -> dict[str, Any]:
    made = make_ticket(shop, "manager", team_id=shop.team_id, **ticket)
    return start(shop, published(shop, paper), made["id"])


def about(case: dict[str, Any]) -> dict[str, Any]:
    return {"id": case["about"]["id"]}


def over(shop: Shop) -> None:
    """The half minute is over, and what follows it has been done."""
    until(lambda: shop.run(SET) != [(0,)])
    until(lambda: shop.run(OVER) is not None and shop.run(SET) == [(0,)])


def end(shop: Shop, case: dict[str, Any], **body: Any) -> None:
    post(shop, about(case), "end", "manager", result="换了新壶", **body).raise_for_status()


def test_a_case_ends_with_its_ticket_and_says_why(shop: Shop) -> None:
    case = done(shop, begin(shop, owner_id=shop.ids["agent_senior"]), "take", "go")
    end(shop, case)
    over(shop)
    case = read(shop, case)
    assert (case["state"], open_steps(case)) == ("ended", {})
    assert case["result"]["en"].startswith("Ended with its ticket: ")
    assert [one["state"] for one in case["steps"]] == ["done", "cancelled", "cancelled"]
    assert shop.run(OPEN_TASKS) == [(0,)]
    patch(shop, about(case), "manager", status="new").raise_for_status()
    people = sorted((shop.ids["agent_senior"], shop.ids["manager"]))
    until(lambda: sorted(row[0] for row in shop.run(TOLD)) == people)
    assert read(shop, case)["state"] == "ended"


def test_an_end_that_was_taken_back_leaves_the_case_alone(shop: Shop) -> None:
    case = begin(shop)
    end(shop, case)
    post(shop, about(case), "take-back", "manager").raise_for_status()
    over(shop)
    assert open_steps(read(shop, case)) == {"take": "open"}
    assert shop.run(TOLD) == []


def test_a_procedure_may_hold_its_ticket_until_it_is_through(shop: Shop) -> None:
    case = begin(shop, document(*SOLVED, about_ended="refuse"))
    refused = post(shop, about(case), "end", "manager", anyway=True)
    said = refused.json()["error"]
    assert (refused.status_code, said["code"]) == (409, "case_holds")
    assert "“trial” is not through yet (now: take)" in said["message"]
    changed = patch(shop, about(case), "manager", status="solved")
    assert changed.json()["error"]["code"] == "case_holds"
    with shop.client("manager") as client:
        body = {"reason": "客户撤回"}
        client.post(f"/api/cases/{case['id']}/cancel", json=body).raise_for_status()
    end(shop, case)


@pytest.mark.parametrize("how", ["refuse", "end"])
def test_the_case_whose_step_ends_the_ticket_goes_on(shop: Shop, how: str) -> None:
    case = done(shop, begin(shop, document(*SOLVED, about_ended=how)), "take")
    assert read_ticket(shop, about(case))["state"] == "solved"
    over(shop)
    assert open_steps(read(shop, case)) == {"call": "open"}


@pytest.mark.parametrize("how", ["stay", "end"])
def test_what_stays_goes_on_after_the_ticket(shop: Shop, how: str) -> None:
    case = begin(shop, document(step("call", outcome("done")), about_ended=how))
    end(shop, case)
    over(shop)
    assert read(shop, case)["state"] == ("running" if how == "stay" else "ended")


def test_a_case_goes_along_when_its_ticket_is_merged(shop: Shop) -> None:
    case = done(shop, begin(shop), "take", "go")
    into = make_ticket(shop, "manager", team_id=shop.team_id)
    last = make_ticket(shop, "manager", team_id=shop.team_id)
    post(shop, into, "merge", "manager", from_id=case["about"]["id"]).raise_for_status()
    post(shop, last, "merge", "manager", from_id=into["id"]).raise_for_status()
    until(lambda: read(shop, case)["about"]["id"] == last["id"])
    case = read(shop, case)
    assert open_steps(case) == {"left": "open", "right": "open"}
    tasks = "SELECT DISTINCT about_id::text FROM tasks WHERE state = 'open'"
    assert shop.run(tasks) == [(last["id"],)]
    case = done(shop, done(shop, case, "left"), "right")
    assert done(shop, case, "close")["state"] == "ended"


def test_no_procedure_runs_twice_on_a_ticket_after_a_merge(shop: Shop) -> None:
    case = begin(shop)
    other = published(shop, document(step("only", outcome("done"))), "other")
    goes = start(shop, other, case["about"]["id"])
    into = make_ticket(shop, "manager", team_id=shop.team_id)
    stays = start(shop, case["procedure_id"], into["id"])
    post(shop, into, "merge", "manager", from_id=case["about"]["id"]).raise_for_status()
    until(lambda: read(shop, case)["state"] == "ended")
    assert read(shop, case)["result"]["en"].startswith("Its ticket was merged")
    assert (read(shop, goes)["about"]["id"], read(shop, goes)["state"]) == (into["id"], "running")
    assert open_steps(read(shop, stays)) == {"take": "open"}
    assert shop.run(OPEN_TASKS) == [(2,)]


def test_splitting_leaves_the_case_where_it_is(shop: Shop) -> None:
    case = begin(shop)
    post(shop, about(case), "split", "manager", title="另一件事").raise_for_status()
    assert shop.run("SELECT count(*) FROM cases") == [(1,)]
    assert read(shop, case)["about"]["id"] == case["about"]["id"]
