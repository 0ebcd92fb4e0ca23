"""Procedures are drawn, checked, tried and published."""

from typing import Any

import pytest

from tests.modules.procedures.papers import (
    FORKED,
    Document,
    document,
    labels,
    outcome,
    publish,
    published,
    step,
)
from tests.servers.shop import Shop

END = outcome("done")
FIELD = {"code": "a", "name": labels("a"), "type": "text"}


def found(shop: Shop, paper: Document) -> list[tuple[str | None, str, str]]:
    with shop.client("manager") as client:
        answer = client.post("/api/procedures/check", json={"document": paper})
        assert answer.status_code == 200, answer.text
        return [(one["step"], one["part"], one["code"]) for one in answer.json()]


@pytest.mark.parametrize(
    ("paper", "problem"),
    [
        (document(step("a", END), step("b", END)), ("b", "", "unreachable")),
        (document(step("a", outcome("go", "b")), step("b", outcome("go", "a"))),
         ("a", "outcomes", "endless")),
        (document(step("a", END, END)), ("a", "outcomes", "same_code")),
        (document(step("a", END, fields=[FIELD, FIELD])), ("a", "fields", "same_code")),
        (document(step("a", END), step("a", END)), ("a", "code", "same_code")),
        (document(step("a", outcome("go", "nowhere"))), ("a", "outcomes", "unknown_step")),
        (document(step("a", END), start="b"), (None, "start", "no_start")),
        (document(step("a", END), about=["ship"]), (None, "about", "unknown_kind")),
        (document(step("a", outcome("go", "b", "c")), step("b", END), step("c", END)),
         ("a", "outcomes", "no_join")),
        (document(step("a", outcome("go", "b", "c")), step("b", outcome("go", "d")),
                  step("c", outcome("go", "d")), step("d", END)), ("d", "join", "tangle")),
        (document(step("a", END, join="all")), ("a", "join", "join_alone")),
        (document(step("a", END, limit={"minutes": 61}), limit={"minutes": 60}),
         (None, "limit", "too_long")),
        (document(step("a", END, kind="wait_customer")), ("a", "limit", "no_limit")),
        (document(step("a", END, kind="wait_customer", limit={"minutes": 9})),
         ("a", "overdue_outcome", "no_overdue")),
        (document(step("a", END, escalations=[{"after": 5}])), ("a", "limit", "no_limit")),
        (document(step("a", END, on_enter=[{"action": "ships.sail"}])),
         ("a", "on_enter", "unknown_call")),
        (document(step("a", END, on_enter=[{"action": "tickets.set_status"}])),
         ("a", "on_enter", "bad_value")),
        (document(step("a", END, on_enter=[{"action": "tickets.raise_priority"}]),
                  about=["conversation"]), ("a", "on_enter", "wrong_kind")),
        (document(step("a", outcome("go", guards=[{"guard": "ships.afloat"}]))),
         ("a", "outcomes", "unknown_call")),
        (document(step("a", outcome("go", permission="ships.sail"))),
         ("a", "outcomes", "unknown_permission")),
        (document(step("a", END, who={"rule": "captain"})), ("a", "who", "unknown_rule")),
        (document(step("a", END, who={"rule": "role", "value": "captain"})),
         ("a", "who", "bad_value")),
        (document(step("a", END), name={"zh-CN": " ", "en": "x"}), (None, "name", "no_name")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found_and_named(
    module_shop: Shop, paper: Document, problem: tuple[Any, ...]
) -> None:
    assert problem in found(module_shop, paper)


def test_a_sound_procedure_has_no_problems(module_shop: Shop) -> None:
    assert found(module_shop, FORKED) == []


def test_a_step_nobody_can_do_is_not_published_and_says_who_lacks(shop: Shop) -> None:
    with shop.client("owner") as owner:
        team = owner.post("/api/teams", json={"name": "财务", "shop_id": shop.shop_id}).json()
        who = {"rule": "team", "value": team["id"]}
        paper = document(step("a", END, who=who))
        made = owner.post("/api/procedures", json={"code": "pay", "name": labels("pay")}).json()
        path = f"/api/procedures/{made['id']}"
        kept = owner.put(f"{path}/draft", json={"document": paper}).json()
        assert [one["code"] for one in kept["problems"]] == ["nobody"]
        assert "财务" in kept["problems"][0]["text"]["zh-CN"]
        refused = owner.post(f"{path}/publish", json={})
        assert (refused.status_code, refused.json()["error"]["code"]) == (422, "procedure_problems")
        assert refused.json()["error"]["problems"][0]["step"] == "a"


def test_two_who_edit_the_same_draft_see_both(shop: Shop) -> None:
    procedure_id = published(shop, FORKED)
    path = f"/api/procedures/{procedure_id}/draft"
    with shop.client("owner") as owner:
        version = str(owner.get(f"/api/procedures/{procedure_id}").json()["version"])
        body = {"document": document(step("a", END))}
        first = owner.put(path, json=body, headers={"If-Match": version})
        assert first.json()["changed"] is True
        second = owner.put(path, json={"document": FORKED}, headers={"If-Match": version})
        assert second.status_code == 409
        assert second.json()["error"]["current"]["draft"]["start"] == "a"


def test_switched_off_nothing_begins_and_copies_and_versions_are_kept(shop: Shop) -> None:
    procedure_id = published(shop, FORKED)
    path = f"/api/procedures/{procedure_id}"
    with shop.client("owner") as owner:
        copy = {"code": "copy", "name": labels("copy"), "copy_of": procedure_id}
        made = owner.post("/api/procedures", json=copy).json()
        assert (made["draft"]["start"], made["published"], made["problems"]) == ("take", None, [])
        assert owner.post("/api/procedures", json=copy).status_code == 409
        assert publish(owner, procedure_id, document(step("a", END))) == 2
        numbers = [one["number"] for one in owner.get(f"{path}/versions").json()]
        assert numbers == [2, 1]
        assert owner.get(f"{path}/versions/1").json()["document"]["start"] == "take"
        assert owner.put(f"{path}/state", json={"state": "off"}).json()["state"] == "off"
        about = {"kind": "ticket", "id": procedure_id}
        answer = owner.post("/api/cases", json={"procedure_id": procedure_id, "about": about})
        assert answer.status_code == 404


def test_a_dry_run_names_people_times_and_what_would_be_done(shop: Shop) -> None:
    who = {"rule": "staff", "value": shop.ids["agent_senior"]}
    paper = document(
        step("a", outcome("go", "b"), who=who, limit={"minutes": 30, "clock": "clock"}),
        step(
            "b",
            END,
            who={"rule": "tickets.owner"},
            on_enter=[{"action": "tickets.raise_priority"}],
            notices=[{"when": "opened", "to": [who]}],
        ),
    )
    body = {
        "document": paper,
        "shop_id": shop.shop_id,
        "team_id": shop.team_id,
        "started_at": "2026-11-23T02:00:00Z",
        "choices": [{"step": "a", "outcome": "go"}, {"step": "b", "outcome": "nothing"}],
    }
    with shop.client("manager") as client:
        # Names the process does not know yet are read by the next look.
        client.post("/api/procedures/dry-run", json=body).raise_for_status()
        went = client.post("/api/procedures/dry-run", json=body).json()
    first, second = went["steps"]
    assert (first["owner_name"], first["due_at"]) == ("agent_senior", "2026-11-23T02:30:00Z")
    assert (second["opened_at"], second["owner_name"]) == ("2026-11-23T02:30:00Z", None)
    assert [one["code"] for one in second["actions"]] == ["tickets.raise_priority"]
    assert second["notices"] == [{"when": "opened", "names": ["agent_senior"]}]
    assert went["refused"] is not None
    assert shop.run("SELECT count(*) FROM cases") == [(0,)]


def test_the_offer_lists_what_modules_contribute(module_shop: Shop) -> None:
    with module_shop.client("manager") as client:
        offer = client.get("/api/procedures/offer").json()
    actions = {one["code"]: one for one in offer["actions"]}
    assert {"tickets.set_status", "conversations.tell_customer"} <= actions.keys()
    fields = {one["code"]: one for one in actions["tickets.set_status"]["fields"]}
    assert "in_progress" in {one["value"] for one in fields["status"]["choices"]}
    rules = {one["code"]: one["choices"] for one in offer["rules"]}
    assert rules["case_team"] is None
    assert "supervisor" in {one["value"] for one in rules["role"]}
