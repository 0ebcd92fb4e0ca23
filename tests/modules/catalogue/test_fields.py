"""Definitions of custom fields: making, changing, ordering, switching off, throwing away."""

from tests.modules.catalogue.fields import choice, look_of, make_field, post_field
from tests.modules.customers.people import talk
from tests.servers.shop import Shop


def test_what_a_definition_must_hold(module_shop: Shop) -> None:
    refused = {
        "no choices": post_field(module_shop, "a1", "choice"),
        "needless choices": post_field(module_shop, "a2", "text", choices=[choice("x")]),
        "same choice": post_field(module_shop, "a3", "choice", choices=[choice("x"), choice("x")]),
        "no name": post_field(module_shop, "a4", "text", name={"zh-CN": " ", "en": "x"}),
        "customers are not closed": post_field(module_shop, "a5", "text", required=True),
        "not kept encrypted": post_field(
            module_shop, "a6", "text", kind="conversation", personal=True
        ),
        "bad code": post_field(module_shop, "A7", "text"),
    }
    assert {why: answer.status_code for why, answer in refused.items()} == dict.fromkeys(
        refused, 422
    )
    assert post_field(module_shop, "a8", "text", kind="parcel").status_code == 404
    made = make_field(module_shop, "a9", "number")
    again = post_field(module_shop, "a9", "text")
    assert (again.status_code, again.json()["error"]["code"]) == (409, "field_code_taken")
    elsewhere = make_field(module_shop, "a9", "text", kind="conversation", required=True)
    assert elsewhere["at_closing"] is True
    assert made["position"] >= 0


def test_two_people_who_change_the_same_field_are_told(module_shop: Shop) -> None:
    made = make_field(module_shop, "tea", "choice", choices=[choice("puer"), choice("white")])
    path = f"/api/fields/{made['id']}"
    with module_shop.client("owner") as client:
        off = look_of(made, choices=[choice("puer", active=False), choice("white")])
        first = client.put(path, json=off, headers={"If-Match": "1"})
        assert first.json()["choices"][0]["active"] is False
        second = client.put(path, json=look_of(made), headers={"If-Match": "1"})
        assert second.status_code == 409
        assert second.json()["error"]["current"]["version"] == 2
        # A choice that may stand in files is switched off, never taken away.
        fewer = client.put(path, json=look_of(made, choices=[choice("white")]))
        assert "choices" in fewer.json()["error"]["fields"]
    told = module_shop.run("SELECT count(*) FROM audit WHERE verb = 'catalogue.edit_field'")
    assert told == [(1,)]


def test_fields_are_put_in_order(module_shop: Shop) -> None:
    codes = ["first", "second", "third"]
    made = [make_field(module_shop, code, "text", kind="conversation") for code in codes]
    with module_shop.client("owner") as client:
        ids = [one["id"] for one in reversed(made)]
        client.put("/api/fields/order", json={"ids": ids}).raise_for_status()
        shown = client.get("/api/fields", params={"kind": "conversation"}).json()
    assert [one["code"] for one in shown if one["code"] in codes] == codes[::-1]


async def test_a_field_that_is_filled_in_is_switched_off_instead(module_shop: Shop) -> None:
    used, free = make_field(module_shop, "used", "text"), make_field(module_shop, "free", "text")
    who = await talk(module_shop, "您好")
    with module_shop.client("owner") as client:
        body = {"fields": {"used": "x"}}
        client.patch(f"/api/customers/{who['customer']}", json=body).raise_for_status()
        refused = client.delete(f"/api/fields/{used['id']}")
        assert refused.json()["error"]["code"] == "field_in_use"
        client.delete(f"/api/fields/{free['id']}").raise_for_status()

        def codes() -> set[str]:
            shown = client.get("/api/fields", params={"kind": "customer"}).json()
            return {one["code"] for one in shown}

        assert "free" not in codes()
        assert post_field(module_shop, "free", "date").status_code == 409
        binned = [one for one in client.get("/api/bin").json() if one["id"] == free["id"]]
        assert [one["kind"] for one in binned] == ["field"]
        client.post(f"/api/bin/field/{free['id']}/restore").raise_for_status()
        assert "free" in codes()


def test_agents_read_definitions_and_change_none(module_shop: Shop) -> None:
    with module_shop.client("agent_junior") as client:
        assert client.get("/api/fields", params={"kind": "customer"}).status_code == 200
        kinds = client.get("/api/fields/kinds").json()
        body = {
            "kind": "customer",
            "code": "own",
            "name": {"zh-CN": "x", "en": "x"},
            "type": "text",
        }
        assert client.post("/api/fields", json=body).status_code == 403
    assert {one["kind"] for one in kinds} == {"customer", "conversation", "ticket"}
