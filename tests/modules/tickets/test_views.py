"""Saved views: whose they are, what they ask, and what they cost; counts for a board."""

from typing import Any

import httpx
import pytest

from tests.modules.catalogue.fields import choice, make_field
from tests.modules.tickets.cases import listed, make, patch, type_id
from tests.servers.shop import Shop
from zhiyin.kernel.text.tokens import tokens
from zhiyin.modules.tickets.interface import BLOCK
from zhiyin.modules.tickets.queries.views import slow
from zhiyin.modules.tickets.schemas.views import ViewAsked


def save(shop: Shop, role: str = "agent_senior", **body: Any) -> httpx.Response:
    with shop.client(role) as client:
        return client.post("/api/ticket-views", json={"name": "急件", "asked": {}, **body})


def seen(shop: Shop, role: str) -> list[str]:
    with shop.client(role) as client:
        return [one["id"] for one in client.get("/api/ticket-views").json()]


def test_a_view_keeps_what_it_asks_and_is_ones_own_until_it_is_shared(module_shop: Shop) -> None:
    shop = module_shop
    asked = {"state": ["open"], "priority": [5], "sort": "due"}
    view = save(shop, asked=asked, columns=["ref", "field:loss"], grouping="status").json()
    kept = {name: view["asked"][name] for name in asked}
    assert kept == asked
    assert (view["columns"], view["grouping"]) == (["ref", "field:loss"], "status")
    assert seen(shop, "agent_junior") == []
    with shop.client("agent_senior") as client:
        path = f"/api/ticket-views/{view['id']}"
        body = {"name": "急件", "asked": asked, "shared": "team", "team_id": shop.team_id}
        assert client.put(path, json=body, headers={"If-Match": "1"}).status_code == 200
        assert client.put(path, json=body, headers={"If-Match": "1"}).status_code == 409
        # Everybody is for who manages types.
        assert client.put(path, json={**body, "shared": "house"}).status_code == 403
    assert seen(shop, "agent_junior") == [view["id"]]
    with shop.client("agent_junior") as client:
        assert client.put(path, json=body).status_code == 403
        assert client.delete(path).status_code == 403
    with shop.client("manager") as client:
        assert client.put(path, json={**body, "shared": "house"}).status_code == 200
        assert client.delete(path).status_code == 204
    assert seen(shop, "agent_senior") == []
    with shop.client("agent_senior") as client:
        resting = client.get("/api/bin").json()
        assert [one["name"]["en"] for one in resting] == ["急件"]
        client.post(f"/api/bin/ticket_view/{view['id']}/restore").raise_for_status()
    assert seen(shop, "agent_senior") == [view["id"]]


@pytest.mark.parametrize(
    ("asked", "is_slow"),
    [
        ({"state": ["open"], "box": "mine", "sort": "field:loss", "field": ["a:1", "b:2"]}, False),
        ({"sort": "field:loss", "field": ["a:1", "b:2", "c:3"]}, True),
        ({"tag": ["x"], "priority": [5], "due": "week", "field": ["a:1"]}, True),
    ],
)
def test_a_view_of_more_than_three_conditions_says_that_it_is_slow(
    asked: dict[str, Any], is_slow: bool
) -> None:
    assert slow(ViewAsked.model_validate(asked)) is is_slow


def test_a_view_names_the_fields_that_are_gone(module_shop: Shop) -> None:
    view = save(module_shop, asked={"field": ["gone:1"], "sort": "field:gone"}).json()
    assert view["unknown"] == ["gone"]


def test_a_list_in_the_order_of_a_field_ends_with_those_that_have_no_value(
    module_shop: Shop,
) -> None:
    shop = module_shop
    make_field(shop, "worth", "money", kind="ticket")
    make_field(shop, "shade", "choice", kind="ticket", choices=[choice("red"), choice("blue")])
    tag = {"tags": ["排序"]}
    made = [
        make(shop, fields=fields, **tag)["id"]
        for fields in ({"worth": 300}, {}, {"worth": 100, "shade": "red"}, {"worth": 200}, {})
    ]
    up = [made[2], made[3], made[0], made[4], made[1]]
    assert listed(shop, tag="排序", sort="field:worth") == up
    assert listed(shop, tag="排序", sort="-field:worth") == [up[2], up[1], up[0], *up[3:]]
    for sort in ("field:worth", "-field:worth", "field:shade", "oldest"):
        paged: list[str] = []
        cursor: str | None = ""
        with shop.client("manager") as client:
            while cursor is not None:
                query = {"tag": "排序", "sort": sort, "limit": 2, "cursor": cursor}
                page = client.get("/api/tickets", params=query).json()
                paged += [one["id"] for one in page["items"]]
                cursor = page["next"]
        assert paged == listed(shop, tag="排序", sort=sort), sort
    with shop.client("manager") as client:
        assert client.get("/api/tickets", params={"sort": "field:nothing"}).status_code == 422


def test_a_board_is_told_how_many_stand_in_each_column(module_shop: Shop) -> None:
    shop = module_shop
    make_field(shop, "side", "choice", kind="ticket", choices=[choice("left"), choice("right")])
    tag = {"tags": ["看板"]}
    ones = [make(shop, fields={"side": "left"}, **tag) for _ in range(2)]
    make(shop, "manager", **tag)
    patch(shop, ones[0], status="in_progress", owner_id=shop.ids["agent_junior"])

    def groups(by: str, role: str = "manager") -> dict[str | None, int]:
        with shop.client(role) as client:
            answer = client.get("/api/tickets/groups", params={"tag": "看板", "by": by}).json()
        assert answer["more"] is False
        return {one["key"]: one["count"] for one in answer["groups"]}

    assert groups("status") == {"new": 2, "in_progress": 1}
    assert groups("owner_id") == {None: 2, shop.ids["agent_junior"]: 1}
    assert groups("type_id") == {type_id(shop): 3}
    assert groups("field:side") == {"left": 2, None: 1}
    assert groups("status", "agent_junior") == {"new": 2, "in_progress": 1}
    assert len(listed(shop, tag="看板", without="owner_id")) == 2


def test_a_value_that_many_tickets_have_is_found_like_one_that_few_have(module_shop: Shop) -> None:
    shop = module_shop
    make_field(shop, "cause", "choice", kind="ticket", choices=[choice("often"), choice("seldom")])
    make_field(shop, "pieces", "number", kind="ticket")
    one = make(shop, fields={"cause": "often", "pieces": 3})
    two = make(shop, fields={"cause": "seldom", "pieces": 9})
    # More than are counted before another way of looking is chosen.
    shop.run(
        "WITH made AS (INSERT INTO tickets (id, type_id, title, status, state, urgency, importance,"
        " priority, shop_id, origin, made_at, fields) SELECT gen_random_uuid(), type_id, '旧',"
        " 'solved', 'solved', 2, 2, 3, shop_id, 'filled', '2020-01-01', '{\"cause\": \"often\"}'"
        " FROM tickets,"
        " generate_series(1, 5100) WHERE id = %s RETURNING id)"
        " INSERT INTO ticket_values (ticket_id, field, place, word)"
        " SELECT id, 'cause', 0, 'often' FROM made",
        one["id"],
    )
    assert one["id"] in listed(shop, field="cause:often", state=["open"])
    assert two["id"] not in listed(shop, field="cause:often", state=["open"])
    assert listed(shop, field=["cause:often", "pieces:1..5"]) == [one["id"]]
    assert listed(shop, field="cause:often", sort="-field:pieces", limit=1) == [one["id"]]
    with shop.client("manager") as client:
        query = {"field": "cause:often", "by": "field:cause"}
        told = client.get("/api/tickets/groups", params=query).json()
    assert told["groups"] == [{"key": "often", "count": 5101}]
    shop.run("DELETE FROM ticket_values v USING tickets t"
             " WHERE v.ticket_id = t.id AND t.origin = 'filled'")  # fmt: skip
    shop.run("DELETE FROM tickets WHERE origin = 'filled'")


def test_a_board_with_words_counts_what_holds_them(module_shop: Shop) -> None:
    shop = module_shop
    for place in range(3):
        made = make(shop, title=f"琉璃盏有划痕 {place}", tags=["琉璃"])
        if not place:
            patch(shop, made, status="in_progress")
    make(shop, title="紫砂壶漏水", tags=["琉璃"])

    def groups(**query: str) -> dict[str, int]:
        with shop.client("manager") as client:
            asked = {"tag": "琉璃", "by": "status", **query}
            answer = client.get("/api/tickets/groups", params=asked).json()
        assert answer["more"] is False
        return {one["key"]: one["count"] for one in answer["groups"]}

    assert groups() == {"new": 3, "in_progress": 1}
    assert groups(q="琉璃盏 划痕") == {"new": 2, "in_progress": 1}
    assert groups(q="琉璃盏", status="new") == {"new": 2}
    assert groups(q=made["ref"]) == {"new": 1}
    assert groups(q="青花瓷") == {}


def test_more_hits_than_are_counted_are_said(module_shop: Shop) -> None:
    shop = module_shop
    one = make(shop, title="景泰蓝掉色")
    shop.run(
        "WITH made AS (INSERT INTO tickets (id, type_id, title, status, state, urgency, importance,"
        " priority, shop_id, origin) SELECT gen_random_uuid(), type_id, title, 'solved', 'solved',"
        " 2, 2, 3, shop_id, 'filled' FROM tickets, generate_series(1, 10100) WHERE id = %s"
        " RETURNING id, number) INSERT INTO ticket_tokens (ticket_id, number, version, tokens)"
        " SELECT id, number, 1, array_to_tsvector(array(SELECT number / %s || ':' || one"
        " FROM unnest(%s::text[]) one)) FROM made",
        one["id"],
        BLOCK,
        tokens(one["title"]),
    )
    with shop.client("manager") as client:
        query = {"by": "status", "q": "景泰蓝"}
        told = client.get("/api/tickets/groups", params=query).json()
    assert told == {"groups": [{"key": "solved", "count": 10_000}], "more": True}
    shop.run("DELETE FROM ticket_tokens k USING tickets t"
             " WHERE k.ticket_id = t.id AND t.origin = 'filled'")  # fmt: skip
    shop.run("DELETE FROM tickets WHERE origin = 'filled'")


def test_views_and_types_are_put_in_order_at_once(module_shop: Shop) -> None:
    shop = module_shop
    mine = [save(shop, "agent_senior", name=name).json()["id"] for name in "甲乙丙"]
    house = save(shop, "manager", shared="house").json()["id"]
    wanted = [mine[2], mine[0], mine[1]]
    with shop.client("agent_senior") as client:
        client.put("/api/ticket-views/order", json={"ids": wanted}).raise_for_status()
        # What is the house's is for who keeps the house's views.
        both = client.put("/api/ticket-views/order", json={"ids": [*mine, house]})
        assert both.status_code == 403
    assert [one for one in seen(shop, "agent_senior") if one in mine] == wanted
    with shop.client("agent_junior") as client:
        others = client.put("/api/ticket-views/order", json={"ids": mine})
        assert others.status_code == 404
        types = [one["id"] for one in client.get("/api/ticket-types").json()]
        refused = client.put("/api/ticket-types/order", json={"ids": types[::-1]})
        assert refused.status_code == 403
    with shop.client("manager") as client:
        body = {"ids": types[::-1]}
        client.put("/api/ticket-types/order", json=body).raise_for_status()
        shown = client.get("/api/ticket-types").json()
        client.put("/api/ticket-types/order", json={"ids": types}).raise_for_status()
    assert [one["id"] for one in shown] == types[::-1]
    told = shop.run("SELECT verb FROM audit WHERE verb LIKE 'tickets.order%%' ORDER BY verb")
    assert [verb for (verb,) in told] == ["tickets.order_types"] * 2 + ["tickets.order_views"]
