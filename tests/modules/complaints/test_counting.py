"""Complaints in numbers, alike ones joined into a problem, and a warning before they pile up."""

from pathlib import Path
from typing import Any

import pytest

from tests.modules.complaints.complaints import (
    ORDINARY,
    WORDS,
    cause,
    customer,
    filed,
    inside,
    link,
    offer,
    ok,
    post,
    put,
    read,
    visit,
    wait,
)
from tests.servers.shop import Shop
from zhiyin.modules.complaints.actions.warning import watch
from zhiyin.modules.complaints.queries.figures import percentile

PERIOD = {"from": "2020-01-01T00:00:00Z", "to": "2100-01-01T00:00:00Z"}
POT = "紫砂壶用了两天壶盖就裂了，要求换新"


def figures(shop: Shop, role: str = "manager", **asked: Any) -> dict[str, Any]:
    with shop.client(role) as client:
        return ok(client.get("/api/complaints/figures", params={**PERIOD, **asked}))


def test_figures_count_what_happened_by_level_cause_product_and_shop(shop: Shop) -> None:
    blamed = cause(shop)
    person = customer(shop)
    first = filed(shop, POT, customer_id=person)
    filed(shop, WORDS)
    ok(post(shop, f"/{first['id']}/calm"))
    offer(shop, first, {"text": "补偿", "amount": 700})
    ok(visit(shop, "offers/choose", token=link(shop, first), place=1))
    wait(shop, "SELECT bool_and(state = 'due') FROM payouts")
    shop.run("UPDATE payouts SET state = 'arrived'")
    ok(post(shop, f"/{first['id']}/solved"))
    ok(post(shop, f"/{first['id']}/follow-up", settled=False, score=2, words="又裂了"))
    ok(put(shop, first, "lesson", cause_id=blamed, wrong="窑温低", prevent="加抽检"))
    shop.run(
        "UPDATE complaints SET filed_at = filed_at - interval '100 seconds',"
        " calm_at = filed_at, first_solved_at = filed_at + interval '400 seconds' WHERE id = %s",
        first["id"],
    )
    told = figures(shop)
    total = told["total"]
    assert (total["complaints"], total["open"], total["compensation"]) == (2, 2, 700)
    assert (total["calm_p50_s"], total["solve_p90_s"]) == (100, 500)
    assert (total["calm_kept"], total["reopened_share"]) == (1.0, 1.0)
    assert (total["satisfaction"], total["answered"]) == (2.0, 1)
    by_level = {one["level"]: one["complaints"] for one in told["levels"]}
    assert by_level == {1: 1, 2: 0, 3: by_level[3], 4: by_level[4]}
    assert by_level[3] + by_level[4] == 1
    assert {one["id"]: one["complaints"] for one in told["causes"]} == {blamed: 1, None: 1}
    assert any("壶" in one["word"] for one in told["products"])
    assert [one["complaints"] for one in told["shops"]] == [2]
    assert sum(one["complaints"] for one in told["days"]) == 2
    with shop.client("manager") as client:
        table = client.get("/api/complaints/figures/export", params=PERIOD)
        lines = table.text.strip().splitlines()
        assert len(lines) == 3
        assert lines[0].lstrip("\ufeff").startswith("ref,shop,level")
        assert ",700" in table.text
    with shop.client("agent_junior") as client:
        assert client.get("/api/complaints/figures", params=PERIOD).status_code == 403


@pytest.mark.parametrize(
    ("values", "share", "wanted"),
    [([], 0.5, None), ([7], 0.9, 7), ([1, 2, 3, 4], 0.5, 2), (list(range(1, 11)), 0.9, 9)],
)
def test_percentiles_are_values_that_were_measured(
    values: list[int], share: float, wanted: int | None
) -> None:
    assert percentile(values, share) == wanted


def test_the_same_from_many_is_proposed_and_joined_into_a_problem(shop: Shop) -> None:
    one = filed(shop, POT)
    two = filed(shop, "买的紫砂壶壶盖开裂，漏水")
    other = filed(shop, "发票抬头开错了，一直没重开")
    with shop.client("manager") as client:
        near = client.get(f"/api/complaints/{one['id']}/alike").json()
        assert [each["complaint"]["id"] for each in near] == [two["id"]]
        assert near[0]["score"] >= 0.3
        assert near[0]["why"][0]["zh-CN"]
        body = {"name": "壶盖开裂", "complaint_ids": [one["id"], two["id"]]}
        made = ok(client.post("/api/complaints/problems", json=body))
        assert made["figures"] == {
            "complaints": 2, "customers": 0, "open": 2, "compensation": 0,
        }  # fmt: skip
        taken = client.post(
            "/api/complaints/problems", json={"name": "别的", "complaint_ids": [one["id"]]}
        )
        assert (taken.status_code, taken.json()["error"]["code"]) == (409, "has_problem")
        path = f"/api/complaints/problems/{made['id']}"
        ok(client.post(f"{path}/members", json={"complaint_ids": [other["id"]]}))
        assert client.delete(f"{path}/members/{other['id']}").status_code == 204
        version = {"If-Match": str(ok(client.get(path))["version"])}
        changed = ok(client.patch(path, json={"state": "known"}, headers=version))
        assert (changed["state"], len(changed["members"])) == ("known", 2)
        stale = client.patch(path, json={"name": "x"}, headers=version)
        assert stale.status_code == 409
        listed = client.get("/api/complaints/problems", params={"state": "known"}).json()
        assert [(each["name"], each["complaints"]) for each in listed] == [("壶盖开裂", 2)]
    assert read(shop, one)["problem"]["complaints"] == 2
    assert read(shop, other)["problem"] is None


@pytest.mark.acts("complaints.rising_least", "complaints.rising_times")
def test_more_complaints_than_usual_alert_supervisors_once_until_it_is_over(
    working: Shop, tmp_path: Path
) -> None:
    shop = working
    for at in range(3):
        filed(shop, f"{ORDINARY} {at}")
    inside(shop, tmp_path, watch)
    assert shop.run("SELECT count(*) FROM complaint_warnings")[0][0] == 0
    with shop.client("owner") as client:
        body = {"scope": "organisation", "value": 3}
        ok(client.put("/api/settings/complaints.rising_least", json=body))
    # As many at this hour of every day before: nothing unusual, unless a little more already is.
    shop.run(
        "INSERT INTO tickets (id, type_id, title, status, state, urgency, importance, priority,"
        " shop_id, origin) SELECT gen_random_uuid(), t.type_id, t.title, t.status, t.state,"
        " t.urgency, t.importance, t.priority, t.shop_id, t.origin"
        " FROM (SELECT * FROM tickets LIMIT 1) t, generate_series(1, 28)"
    )
    shop.run(
        "INSERT INTO complaints (id, ticket_id, shop_id, via, words, level, level_by, proposed,"
        " points, filed_at, calm_due_at, solve_due_at)"
        " SELECT gen_random_uuid(), n.id, n.shop_id, 'x', 'x', 4, 'rules', 4, 0,"
        " now() - make_interval(days => n.day::int, mins => 20), now(), now()"
        " FROM (SELECT t.id, t.shop_id, row_number() OVER () AS day FROM tickets t WHERE NOT EXISTS"
        " (SELECT FROM complaints c WHERE c.ticket_id = t.id)) n"
    )
    with shop.client("owner") as client:
        ok(client.put("/api/settings/complaints.rising_times",
                      json={"scope": "organisation", "value": 4}))  # fmt: skip
    inside(shop, tmp_path, watch)
    assert shop.run("SELECT count(*) FROM complaint_warnings")[0][0] == 0
    with shop.client("owner") as client:
        ok(client.put("/api/settings/complaints.rising_times",
                      json={"scope": "organisation", "value": 3}))  # fmt: skip
    inside(shop, tmp_path, watch)
    inside(shop, tmp_path, watch)
    wait(shop, "SELECT count(*) = 1 FROM alerts WHERE kind = 'complaints' AND resolved_at IS NULL")
    wait(shop, "SELECT count(*) > 0 FROM notices WHERE kind = 'insights.complaints'")
    shop.run("UPDATE complaints SET filed_at = filed_at - interval '3 hours'")
    inside(shop, tmp_path, watch)
    wait(
        shop,
        "SELECT count(*) = 1 FROM alerts WHERE kind = 'complaints' AND resolved_at IS NOT NULL",
    )
