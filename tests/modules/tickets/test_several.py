"""Several tickets at once: changed, taken back, merged, split."""

from typing import Any
from uuid import uuid4

import httpx

from tests.modules.customers.people import talk
from tests.modules.tickets.cases import listed, make, patch, post, read
from tests.servers.shop import Shop


def bulk(
    shop: Shop, tickets: list[dict[str, Any]], role: str = "manager", **change: Any
) -> dict[str, Any]:
    with shop.client(role) as client:
        body = {"ids": [one["id"] for one in tickets], "change": change}
        answer = client.post("/api/tickets/bulk", json=body)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
    return told


def take_back(shop: Shop, batch: str, role: str = "manager") -> httpx.Response:
    with shop.client(role) as client:
        return client.post(f"/api/tickets/bulk/{batch}/take-back", json={})


def test_several_are_changed_and_those_that_cannot_be_say_why(module_shop: Shop) -> None:
    shop = module_shop
    ones = [make(shop, tags=["老"]), make(shop, "manager", tags=["老"])]
    above = make(shop)
    make(shop, parent_id=above["id"])
    gone = {"id": str(uuid4())}
    told = bulk(shop, [*ones, above, gone], status="closed", add_tags=["批量"], remove_tags=["老"])
    assert set(told["changed"]) == {one["id"] for one in ones}
    why = {one["id"]: one["code"] for one in told["skipped"]}
    assert why == {above["id"]: "ticket_parts_open", gone["id"]: "not_found"}
    assert all(one["reason"] for one in told["skipped"])
    assert read(shop, above)["status"] == "new"
    assert (read(shop, ones[0])["state"], read(shop, ones[0])["tags"]) == ("closed", ["批量"])


def test_what_was_done_to_several_is_taken_back_but_for_what_changed_since(
    module_shop: Shop,
) -> None:
    shop = module_shop
    ones = [make(shop, tags=["一"]) for _ in range(3)]
    change = {"status": "solved", "urgency": 3, "owner_id": shop.ids["supervisor"]}
    told = bulk(shop, ones, add_tags=["二"], **change)
    patch(shop, ones[0], "manager", title="改过了").raise_for_status()
    assert take_back(shop, told["batch_id"], "supervisor").status_code == 404
    back = take_back(shop, told["batch_id"]).json()
    assert set(back["changed"]) == {one["id"] for one in ones[1:]}
    assert [one["code"] for one in back["skipped"]] == ["ticket_changed_since"]
    for one in ones[1:]:
        now = read(shop, one)
        for part in ("status", "state", "urgency", "priority", "owner_id", "tags", "ended_at"):
            assert now[part] == one[part], part
    late = bulk(shop, ones, urgency=1)["batch_id"]
    shop.run("UPDATE ticket_changes SET at = now() - interval '31 seconds'")
    assert take_back(shop, late).status_code == 409


async def test_a_ticket_that_goes_into_another_leaves_everything_there(module_shop: Shop) -> None:
    shop = module_shop
    who = await talk(shop, "又来问")
    link = {"conversation_id": who["conversation"]}
    into = make(shop, "manager", title="壶裂了", link=link)
    away = make(shop, "manager", title="同一件事", link=link)
    part = make(shop, "manager", parent_id=away["id"])
    post(shop, away, "comments", "manager", text="仓库说没有景泰蓝的").raise_for_status()
    with shop.client("manager") as client:
        client.put(f"/api/tickets/{away['id']}/watchers", json={"ids": [shop.ids["support"]]})
    told = post(shop, into, "merge", "manager", from_id=away["id"])
    assert told.status_code == 200, told.text
    assert [one["id"] for one in told.json()["parts"]] == [part["id"]]
    assert [one["name"] for one in told.json()["watchers"]] == ["support"]
    assert len(told.json()["links"]) == 1
    gone = read(shop, away)
    assert (gone["state"], gone["merged_into"]["id"]) == ("closed", into["id"])
    assert (gone["links"], gone["watchers"], gone["parts"]) == ([], [], [])
    assert listed(shop, q="景泰蓝") == [into["id"]]
    with shop.client("manager") as client:
        steps = client.get(f"/api/tickets/{away['id']}/history").json()["items"]
        comments = client.get(f"/api/tickets/{into['id']}/comments").json()
    assert [one["verb"] for one in steps] == ["merge_away", "watchers", "make"]
    assert [one["text"] for one in comments] == ["仓库说没有景泰蓝的"]
    # It is the way to the other one, and nothing else any more.
    assert patch(shop, away, "manager", status="new").json()["error"]["code"] == "ticket_merged"
    assert post(shop, into, "merge", "manager", from_id=away["id"]).status_code == 409
    assert post(shop, into, "merge", "manager", from_id=into["id"]).status_code == 422


async def test_a_part_becomes_a_ticket_of_its_own_with_its_comments(module_shop: Shop) -> None:
    shop = module_shop
    who = await talk(shop, "两件事一起说")
    link = {"conversation_id": who["conversation"]}
    ticket = make(shop, "manager", link=link, urgency=3, tags=["原单"])
    kept = post(shop, ticket, "comments", "manager", text="退款的事").json()
    moved = post(shop, ticket, "comments", "manager", text="发票抬头的事").json()
    body = {"title": "发票更正", "comment_ids": [moved["id"]], "below": True}
    told = post(shop, ticket, "split", "manager", **body)
    assert told.status_code == 201, told.text
    made, left = told.json()["made"], told.json()["left"]
    assert (made["parent_id"], made["customer_id"]) == (ticket["id"], who["customer"])
    assert (made["urgency"], made["tags"]) == (3, ["原单"])
    assert [one["conversation_id"] for one in made["links"]] == [who["conversation"]]
    assert [one["id"] for one in left["parts"]] == [made["id"]]
    with shop.client("manager") as client:
        for one, comment in ((ticket, kept), (made, moved)):
            comments = client.get(f"/api/tickets/{one['id']}/comments").json()
            assert [each["id"] for each in comments] == [comment["id"]]
    assert listed(shop, q="发票抬头") == [made["id"]]


async def test_a_merging_taken_back_leaves_both_as_they_were(module_shop: Shop) -> None:
    shop = module_shop
    who, other = await talk(shop, "第一件"), await talk(shop, "第二件")
    link = {"conversation_id": who["conversation"]}
    into = make(shop, "manager", title="合并到这里", link=link)
    away = make(shop, "manager", title="合错了", link=link)
    post(shop, away, "links", "manager", conversation_id=other["conversation"]).raise_for_status()
    part = make(shop, "manager", parent_id=away["id"])
    kept = post(shop, into, "comments", "manager", text="原来就在").json()
    moved = post(shop, away, "comments", "manager", text="孔雀蓝釉的那只").json()
    with shop.client("manager") as client:
        client.put(f"/api/tickets/{into['id']}/watchers", json={"ids": [shop.ids["support"]]})
        both = {"ids": [shop.ids["support"], shop.ids["quality"]]}
        client.put(f"/api/tickets/{away['id']}/watchers", json=both)
    before = {one["id"]: read(shop, one) for one in (into, away)}
    post(shop, into, "merge", "manager", from_id=away["id"]).raise_for_status()
    assert read(shop, away)["may_part"]
    # What comes to the other one meanwhile stays there.
    later = post(shop, into, "comments", "manager", text="合并后写的").json()
    assert post(shop, away, "part", "quality").status_code == 403
    post(shop, away, "part", "manager").raise_for_status()
    for one in (into, away):
        after = read(shop, one)
        for name in ("status", "state", "ended_at", "links", "watchers", "parts", "merged_into"):
            assert after[name] == before[one["id"]][name], name
        assert not after["may_part"]
    assert [one["id"] for one in read(shop, away)["parts"]] == [part["id"]]
    with shop.client("manager") as client:
        for one, wanted in ((into, [kept, later]), (away, [moved])):
            comments = client.get(f"/api/tickets/{one['id']}/comments").json()
            assert [each["id"] for each in comments] == [each["id"] for each in wanted]
            steps = client.get(f"/api/tickets/{one['id']}/history").json()["items"]
            verbs = ["part", "merge"] if one is into else ["part_away", "merge_away"]
            assert [each["verb"] for each in steps[:2]] == verbs
    assert listed(shop, q="孔雀蓝") == [away["id"]]
    assert post(shop, away, "part", "manager").status_code == 409
    post(shop, into, "merge", "manager", from_id=away["id"]).raise_for_status()
    shop.run("UPDATE ticket_changes SET at = now() - interval '25 hours'")
    assert not read(shop, away)["may_part"]
    assert post(shop, away, "part", "manager").status_code == 409


async def test_a_split_takes_what_is_named_and_no_more_and_goes_back(module_shop: Shop) -> None:
    shop = module_shop
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        for text in ("第一句", "第二句", "第三句"):
            posted = await visitor.post(text)
    conversation = posted["message"]["conversation_id"]
    other = await talk(shop, "别的事")
    ticket = make(shop, "manager", link={"conversation_id": conversation, "first": 1, "last": 4})
    numbers = [one["number"] for one in ticket["links"][0]["messages"]]
    post(shop, ticket, "links", "manager", conversation_id=other["conversation"])
    moved = post(shop, ticket, "comments", "manager", text="拆走的").json()
    narrow = {"conversation_id": conversation, "first": numbers[-1], "last": 99}
    body = {"title": "只要最后一句", "links": [narrow], "comment_ids": [moved["id"]]}
    made = post(shop, ticket, "split", "manager", **body).json()["made"]
    assert [one["conversation_id"] for one in made["links"]] == [conversation]
    assert [one["text"] for one in made["links"][0]["messages"]] == ["第三句"]
    none = {"conversation_id": conversation}
    bare = post(shop, ticket, "split", "manager", title="不带消息", links=[none]).json()["made"]
    assert bare["links"][0]["messages"] == []
    foreign = {"conversation_id": str(uuid4())}
    refused = post(shop, ticket, "split", "manager", title="别人的", links=[foreign])
    assert refused.status_code == 404
    back = post(shop, made, "split/take-back", "manager")
    assert back.status_code == 200, back.text
    assert back.json()["id"] == ticket["id"]
    with shop.client("manager") as client:
        comments = client.get(f"/api/tickets/{ticket['id']}/comments").json()
    assert [one["id"] for one in comments] == [moved["id"]]
    assert read(shop, made)["merged_into"]["id"] == ticket["id"]
    assert len(read(shop, ticket)["links"][0]["messages"]) == len(numbers)
    shop.run("UPDATE ticket_changes SET at = now() - interval '31 seconds'")
    assert post(shop, bare, "split/take-back", "manager").status_code == 409
