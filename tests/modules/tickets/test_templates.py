"""Templates and recurring tickets through the running product."""

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.modules.tickets.cases import listed, make, read, type_id
from tests.servers.patience import until
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish

TEMPLATES, SCHEDULES = "/api/ticket-templates", "/api/ticket-schedules"


def keep(shop: Shop, role: str = "manager", status: int = 201, **body: Any) -> dict[str, Any]:
    given = {"name": "破损补发", "type_id": type_id(shop), "title": "破损补发", **body}
    with shop.client(role) as client:
        answer = client.post(TEMPLATES, json=given)
        assert answer.status_code == status, answer.text
        kept: dict[str, Any] = answer.json()
    return kept


def names(shop: Shop, role: str) -> list[str]:
    with shop.client(role) as client:
        return [one["name"] for one in client.get(TEMPLATES).json()]


def plan(shop: Shop, template: dict[str, Any], **given: Any) -> dict[str, Any]:
    rule = {"every": "day", "at": "09:00", **given.pop("rule", {})}
    body = {"template_id": template["id"], "shop_id": shop.shop_id, "rule": rule}
    today = date.today().isoformat()  # noqa: DTZ011
    with shop.client("manager") as client:
        answer = client.post(SCHEDULES, json={"starts_on": today, **body, **given})
        assert answer.status_code == 201, answer.text
        kept: dict[str, Any] = answer.json()
    return kept


def test_what_a_template_says_is_made_below_the_ticket_along_with_it(module_shop: Shop) -> None:
    shop = module_shop
    complaint = type_id(shop, "complaint")
    parts = [
        {"title": "仓库核实", "team_id": shop.team_id, "due_within": 7200},
        {"title": "安抚客户", "type_id": complaint},
    ]
    template = keep(shop, parts=parts, checklist=["拍照", "称重"])
    assert template["checklist"] == ["拍照", "称重"]
    ticket = make(shop, title="两只杯子碎了", template_id=template["id"])
    made = {one["title"]: read(shop, one) for one in ticket["parts"]}
    assert set(made) == {"仓库核实", "安抚客户"}
    stock = made["仓库核实"]
    due = datetime.fromisoformat(stock["due_at"]) - datetime.fromisoformat(stock["made_at"])
    assert abs(due - timedelta(hours=2)) < timedelta(seconds=5)
    assert (stock["team_id"], stock["parent_id"]) == (shop.team_id, ticket["id"])
    assert made["安抚客户"]["type_id"] == complaint


def test_a_template_is_for_its_team_and_kept_by_who_looks_after_it(module_shop: Shop) -> None:
    shop = module_shop
    with shop.client("owner") as owner:
        other = owner.post("/api/teams", json={"name": "仓库"}).json()["id"]
    keep(shop, name="全员的")
    keep(shop, name="别组的", only_team_id=other)
    mine = keep(shop, "supervisor", name="本组的", only_team_id=shop.team_id)
    assert {"全员的", "本组的"} <= set(names(shop, "agent_junior"))
    assert "别组的" not in names(shop, "agent_junior")
    # A supervisor keeps those of their teams, and no others.
    keep(shop, "supervisor", 403, name="给所有人")
    keep(shop, "agent_senior", 403, name="自己的")
    hidden = next(one for one in kept(shop, "manager") if one["name"] == "别组的")
    with shop.client("supervisor") as client:
        assert client.delete(f"{TEMPLATES}/{hidden['id']}").status_code == 404
        assert [one["name"] for one in client.get(f"{TEMPLATES}/kept").json()] == ["本组的"]
        stale = {**mine, "name": "改名"}
        for name in ("id", "version", "may_edit"):
            stale.pop(name)
        path = f"{TEMPLATES}/{mine['id']}"
        match = {"If-Match": str(mine["version"])}
        assert client.put(path, json=stale, headers=match).status_code == 200
        assert client.put(path, json=stale, headers=match).status_code == 409
        assert client.delete(path).status_code == 204
        assert client.post(f"/api/bin/ticket_template/{mine['id']}/restore").status_code < 300
    with shop.client("agent_junior") as client:
        given = {"type_id": type_id(shop), "title": "x", "template_id": hidden["id"]}
        assert client.post("/api/tickets", json=given).status_code == 404
    keep(shop, status=422, fields={"no_such_field": "x"})


def kept(shop: Shop, role: str) -> list[dict[str, Any]]:
    with shop.client(role) as client:
        found: list[dict[str, Any]] = client.get(f"{TEMPLATES}/kept").json()
    return found


def test_the_next_moments_are_shown_by_the_shops_clock(module_shop: Shop) -> None:
    shop = module_shop
    rule = {"every": "month", "days": [31, -1], "at": "23:30"}
    body = {"shop_id": shop.shop_id, "rule": rule, "starts_on": "2099-01-31"}
    with shop.client("manager") as client:
        told = client.post(f"{SCHEDULES}/moments", json=body).json()
        assert client.post(
            f"{SCHEDULES}/moments", json={**body, "rule": {**rule, "days": [0]}}
        ).status_code == 422  # fmt: skip
    assert told["time_zone"] == "Asia/Shanghai"
    assert [one[:16] for one in told["next"][:2]] == ["2099-01-31T15:30", "2099-02-28T15:30"]


@pytest.fixture
def working(processes: Processes, database_url: str) -> Shop:
    """A shop with two workers, who both come to every timer."""
    shop = furnish(processes.start("web"), database_url)
    processes.start("worker")
    processes.start("worker")
    return shop


def test_each_moment_has_one_ticket_also_after_a_standstill(working: Shop) -> None:
    shop = working
    template = keep(shop, name="盘点", title="盘点库存", parts=[{"title": "核对差异"}])
    week_ago = (datetime.now(UTC) - timedelta(days=7)).date().isoformat()
    schedule = plan(shop, template, starts_on=week_ago)
    assert len(schedule["next"]) == 5
    # Nobody was there for three days: every moment that was missed has its ticket, once.
    shop.run("UPDATE ticket_schedules SET next_at = next_at - interval '3 days'")
    shop.run("UPDATE timers SET due_at = now() WHERE kind = 'tickets.schedule'")
    ahead = "SELECT next_at > now() FROM ticket_schedules"
    until(lambda: shop.run(ahead)[0][0])
    keys = shop.run("SELECT key FROM tickets WHERE key LIKE 'schedule:%%' ORDER BY key")
    moments = [datetime.fromisoformat(key.split(":", 2)[2]) for (key,) in keys]
    assert len(moments) == 3
    assert all(
        later - earlier == timedelta(days=1) for earlier, later in itertools.pairwise(moments)
    )
    assert all(one <= datetime.now(UTC) for one in moments)
    assert len(listed(shop)) == 2 * len(moments)
    one = next(one for one in listed(shop) if read(shop, {"id": one})["title"] == "盘点库存")
    with shop.client("manager") as client:
        steps = client.get(f"/api/tickets/{one}/history").json()["items"]
    assert [step["verb"] for step in steps] == ["recur", "make"]
    assert steps[0]["parts"] == [{"part": "schedule", "before": None, "after": "盘点"}]
    assert len(read(shop, {"id": one})["parts"]) == 1


def test_it_comes_also_when_owner_and_values_are_gone(working: Shop) -> None:
    shop = working
    owner = shop.ids["agent_junior"]
    template = keep(shop, name="抽查", title="抽查话术", owner_id=owner)
    plan(shop, template)
    shop.run("UPDATE staff SET state = 'disabled' WHERE id = %s", owner)
    shop.run('UPDATE ticket_templates SET fields = \'{"gone": "x"}\'')
    shop.run("UPDATE ticket_schedules SET next_at = now() - interval '1 minute'")
    shop.run("UPDATE timers SET due_at = now() WHERE kind = 'tickets.schedule'")
    until(lambda: len(listed(shop)) == 1)
    ticket = read(shop, {"id": listed(shop)[0]})
    assert (ticket["owner_id"], ticket["fields"]) == (None, {})
    assert ticket["origin"] == "tickets.schedule"


def test_what_is_paused_or_deleted_makes_nothing(working: Shop) -> None:
    shop = working
    template = keep(shop, name="周会", title="周会纪要")
    schedule = plan(shop, template)
    path = f"{SCHEDULES}/{schedule['id']}"
    given = {name: schedule[name] for name in ("template_id", "shop_id", "rule", "starts_on")}
    with shop.client("manager") as client:
        paused = client.put(path, json={**given, "paused": True})
        assert (paused.status_code, paused.json()["next"]) == (200, [])
        shop.run("UPDATE timers SET due_at = now() WHERE kind = 'tickets.schedule'")
        left = "SELECT count(*) FROM timers WHERE kind = 'tickets.schedule'"
        until(lambda: shop.run(left)[0][0] == 0)
        assert listed(shop) == []
        assert client.delete(f"{TEMPLATES}/{template['id']}").status_code == 409
        assert client.put(path, json=given).json()["next"] == schedule["next"]
        assert shop.run(left) == [(1,)]
        assert client.delete(path).status_code == 204
        shop.run("UPDATE timers SET due_at = now() WHERE kind = 'tickets.schedule'")
        until(lambda: shop.run(left)[0][0] == 0)
        assert listed(shop) == []
        assert client.get(SCHEDULES).json() == []
        assert client.delete(f"{TEMPLATES}/{template['id']}").status_code == 204
