"""Cases through the running product: begun, moved, divided, waited for, skipped, called off."""

from pathlib import Path
from typing import Any

import pytest

from tests.modules.procedures.papers import (
    FORKED,
    document,
    done,
    move,
    open_steps,
    outcome,
    publish,
    published,
    read,
    start,
    step,
)
from tests.modules.tickets.cases import make as make_ticket
from tests.modules.tickets.cases import read as read_ticket
from tests.servers.shop import Shop
from zhiyin.entry.building import build_house
from zhiyin.kernel.environment import Environment

END = outcome("done")


def begin(shop: Shop, *steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A case of these steps about a new ticket of the team."""
    paper = document(*steps, **more) if steps else FORKED
    ticket = make_ticket(shop, "manager", team_id=shop.team_id)
    return start(shop, published(shop, paper), ticket["id"])


def test_branches_run_side_by_side_and_come_together_once(shop: Shop) -> None:
    case = begin(shop)
    assert open_steps(case) == {"take": "open"}
    case = done(shop, case, "take", "go")
    assert open_steps(case) == {"left": "open", "right": "open"}
    assert {one["branch"] for one in case["steps"] if one["state"] == "open"} == {"left", "right"}
    case = done(shop, case, "left")
    assert open_steps(case) == {"right": "open", "close": "waiting"}
    case = done(shop, case, "right")
    assert open_steps(case) == {"close": "open"}
    case = done(shop, case, "close")
    assert (case["state"], case["open"], case["result"]["en"]) == ("ended", [], "done")
    assert [one["state"] for one in case["steps"]] == ["done"] * 4


def test_a_way_back_calls_the_other_branches_off_and_counts_the_visits(shop: Shop) -> None:
    case = done(shop, begin(shop), "take", "go")
    case = done(shop, case, "left")
    case = done(shop, case, "right", "back")
    assert open_steps(case) == {"take": "open"}
    states = [(one["step"], one["visit"], one["state"]) for one in case["steps"]]
    assert states == [
        ("take", 1, "done"),
        ("left", 1, "done"),
        ("right", 1, "done"),
        ("close", 1, "cancelled"),
        ("take", 2, "open"),
    ]
    case = done(shop, done(shop, case, "take", "go"), "right", "stop")
    assert (case["state"], open_steps(case)) == ("ended", {})


def test_a_step_is_finished_once_however_many_try(shop: Shop) -> None:
    case = begin(shop)
    assert move(shop, case, "take", outcome="go").status_code == 200
    again = move(shop, case, "take", outcome="go")
    assert (again.status_code, again.json()["error"]["code"]) == (409, "step_ended")
    assert len(read(shop, case)["steps"]) == 3


def test_the_form_and_the_checklist_are_asked_for_and_kept(shop: Shop) -> None:
    fields = [
        {"code": "facts", "name": {"zh-CN": "经过", "en": "Facts"}, "type": "text",
         "required": True},
        {"code": "sum", "name": {"zh-CN": "金额", "en": "Sum"}, "type": "money"},
    ]  # fmt: skip
    ticks = [{"code": "calm", "name": {"zh-CN": "安抚", "en": "Calmed"}, "required": True}]
    first = step("take", outcome("done", reason=True), fields=fields, checklist=ticks)
    case = begin(shop, first)
    refused = move(shop, case, "take", outcome="done", values={"sum": "x"})
    assert list(refused.json()["error"]["fields"]) == ["values.sum"]
    refused = move(shop, case, "take", outcome="done")
    named = {"values.facts", "checklist.calm", "reason"}
    assert (refused.status_code, set(refused.json()["error"]["fields"])) == (422, named)
    kept = move(shop, case, "take", "form", values={"facts": "壶碎了"}, checklist=["calm"])
    assert kept.json()["steps"][0]["values"] == {"facts": "壶碎了"}
    after = done(shop, case, "take", reason="客户同意", checklist=["calm"])
    last = after["steps"][0]
    assert (last["values"], last["reason"]) == ({"facts": "壶碎了"}, "客户同意")


def test_a_step_is_done_by_whoever_has_it(shop: Shop) -> None:
    junior = shop.ids["agent_junior"]
    who = {"rule": "staff", "value": junior}
    case = begin(
        shop, step("take", outcome("done", "next"), who=who), step("next", outcome("done"))
    )
    assert case["open"][0]["owner_name"] == "agent_junior"
    refused = move(shop, case, "take", role="agent_senior", outcome="done")
    assert refused.status_code in (403, 404)
    with shop.client("agent_junior") as client:
        tasks = client.get("/api/tasks").json()["items"]
        assert [one["origin"] for one in tasks] == ["procedures.step"]
        ended = client.post(f"/api/tasks/{tasks[0]['id']}/done", json={"result": "好了"})
        assert (ended.status_code, ended.json()["error"]["code"]) == (409, "step_task")
        assert ended.json()["error"]["case_id"] == case["id"]
        later = {"due_at": "2030-01-01T00:00:00Z"}
        assert client.patch(f"/api/tasks/{tasks[0]['id']}", json=later).status_code == 409
    assert move(shop, case, "take", role="agent_junior", outcome="done").status_code == 200
    with shop.client("agent_junior") as client:
        assert client.get("/api/tasks").json()["items"] == []
        ended = client.get("/api/tasks", params={"state": "done"}).json()["items"]
        assert [one["state"] for one in ended] == ["done"]


def test_an_outcome_may_ask_for_a_permission(shop: Shop) -> None:
    who = {"rule": "staff", "value": shop.ids["agent_junior"]}
    asked = outcome("done", permission="tickets.manage")
    case = begin(shop, step("take", asked, outcome("plain"), who=who))
    seen = read(shop, case, "agent_junior")["steps"][0]
    assert seen["missing_permissions"] == ["done"]
    assert move(shop, case, "take", role="agent_junior", outcome="done").status_code == 403
    assert move(shop, case, "take", role="agent_junior", outcome="plain").status_code == 200


def test_skipping_and_calling_off_take_a_permission_and_a_reason(shop: Shop) -> None:
    case = begin(shop)
    body = {"outcome": "go", "reason": "客户已到店"}
    assert move(shop, case, "take", "skip", "agent_senior", **body).status_code == 403
    assert move(shop, case, "take", "skip", outcome="go", reason=" ").status_code == 422
    case = move(shop, case, "take", "skip", **body).json()
    assert [one["state"] for one in case["steps"]] == ["skipped", "open", "open"]
    with shop.client("manager") as client:
        answer = client.post(f"/api/cases/{case['id']}/cancel", json={"reason": "客户撤诉"})
        assert (answer.json()["state"], answer.json()["open"]) == ("cancelled", [])
        again = client.post(f"/api/cases/{case['id']}/cancel", json={"reason": "再来"})
        assert again.json()["error"]["code"] == "case_over"
    open_tasks = "SELECT count(*) FROM tasks WHERE state = 'open'"
    assert shop.run(open_tasks) == [(0,)]


def test_a_step_is_given_back_only_to_where_the_case_was(shop: Shop) -> None:
    case = done(shop, begin(shop), "take", "go")
    right = next(one for one in case["steps"] if one["step"] == "right")
    assert right["returns"] == ["take"]
    refused = move(shop, case, "right", "return", to="close", reason="看错了")
    assert refused.json()["error"]["code"] == "cannot_return"
    case = move(shop, case, "right", "return", to="take", reason="资料不全").json()
    states = {(one["step"], one["visit"]): one["state"] for one in case["steps"]}
    assert states == {
        ("take", 1): "done",
        ("left", 1): "cancelled",
        ("right", 1): "returned",
        ("take", 2): "open",
    }


def test_the_same_procedure_runs_once_about_an_object(shop: Shop) -> None:
    case = begin(shop)
    about = case["about"]
    body = {"procedure_id": case["procedure_id"], "about": {"kind": "ticket", "id": about["id"]}}
    with shop.client("manager") as client:
        again = client.post("/api/cases", json=body)
        assert (again.status_code, again.json()["error"]["case_id"]) == (409, case["id"])
        query = {"about_kind": "ticket", "about_id": about["id"]}
        startable = client.get("/api/cases/startable", params=query).json()
        assert case["procedure_id"] not in {one["id"] for one in startable}
        assert [one["id"] for one in client.get("/api/cases", params=query).json()["items"]] == [
            case["id"]
        ]


def test_who_may_not_see_the_ticket_does_not_see_its_case(shop: Shop) -> None:
    ticket = make_ticket(shop, "manager", owner_id=shop.ids["manager"])
    case = start(shop, published(shop, FORKED), ticket["id"])
    with shop.client("agent_junior") as client:
        assert client.get(f"/api/cases/{case['id']}").status_code == 404
        query = {"about_kind": "ticket", "about_id": ticket["id"]}
        assert client.get("/api/cases", params=query).status_code == 404
        assert client.get("/api/cases").json()["items"] == []
    with shop.client("manager") as client:
        assert len(client.get("/api/cases").json()["items"]) == 1


def test_a_running_case_stays_on_its_version_until_it_is_moved_deliberately(shop: Shop) -> None:
    case = begin(shop, step("take", outcome("done", "next")), step("next", outcome("done")))
    procedure = f"/api/procedures/{case['procedure_id']}"
    newer = document(
        step("intake", outcome("done", "next"), limit={"minutes": 60, "clock": "clock"}),
        step("next", outcome("done", "last")),
        step("last", outcome("done")),
    )
    with shop.client("owner") as owner:
        assert publish(owner, case["procedure_id"], newer) == 2
        nothing = owner.post(f"{procedure}/publish", json={})
        assert nothing.json()["error"]["code"] == "nothing_new"
        assert read(shop, case)["number"] == 1
        body: dict[str, Any] = {"from_number": 1, "to_number": 2}
        preview = owner.post(f"{procedure}/migrate", json=body).json()
        assert (preview["cases"], preview["moved"]) == (1, 0)
        assert [(one["step"], one["code"]) for one in preview["problems"]] == [("take", "nowhere")]
        refused = owner.post(f"{procedure}/migrate", json={**body, "preview": False})
        assert refused.json()["error"]["code"] == "procedure_problems"
        body |= {"steps": {"take": "intake"}, "preview": False}
        moved = owner.post(f"{procedure}/migrate", json=body).json()
        assert (moved["moved"], moved["left"]) == (1, 0)
    case = read(shop, case)
    assert (case["number"], open_steps(case)) == (2, {"intake": "open"})
    assert case["open"][0]["due_at"] is not None
    case = done(shop, done(shop, done(shop, case, "intake"), "next"), "last")
    assert case["state"] == "ended"


def test_actions_change_the_ticket_in_the_same_move(shop: Shop) -> None:
    enter = [
        {"action": "tickets.set_status",
         "values": {"state": "open", "status": "in_progress"}},
        {"action": "tickets.set_priority", "values": {"urgency": "3", "importance": "3"}},
        {"action": "tickets.comment", "values": {"text": "已受理"}},
    ]  # fmt: skip
    leave = [{"action": "tickets.set_status", "values": {"state": "solved"}}]
    case = begin(shop, step("take", outcome("done"), on_enter=enter, on_leave=leave))
    ticket = {"id": case["about"]["id"]}
    seen = read_ticket(shop, ticket)
    assert (seen["status"], seen["priority"]) == ("in_progress", 5)
    done(shop, case, "take")
    assert read_ticket(shop, ticket)["state"] == "solved"
    told = "SELECT count(*) FROM ticket_comments WHERE text = '已受理'"
    assert shop.run(told) == [(1,)]


def test_a_guard_keeps_an_outcome_back(shop: Shop) -> None:
    guarded = outcome("done", guards=[{"guard": "tickets.parts_ended"}])
    case = begin(shop, step("take", guarded))
    ticket_id = case["about"]["id"]
    part = make_ticket(shop, "manager", parent_id=ticket_id)
    refused = move(shop, case, "take", outcome="done")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "guard_refused")
    assert "still open" in refused.json()["error"]["message"]
    with shop.client("manager") as client:
        client.post(f"/api/tickets/{part['id']}/end", json={}).raise_for_status()
    assert done(shop, case, "take")["state"] == "ended"


def test_an_action_that_refuses_keeps_the_case_where_it_stood(shop: Shop) -> None:
    leave = [{"action": "tickets.set_status", "values": {"state": "solved"}}]
    case = begin(shop, step("take", outcome("done", "next"), on_leave=leave), step("next", END))
    make_ticket(shop, "manager", parent_id=case["about"]["id"])
    refused = move(shop, case, "take", outcome="done")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "ticket_parts_open")
    assert open_steps(read(shop, case)) == {"take": "open"}
    assert shop.run("SELECT count(*) FROM tasks WHERE state = 'open'") == [(1,)]


async def test_what_was_filled_in_goes_with_the_customer(shop: Shop, tmp_path: Path) -> None:
    async with shop.visitor(shop.session()["token"]) as visitor:
        await visitor.post("壶碎了")
    customer_id = shop.run("SELECT id FROM customers")[0][0]
    form = [{"code": "facts", "name": {"zh-CN": "经过", "en": "Facts"}, "type": "text"}]
    paper = document(step("take", outcome("done", "take"), outcome("stop"), fields=form))
    ticket = make_ticket(shop, "manager", team_id=shop.team_id, customer_id=str(customer_id))
    case = start(shop, published(shop, paper), ticket["id"])
    done(shop, case, "take", values={"facts": "家住桂花巷"}, reason="怕邻居知道")
    house = build_house(Environment(database_url=shop.database_url, data_dir=tmp_path))
    part = house.personal["procedures"]
    async with house.database.reading() as session:
        told = [one.rows for one in await part.export(session, customer_id, [])]
    assert "家住桂花巷" in str(told)
    async with house.database.writing() as session:
        await part.erase(session, customer_id, [])
    await house.database.close()
    left = shop.run("SELECT values::text, reason FROM case_steps WHERE outcome = 'done'")
    assert left == [("{}", "")]
    audited = shop.run(
        "SELECT count(*) FROM audit WHERE (before::text || after::text) LIKE '%%桂花%%'"
    )
    assert audited == [(0,)]


@pytest.mark.parametrize("away", ["left", "absent"])
def test_what_nobody_can_do_falls_to_others_and_never_to_nobody(shop: Shop, away: str) -> None:
    junior, senior = shop.ids["agent_junior"], shop.ids["agent_senior"]
    who = {"rule": "staff", "value": junior}
    procedure_id = published(shop, document(step("take", outcome("done"), who=who)))
    with shop.client("owner") as owner:
        if away == "left":
            owner.patch(f"/api/staff/{junior}", json={"state": "disabled"}).raise_for_status()
        else:
            body = {"until": "2199-01-01T00:00:00Z", "substitute_id": senior}
            owner.put(f"/api/absences/{junior}", json=body).raise_for_status()
    ticket = make_ticket(shop, "manager", team_id=shop.team_id)
    held = start(shop, procedure_id, ticket["id"])["steps"][0]
    if away == "left":
        assert (held["owner_id"], held["team_id"]) == (None, shop.team_id)
    else:
        assert (held["owner_id"], held["assign_reason"]) == (senior, "substitute")
