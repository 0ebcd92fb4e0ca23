"""Custom fields on a customer's file: filled in, kept apart, found, asked for by rules."""

from typing import Any

from tests.modules.catalogue.fields import choice, make_field
from tests.modules.customers.people import talk
from tests.servers.shop import Shop

TEAS = [choice("puer"), choice("white")]


def _define(shop: Shop) -> None:
    """Fields that all tests of this file share."""
    with shop.client("owner") as client:
        if client.get("/api/fields", params={"kind": "customer"}).json():
            return
    make_field(shop, "tea", "choice", choices=TEAS)
    make_field(shop, "likes", "choices", choices=TEAS)
    make_field(shop, "points", "number")
    make_field(shop, "since", "date")
    make_field(shop, "birthday", "date", personal=True)
    make_field(shop, "second_phone", "phone", personal=True)


def _fill(shop: Shop, who: dict[str, Any], role: str = "owner", **fields: Any) -> Any:
    with shop.client(role) as client:
        return client.patch(f"/api/customers/{who['customer']}", json={"fields": fields})


def _file(shop: Shop, who: dict[str, Any], role: str = "owner") -> dict[str, Any]:
    with shop.client(role) as client:
        told: dict[str, Any] = client.get(f"/api/customers/{who['customer']}").json()
    return told


async def test_values_are_checked_together_and_kept_one_by_one(module_shop: Shop) -> None:
    _define(module_shop)
    who = await talk(module_shop, "您好")
    refused = _fill(module_shop, who, tea="coffee", points=3)
    assert refused.status_code == 422
    assert list(refused.json()["error"]["fields"]) == ["fields.tea"]
    assert _file(module_shop, who)["fields"] == {}
    assert _fill(module_shop, who, tea="puer", points=3).status_code == 200
    assert _fill(module_shop, who, points=None, likes=["white", "puer"]).status_code == 200
    assert _file(module_shop, who)["fields"] == {"tea": "puer", "likes": ["puer", "white"]}


async def test_two_who_fill_in_the_same_file_are_told(module_shop: Shop) -> None:
    _define(module_shop)
    who = await talk(module_shop, "您好")
    version = str(_file(module_shop, who)["version"])
    path = f"/api/customers/{who['customer']}"
    with module_shop.client("owner", **{"If-Match": version}) as client:
        assert client.patch(path, json={"fields": {"tea": "puer"}}).status_code == 200
        late = client.patch(path, json={"fields": {"tea": "white"}})
    assert late.status_code == 409
    assert late.json()["error"]["current"]["fields"] == {"tea": "puer"}
    audited = "SELECT before::text || after::text FROM audit WHERE ref_id = %s"
    assert "puer" not in str(module_shop.run(audited, who["customer"]))


async def test_personal_values_are_sealed_and_shown_only_to_who_may_see_them(
    module_shop: Shop,
) -> None:
    _define(module_shop)
    who = await talk(module_shop, "您好")
    values = {"birthday": "1990-05-01", "second_phone": "13900001234", "tea": "white"}
    assert _fill(module_shop, who, "agent_senior", **values).status_code == 200
    stored = str(module_shop.run("SELECT fields FROM customers WHERE id = %s", who["customer"]))
    assert "1990" not in stored
    assert "1234" not in stored
    clear, masked = _file(module_shop, who), _file(module_shop, who, "agent_junior")
    assert clear["fields"] == {**values, "second_phone": "+8613900001234"}
    assert clear["masked_fields"] == []
    assert masked["fields"] == {"second_phone": "139****1234", "tea": "white"}
    assert sorted(masked["masked_fields"]) == ["birthday", "second_phone"]
    refused = _fill(module_shop, who, "agent_junior", birthday="1991-05-01")
    assert refused.status_code == 422
    # Who may not see them changes the others, and they stay.
    assert _fill(module_shop, who, "agent_junior", tea="puer").status_code == 200
    assert _file(module_shop, who)["fields"] == clear["fields"] | {"tea": "puer"}
    with module_shop.client("owner") as client:
        listed = client.get("/api/customers", params={"limit": 100}).json()["items"]
        found = client.get("/api/customers", params={"field": "birthday:1990-05-01"})
    assert {"tea": "puer"} in [one["fields"] for one in listed]
    assert "1990" not in str(listed)
    assert found.status_code == 422


async def test_customers_are_found_by_equality_and_by_range(module_shop: Shop) -> None:
    _define(module_shop)
    people = [await talk(module_shop, "您好") for _ in range(3)]
    _fill(module_shop, people[0], tea="puer", points=5, since="2020-01-01", likes=["puer"])
    _fill(module_shop, people[1], tea="puer", points=50, since="2024-01-01", likes=["white"])
    _fill(module_shop, people[2], tea="white", points=500)
    ids = {one["customer"]: place for place, one in enumerate(people)}

    def found(*filters: str) -> list[int]:
        with module_shop.client("agent_junior") as client:
            answer = client.get("/api/customers", params={"field": filters, "limit": 100})
            assert answer.status_code == 200, answer.text
            return sorted(ids[i] for one in answer.json()["items"] if (i := one["id"]) in ids)

    assert found("tea:puer") == [0, 1]
    assert found("likes:white") == [1]
    assert found("points:10..") == [1, 2]
    assert found("points:5..50") == [0, 1]
    assert found("points:..5", "tea:puer") == [0]
    assert found("since:2020-01-02..2025-01-01") == [1]
    assert found("points:50") == [1]
    with module_shop.client("owner") as client:
        for bad in ("nothing:1", "tea", "tea:a..b", "points:many", "points:..", "tea:coffee"):
            assert client.get("/api/customers", params={"field": bad}).status_code == 422, bad


async def test_joining_keeps_what_either_file_says(module_shop: Shop) -> None:
    _define(module_shop)
    kept, gone = await talk(module_shop, "一"), await talk(module_shop, "二")
    _fill(module_shop, kept, tea="puer")
    _fill(module_shop, gone, tea="white", points=7, birthday="1990-05-01")
    with module_shop.client("owner") as client:
        path = f"/api/customers/{kept['customer']}/join"
        client.post(path, json={"from_id": gone["customer"]}).raise_for_status()
    joined = {"tea": "puer", "points": 7, "birthday": "1990-05-01"}
    assert _file(module_shop, kept)["fields"] == joined
    left = module_shop.run("SELECT fields FROM customers WHERE id = %s", gone["customer"])
    assert left == [({},)]


async def test_entry_rules_and_scopes_ask_for_them(module_shop: Shop) -> None:
    _define(module_shop)
    who, other = await talk(module_shop, "您好"), await talk(module_shop, "您好")
    _fill(module_shop, who, points=987654, likes=["puer", "white"])
    condition = {"field": "field.likes", "any_of": ["white"]}
    with module_shop.client("owner") as client:
        team = client.post("/api/teams", json={"name": "白茶组"}).json()["id"]
        rule = {"name": "白茶", "conditions": [condition], "team_id": team}
        client.post("/api/routing/rules", json=rule).raise_for_status()
        gone = {**rule, "conditions": [{"field": "field.gone", "any_of": ["x"]}]}
        assert client.post("/api/routing/rules", json=gone).status_code == 422
        offered = client.get("/api/routing/customer-facts").json()
        assert {"field.tea", "field.likes"} <= {one["field"] for one in offered}
        assert "field.birthday" not in {one["field"] for one in offered}

        def sent(customer: str) -> bool:
            body = {"customer": customer}
            told = client.post("/api/routing/trial", json=body).json()
            return bool(told["team_id"] == team)

        assert (sent(who["customer"]), sent(other["customer"])) == (True, False)
        scope = {"scope": [{"field": "field.points", "any_of": ["987654"]}], "match": "all"}
        counted = client.post("/api/incidents/scope-count", json=scope).json()
        assert counted["affected"] == 1
    # Whoever comes again is sent by what the file says.
    with module_shop.visiting(who["token"]) as visitor:
        visitor.post("/api/visitor/end").raise_for_status()
    module_shop.run(
        "UPDATE conversations SET closed_at = now() - interval '9 days' WHERE id = %s",
        who["conversation"],
    )
    again = await talk(module_shop, "又来了", token=who["token"])
    row = module_shop.run("SELECT team_id FROM conversations WHERE id = %s", again["conversation"])
    assert str(row[0][0]) == team
