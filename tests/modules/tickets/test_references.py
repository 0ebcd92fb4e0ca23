"""Fields of tickets that name customers, colleagues and files, and formulas."""

from typing import Any

import httpx

from tests.modules.catalogue.fields import look_of, make_field, post_field
from tests.modules.customers.people import talk
from tests.modules.tickets.cases import listed, make, patch, read
from tests.servers.patience import until
from tests.servers.shop import Shop

NOBODY = "0199d000-0000-7000-8000-00000000ffff"


def upload(shop: Shop, role: str = "agent_senior", name: str = "破损照片.txt") -> str:
    with shop.client(role) as client:
        answer = client.post("/api/files", files={"file": (name, b"cracked here")})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])


def fetch(shop: Shop, path: str, role: str) -> httpx.Response:
    with shop.client(role) as client:
        return client.get(path)


async def test_a_ticket_names_a_customer_and_a_colleague(module_shop: Shop) -> None:
    shop = module_shop
    make_field(shop, "sender", "customer", kind="ticket")
    make_field(shop, "checker", "staff", kind="ticket")
    who = await talk(shop, "帮我看看")
    junior = shop.ids["agent_junior"]
    ticket = make(shop, fields={"sender": who["customer"].upper(), "checker": junior})
    assert ticket["fields"] == {"sender": who["customer"], "checker": junior}
    # Names of colleagues may be some seconds old.
    until(lambda: read(shop, ticket)["names"].get(junior) == "agent_junior")
    assert ticket["names"][who["customer"]]
    make(shop)
    assert listed(shop, field=f"checker:{junior}") == [ticket["id"]]
    assert listed(shop, field=f"sender:{who['customer']}") == [ticket["id"]]
    with shop.client("manager") as client:
        # Ids have no order that says anything, and what is no id is no filter.
        for query in ({"sort": "field:checker"}, {"field": "checker:agent_junior"}):
            assert client.get("/api/tickets", params=query).status_code == 422
    for wrong in ({"checker": NOBODY}, {"sender": NOBODY}, {"sender": "小明"}, {"sender": 5}):
        refused = patch(shop, ticket, fields=wrong)
        assert refused.status_code == 422, wrong
        assert list(refused.json()["error"]["fields"]) == [f"fields.{next(iter(wrong))}"]
    patch(shop, ticket, fields={"checker": None}).raise_for_status()
    with shop.client("manager") as client:
        history = client.get(f"/api/tickets/{ticket['id']}/history").json()["items"]
    (part,) = history[0]["parts"]
    assert part == {"part": "fields.checker", "before": "agent_junior", "after": None}


def test_a_file_of_a_ticket_is_read_by_who_may_see_the_ticket(module_shop: Shop) -> None:
    shop = module_shop
    make_field(shop, "photo", "file", kind="ticket")
    file_id = upload(shop)
    foreign = upload(shop, "agent_junior")
    # What somebody else has uploaded is not one's own to hand on.
    with shop.client("agent_senior") as client:
        body = {"type_id": make(shop)["type_id"], "title": "碎", "fields": {"photo": foreign}}
        assert client.post("/api/tickets", json=body).status_code == 422
    ticket = make(shop, owner_id=shop.ids["agent_senior"], fields={"photo": file_id})
    assert ticket["names"][file_id] == "破损照片.txt"
    path = f"/api/tickets/{ticket['id']}/files/{file_id}"
    got = fetch(shop, path, "manager")
    assert (got.status_code, got.content) == (200, b"cracked here")
    assert "attachment" in got.headers["content-disposition"]
    assert fetch(shop, path, "agent_junior").status_code == 404
    other = make(shop)
    assert fetch(shop, f"/api/tickets/{other['id']}/files/{file_id}", "manager").status_code == 404
    # The same file does not become another ticket's, and taking it away is undone by putting it
    # back, whoever does it.
    assert patch(shop, other, fields={"photo": file_id}).status_code == 422
    patch(shop, ticket, "manager", fields={"photo": None}).raise_for_status()
    patch(shop, ticket, "manager", fields={"photo": file_id}).raise_for_status()
    assert read(shop, ticket)["fields"]["photo"] == file_id
    with shop.client("manager") as client:
        query = {"field": f"photo:{file_id}"}
        assert client.get("/api/tickets", params=query).status_code == 422


def test_only_tickets_take_such_fields_and_a_formula_must_be_one(module_shop: Shop) -> None:
    shop = module_shop
    make_field(shop, "bill", "money", kind="ticket")
    make_field(shop, "since", "date", kind="ticket")
    refused: dict[str, dict[str, Any]] = {
        "type": {"code": "b1", "type_": "staff", "kind": "customer"},
        "formula": {"code": "b2", "type_": "formula", "kind": "ticket", "formula": "bill + since"},
        "at_closing": {
            "code": "b3", "type_": "formula", "kind": "ticket", "formula": "bill * 2",
            "required": True,
        },
    }  # fmt: skip
    for part, given in refused.items():
        answer = post_field(shop, **given)
        assert answer.status_code == 422
        assert list(answer.json()["error"]["fields"]) == [part], answer.text
    text = post_field(shop, "b4", "text", kind="ticket", formula="bill * 2")
    assert "formula" in text.json()["error"]["fields"]
    twice = make_field(shop, "twice", "formula", kind="ticket", formula="bill * 2")
    assert (twice["result"], twice["currency"]) == ("money", "CNY")
    with shop.client("owner") as client:
        fields = client.get("/api/fields", params={"kind": "ticket"}).json()
        bill = next(one for one in fields if one["code"] == "bill")
        gone = client.delete(f"/api/fields/{bill['id']}")
        assert gone.json()["error"]["code"] == "field_in_formula"
        # What comes of it stays an amount.
        look = look_of(twice, formula="bill / bill")
        other = client.put(f"/api/fields/{twice['id']}", json=look)
        assert "formula" in other.json()["error"]["fields"]
        kinds = {one["kind"]: one["types"] for one in client.get("/api/fields/kinds").json()}
    assert "formula" in kinds["ticket"]
    assert "formula" not in kinds["customer"]


def test_a_formula_follows_its_fields_and_is_found_and_sorted(module_shop: Shop) -> None:
    shop = module_shop
    make_field(shop, "price", "money", kind="ticket")
    make_field(shop, "pieces_back", "number", kind="ticket")
    make_field(shop, "refund", "formula", kind="ticket", formula="price * pieces_back")
    one = make(shop, fields={"price": 1_250, "pieces_back": 2})
    two = make(shop, fields={"price": 100, "pieces_back": 3})
    none = make(shop, fields={"price": 100})
    assert (one["fields"]["refund"], two["fields"]["refund"]) == (2_500, 300)
    assert "refund" not in none["fields"]
    assert listed(shop, field="refund:1000..") == [one["id"]]
    assert listed(shop, sort="field:refund", field="refund:1..") == [two["id"], one["id"]]
    assert patch(shop, one, fields={"refund": 1}).status_code == 422
    changed = patch(shop, one, fields={"pieces_back": 4}).json()
    assert changed["fields"]["refund"] == 5_000
    emptied = patch(shop, one, fields={"price": None}).json()
    assert "refund" not in emptied["fields"]
    assert listed(shop, field="refund:1000..") == []


def test_another_formula_is_reckoned_for_tickets_that_are_there(working: Shop) -> None:
    shop = working
    make_field(shop, "paid", "money", kind="ticket")
    ticket = make(shop, fields={"paid": 500})
    share = make_field(shop, "share", "formula", kind="ticket", formula="paid * 0.5")
    until(lambda: read(shop, ticket)["fields"].get("share") == 250)
    with shop.client("owner") as client:
        look = look_of(share, formula="paid * 0.1")
        client.put(f"/api/fields/{share['id']}", json=look).raise_for_status()
    until(lambda: read(shop, ticket)["fields"]["share"] == 50)
    assert listed(shop, field="share:50") == [ticket["id"]]
    # Nobody has edited it.
    assert read(shop, ticket)["version"] == 1


async def test_who_is_named_by_tickets_of_others_is_let_go_of_and_followed(working: Shop) -> None:
    shop = working
    make_field(shop, "sender", "customer", kind="ticket")
    make_field(shop, "payer", "customer", kind="ticket")
    make_field(shop, "photo", "file", kind="ticket")
    who, other = await talk(shop, "是我寄的"), await talk(shop, "也是我")
    both = {"sender": who["customer"], "payer": who["customer"]}
    named = make(shop, "manager", fields=both)
    # The history names them, too.
    for value in (None, who["customer"]):
        patch(shop, named, "manager", fields={"payer": value}).raise_for_status()
    own = make(shop, customer_id=who["customer"], fields={"photo": upload(shop), **both})
    file_path = f"/api/tickets/{own['id']}/files/{own['fields']['photo']}"
    with shop.client("owner") as owner:
        joined = owner.post(
            f"/api/customers/{other['customer']}/join", json={"from_id": who["customer"]}
        )
        assert joined.status_code < 300, joined.text
        stays = other["customer"]
        assert read(shop, named)["fields"] == {"sender": stays, "payer": stays}
        assert named["id"] in listed(shop, field=f"payer:{stays}")
        assert fetch(shop, file_path, "manager").status_code == 200
        name = joined.json()["name"]
        erased = owner.post(f"/api/customers/{stays}/erase", json={"name": name})
        assert erased.status_code == 202, erased.text
    until(lambda: read(shop, named)["fields"] == {} and read(shop, own)["fields"] == {})
    until(lambda: fetch(shop, file_path, "manager").status_code == 404)
    kept = shop.run("SELECT string_agg(parts::text, '') FROM ticket_changes")[0][0]
    values = shop.run("SELECT count(*) FROM ticket_values")
    assert stays not in kept
    assert who["customer"] not in kept
    assert values == [(0,)]
