"""Every setting of complaints acts."""

from datetime import datetime
from typing import Any

import pytest

from tests.modules.complaints.complaints import (
    ORDINARY,
    WORDS,
    appears,
    at,
    calmed,
    customer,
    filed,
    offer,
    ok,
    post,
    put,
    talk,
    wait,
)
from tests.modules.tickets.cases import make as make_ticket
from tests.servers.shop import Shop


def put_setting(shop: Shop, key: str, value: Any) -> None:
    with shop.client("owner") as client:
        body = {"scope": "organisation", "value": value}
        answer = client.put(f"/api/settings/complaints.{key}", json=body)
        assert answer.status_code == 200, answer.text


def seconds(row: dict[str, Any], until: str) -> float:
    begin, end = (datetime.fromisoformat(row[name]) for name in ("filed_at", until))
    return (end - begin).total_seconds()


@pytest.mark.acts("complaints.types")
def test_tickets_of_the_named_types_are_complaints(working: Shop) -> None:
    shop = working
    put_setting(shop, "types", "general, complaint")
    made = make_ticket(shop, title="一件一般的工单")
    assert appears(shop, made)["ticket_id"] == made["id"]
    row = filed(shop, ORDINARY)
    code = "SELECT k.code FROM tickets t JOIN ticket_types k ON k.id = t.type_id WHERE t.id = %s"
    assert shop.run(code, row["ticket_id"]) == [("general",)]
    put_setting(shop, "types", "no_such_type")
    refused = post(shop, "", words=ORDINARY)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "no_complaint_type")


@pytest.mark.acts("complaints.key_levels")
def test_key_customers_weigh_more(shop: Shop) -> None:
    talked = talk(shop, ORDINARY)
    shop.run("UPDATE customers SET level = '铂金'")
    body = {"conversation_id": talked, "words": ORDINARY}
    before = ok(post(shop, "/look", **body))["grade"]
    put_setting(shop, "key_levels", {"zh-CN": "铂金", "en": "platinum"})
    after = ok(post(shop, "/look", **body))["grade"]
    assert "tier" not in {one["code"] for one in before["reasons"]}
    assert "tier" in {one["code"] for one in after["reasons"]}


@pytest.mark.parametrize(
    ("key", "value", "level"),
    [
        pytest.param("points_1", 100, 2, marks=pytest.mark.acts("complaints.points_1")),
        pytest.param("points_2", 5, 2, marks=pytest.mark.acts("complaints.points_2")),
        pytest.param("points_3", 90, 4, marks=pytest.mark.acts("complaints.points_3")),
    ],
)
def test_so_many_points_are_this_level(shop: Shop, key: str, value: int, level: int) -> None:
    words = {"points_1": "热水器起火了", "points_2": "又发错了", "points_3": "又发错了"}[key]
    before = ok(post(shop, "/look", words=words))["grade"]
    put_setting(shop, key, value)
    after = ok(post(shop, "/look", words=words))["grade"]
    assert before["points"] == after["points"]
    assert before["level"] != after["level"] == level


@pytest.mark.parametrize(
    ("key", "level"),
    [
        pytest.param("calm_1", 1, marks=pytest.mark.acts("complaints.calm_1")),
        pytest.param("calm_2", 2, marks=pytest.mark.acts("complaints.calm_2")),
        pytest.param("calm_3", 3, marks=pytest.mark.acts("complaints.calm_3")),
        pytest.param("calm_4", 4, marks=pytest.mark.acts("complaints.calm_4")),
        pytest.param("solve_1", 1, marks=pytest.mark.acts("complaints.solve_1")),
        pytest.param("solve_2", 2, marks=pytest.mark.acts("complaints.solve_2")),
        pytest.param("solve_3", 3, marks=pytest.mark.acts("complaints.solve_3")),
        pytest.param("solve_4", 4, marks=pytest.mark.acts("complaints.solve_4")),
    ],
)
def test_limits_of_a_level_hold_from_the_filing_on(shop: Shop, key: str, level: int) -> None:
    put_setting(shop, key, 7_200)
    other = 1 if level == 4 else level + 1
    row = filed(shop, ORDINARY, level=level, reason="试一试")
    name = "calm_due_at" if key.startswith("calm") else "solve_due_at"
    assert seconds(row, name) == 7_200
    moved = ok(put(shop, row, "level", level=other, reason="再试"))
    assert seconds(moved, name) != 7_200


@pytest.mark.parametrize(
    "level",
    [
        pytest.param(1, marks=pytest.mark.acts("complaints.role_1")),
        pytest.param(2, marks=pytest.mark.acts("complaints.role_2")),
        pytest.param(3, marks=pytest.mark.acts("complaints.role_3")),
        pytest.param(4, marks=pytest.mark.acts("complaints.role_4")),
    ],
)
def test_the_role_of_a_level_handles_it(working: Shop, level: int) -> None:
    shop = working
    put_setting(shop, f"role_{level}", "support")
    row = filed(shop, ORDINARY, level=level, reason="试一试")
    calmed(shop, row)
    if level == 1:
        found = "SELECT count(*) > 0 FROM notices n JOIN staff s ON s.id = n.staff_id"
        found += " WHERE n.kind = 'complaints.grave' AND s.name = 'support'"
        wait(shop, found)
        return
    case = at(shop, row, f"handle_{level}")
    assert [one["owner_name"] for one in case["open"]] == ["support"]


@pytest.mark.acts("complaints.valid_hours")
def test_an_offer_is_valid_for_so_long(shop: Shop) -> None:
    put_setting(shop, "valid_hours", 5)
    row = filed(shop, WORDS, customer_id=customer(shop))
    made = offer(shop, row)["offers"][0]
    sent, until = (datetime.fromisoformat(made[name]) for name in ("sent_at", "valid_until"))
    assert round((until - sent).total_seconds()) == 5 * 3600


@pytest.mark.acts("complaints.follow_up_days")
def test_the_follow_up_waits_so_many_days(shop: Shop) -> None:
    put_setting(shop, "follow_up_days", 9)
    row = filed(shop, ORDINARY)
    ok(post(shop, f"/{row['id']}/solved"))
    due = "SELECT round(extract(epoch FROM due_at - now()) / 86400) FROM timers"
    assert shop.run(f"{due} WHERE kind = 'complaints.follow_up'") == [(9,)]


@pytest.mark.acts("complaints.script")
def test_calm_first_words_are_the_shops_own(shop: Shop) -> None:
    own = {"zh-CN": "对不起，让您受累了。", "en": "We are sorry."}
    put_setting(shop, "script", own)
    assert ok(post(shop, "/look", words=WORDS))["script"] == own
