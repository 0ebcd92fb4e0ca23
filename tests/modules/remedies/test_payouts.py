"""Payouts through the running product: asked for, approved, refused, taken back."""

import asyncio
from collections import Counter

import httpx
import pytest

from tests.modules.customers.people import talk
from tests.modules.procedures.papers import open_steps
from tests.modules.procedures.papers import read as read_case
from tests.modules.remedies.payouts import act, ask, asked, cases, finance, note, read
from tests.modules.tickets.cases import make as make_ticket
from tests.modules.tickets.conftest import working
from tests.servers.patience import until
from tests.servers.shop import Shop, hire

__all__ = ["working"]
LIMITS = "/api/payouts/limits"


def test_within_the_limit_it_is_approved_at_once_beyond_it_somebody_else_decides(
    shop: Shop,
) -> None:
    small, large = asked(shop, 2000), asked(shop, 2001)
    assert (small["state"], small["at_once"], large["state"]) == ("due", True, "requested")
    own = act(shop, large, "approve", "agent_junior")
    assert own.status_code == 403
    after = act(shop, large, "approve", "supervisor").json()
    assert (after["state"], after["decided_by_name"]) == ("due", "supervisor")
    again = act(shop, large, "approve", "manager")
    assert (again.status_code, again.json()["error"]["code"]) == (409, "payout_moved")


def test_nobody_approves_their_own_request_nor_beyond_their_limit(shop: Shop) -> None:
    row = asked(shop, 60_000, "supervisor")
    own = act(shop, row, "approve", "supervisor")
    assert (own.status_code, own.json()["error"]["code"]) == (403, "own_request")
    other = hire(shop, "supervisor", "second")
    assert other
    beyond = act(shop, row, "approve", "second")
    assert (beyond.status_code, beyond.json()["error"]["code"]) == (403, "beyond_limit")
    # Refusing takes no limit, but four eyes.
    assert act(shop, row, "refuse", "supervisor", why="不合适").status_code == 403
    assert act(shop, row, "refuse", "second", why="不合适").json()["state"] == "refused"


def test_the_sum_of_a_day_is_kept_however_many_ask_at_once(shop: Shop) -> None:
    ticket = make_ticket(shop, "agent_junior", team_id=shop.team_id)["id"]

    async def many() -> list[httpx.Response]:
        body = {"about": {"kind": "ticket", "id": ticket}, "amount": 1500, "reason": "补偿"}
        cookies = {"zhiyin_session": shop.cookies["agent_junior"]}
        async with httpx.AsyncClient(
            base_url=shop.server.url, cookies=cookies, headers={"X-Zhiyin": "1"}, timeout=60
        ) as client:
            return await asyncio.gather(
                *(client.post("/api/payouts", json=body) for _ in range(12))
            )

    states = Counter(answer.json()["state"] for answer in asyncio.run(many()))
    # 100.00 a day are six of 15.00.
    assert states == {"due": 6, "requested": 6}
    assert shop.run("SELECT amount FROM payout_days") == [(9000,)]


def test_what_is_taken_back_may_be_granted_again(shop: Shop) -> None:
    rows = [asked(shop, 2000) for _ in range(5)]
    assert asked(shop, 100)["state"] == "requested"
    assert act(shop, rows[0], "withdraw", "agent_junior", why="客户不要了").status_code == 200
    assert asked(shop, 100)["state"] == "due"


def test_a_payout_is_seen_by_whoever_sees_its_ticket_and_by_nobody_else(shop: Shop) -> None:
    ticket = make_ticket(shop, "manager", owner_id=shop.ids["manager"], team_id=shop.team_id)
    row = asked(shop, 500, "manager", ticket=ticket["id"])
    with shop.client("agent_junior") as client:
        assert client.get(f"/api/payouts/{row['id']}").status_code == 404
        assert client.get("/api/payouts").json()["items"] == []
        query = {"about_kind": "ticket", "about_id": ticket["id"]}
        assert client.get("/api/payouts", params=query).status_code == 404
    assert ask(shop, 500, "agent_junior", ticket=ticket["id"]).status_code == 404
    shop.run("UPDATE tickets SET owner_id = %s", shop.ids["agent_junior"])
    assert read(shop, row, "agent_junior")["may"] == []
    with shop.client("quality") as client:
        assert [one["id"] for one in client.get("/api/payouts").json()["items"]] == [row["id"]]


def test_an_edit_of_an_older_state_is_refused(shop: Shop) -> None:
    row = asked(shop, 5000)
    with shop.client("supervisor", **{"If-Match": str(row["version"] - 1)}) as client:
        answer = client.post(f"/api/payouts/{row['id']}/approve", json={})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "edit_conflict")
    assert read(shop, row)["state"] == "requested"


def test_it_is_said_beforehand_who_will_be_asked(shop: Shop) -> None:
    ticket = make_ticket(shop, "agent_junior", team_id=shop.team_id)["id"]
    query = {"about_kind": "ticket", "about_id": ticket}
    with shop.client("agent_junior") as client:
        own = client.get("/api/payouts/preview", params={**query, "amount": 2000}).json()
        more = client.get("/api/payouts/preview", params={**query, "amount": 60_000}).json()
    assert own == {"at_once": True, "grant_each": 2000, "approvers": []}
    assert (more["at_once"], more["approvers"][0]) == (False, "manager")


def test_limits_decide_and_are_changed_by_who_may(shop: Shop) -> None:
    with shop.client("admin") as client:
        held = client.get(LIMITS).json()
        row = {"role": "agent_junior", "currency": "CNY", "grant_each": 300, "grant_day": 300}
        limits = [{**row, "approve_each": 0}]
        body = {"limits": limits, "version": held["version"]}
        assert client.put(LIMITS, json=body).status_code == 200
        assert client.put(LIMITS, json=body).json()["error"]["code"] == "edit_conflict"
        wrong = {**limits[0], "grant_day": 100}
        refused = client.put(LIMITS, json={"limits": [wrong], "version": held["version"] + 1})
        assert "limits.0.grant_day" in refused.json()["error"]["fields"]
    assert asked(shop, 301)["state"] == "requested"
    assert asked(shop, 300)["state"] == "due"
    with shop.client("supervisor") as client:
        assert client.get(LIMITS).status_code == 403


def test_beyond_the_limit_a_procedure_asks_who_can_approve(working: Shop) -> None:
    shop = working
    row = asked(shop, 5000)
    until(lambda: cases(shop, row))
    held = cases(shop, row)[0]
    assert held["code"] == "compensation"
    case = read_case(shop, held, "owner")
    assert open_steps(case) == {"approve": "open"}
    assert case["open"][0]["owner_name"] == "supervisor"


def test_deciding_in_the_list_and_in_the_case_are_one_act(working: Shop) -> None:
    shop = working
    finance(shop)
    by_list, by_case = asked(shop, 5000), asked(shop, 5000)
    until(lambda: cases(shop, by_list) and cases(shop, by_case))
    first, second = cases(shop, by_list)[0], cases(shop, by_case)[0]

    assert act(shop, by_list, "approve", "supervisor").json()["state"] == "due"
    ended = read_case(shop, first, "owner")
    assert (ended["state"], ended["steps"][0]["ended_by_name"]) == ("ended", "supervisor")

    step = read_case(shop, second, "owner")["steps"][0]
    path = f"/api/cases/{second['id']}/steps/{step['id']}/finish"
    with shop.client("supervisor") as client:
        assert client.post(path, json={"outcome": "approved"}).status_code == 200
    assert read(shop, by_case)["state"] == "due"
    again = act(shop, by_case, "refuse", "supervisor", why="晚了")
    assert again.json()["error"]["code"] == "payout_moved"
    # Both are paid by procedures of finance.
    until(lambda: cases(shop, by_list)[0]["code"] == cases(shop, by_case)[0]["code"] == "payout")
    paying = read_case(shop, cases(shop, by_list)[0], "owner")
    assert paying["open"][0]["owner_name"] == "finance"


def test_the_case_knows_limits_and_four_eyes_as_well(working: Shop) -> None:
    shop = working
    row = asked(shop, 60_000, "supervisor")
    until(lambda: cases(shop, row))
    case = cases(shop, row)[0]
    step = read_case(shop, case, "owner")["steps"][0]
    hire(shop, "supervisor", "second")
    for role in ("supervisor", "second"):
        shop.run("UPDATE tasks SET owner_id = %s", shop.ids[role])
        path = f"/api/cases/{case['id']}/steps/{step['id']}/finish"
        with shop.client(role) as client:
            answer = client.post(path, json={"outcome": "approved"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "guard_refused")
    assert read(shop, row)["state"] == "requested"


def test_finance_notes_many_at_once_and_each_once(working: Shop) -> None:
    shop = working
    finance(shop)
    rows = [asked(shop, 1000 + place) for place in range(3)]
    until(lambda: all(cases(shop, row) for row in rows))
    sent = note(shop, "sent", *rows, method="alipay", reference="20261122-7").json()
    assert [one["state"] for one in sent["done"]] == ["sent"] * 3
    assert {one["reference"] for one in sent["done"]} == {"20261122-7"}
    twice = note(shop, "sent", *rows, method="wechat").json()
    assert (twice["done"], len(twice["skipped"])) == ([], 3)
    failed = note(shop, "failed", rows[0], why="账号不对").json()["done"][0]
    assert failed["state"] == "failed"
    steps = open_steps(read_case(shop, cases(shop, rows[0])[0], "owner"))
    assert steps == {"pay": "open"}
    assert note(shop, "sent", rows[0], method="bank").json()["done"][0]["method"] == "bank"
    arrived = note(shop, "arrived", *rows, at="2026-11-22T12:00:00Z").json()["done"]
    assert {one["arrived_at"] for one in arrived} == {"2026-11-22T12:00:00Z"}
    assert [cases(shop, row)[0]["state"] for row in rows] == ["ended"] * 3


def test_what_is_taken_back_is_called_off(working: Shop) -> None:
    shop = working
    row = asked(shop, 5000)
    until(lambda: cases(shop, row))
    assert act(shop, row, "withdraw", "agent_junior", why="客户不要了").status_code == 200
    until(lambda: cases(shop, row)[0]["state"] == "cancelled")


def test_whoever_asked_is_told(working: Shop) -> None:
    shop = working
    row = asked(shop, 5000)
    act(shop, row, "refuse", "supervisor", why="金额偏高").raise_for_status()
    told = "SELECT kind FROM notices WHERE staff_id = %s AND kind LIKE 'remedies.%%'"
    until(lambda: shop.run(told, shop.ids["agent_junior"]) == [("remedies.refused",)])


def test_without_a_procedure_those_who_decide_and_pay_are_told(working: Shop) -> None:
    shop = working
    shop.run("UPDATE procedures SET state = 'off' WHERE code IN ('compensation', 'payout')")
    row = asked(shop, 5000)
    told = "SELECT kind FROM notices WHERE staff_id = %s AND kind LIKE 'remedies.%%'"
    until(lambda: shop.run(told, shop.ids["supervisor"]) == [("remedies.asked",)])
    act(shop, row, "approve", "supervisor").raise_for_status()
    until(lambda: ("remedies.to_pay",) in shop.run(told, shop.ids["owner"]))
    assert note(shop, "sent", row, role="owner", method="other").json()["done"]


@pytest.mark.parametrize("role", ["agent_junior", "supervisor", "quality"])
def test_only_finance_pays(shop: Shop, role: str) -> None:
    row = asked(shop, 1000)
    assert note(shop, "sent", row, role=role, method="bank").status_code == 403


def test_the_table_holds_what_the_list_shows_and_no_formula(shop: Shop) -> None:
    asked(shop, 1000, reason="=1+1")
    with shop.client("owner") as client:
        lines = client.get("/api/payouts/export").text.splitlines()
    assert len(lines) == 2
    assert "'=1+1" in lines[1]
    assert "10.00,CNY" in lines[1]


def test_a_table_for_what_is_not_there_is_an_answer_and_no_half_file(shop: Shop) -> None:
    nothing = {"about_kind": "ticket", "about_id": shop.team_id}
    with shop.client("owner") as client:
        assert client.get("/api/payouts/export", params=nothing).status_code == 404


async def test_of_an_erased_customer_the_words_go_and_the_sums_stay(working: Shop) -> None:
    shop = working
    who = await talk(shop, "裂了")
    ticket = make_ticket(shop, "manager", customer_id=who["customer"], team_id=shop.team_id)
    row = asked(shop, 1000, "manager", ticket=ticket["id"], reason="王芳的茶壶")
    with shop.client("owner") as owner:
        timeline = owner.get(f"/api/customers/{who['customer']}/timeline").json()["items"]
        assert [one["badge"]["en"] for one in timeline if one["kind"] == "payout"] == ["To be paid"]
        name = owner.get(f"/api/customers/{who['customer']}").json()["name"]
        owner.post(f"/api/customers/{who['customer']}/erase", json={"name": name})
    until(lambda: read(shop, row)["reason"] == "—")
    assert (read(shop, row)["amount"], read(shop, row)["state"]) == (1000, "due")
