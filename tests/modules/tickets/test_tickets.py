"""Tickets through the running product: made, found, changed, ended, taken back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.modules.catalogue.fields import choice, look_of, make_field
from tests.modules.customers.people import talk
from tests.modules.tickets.cases import listed, make, patch, post, read, type_id
from tests.servers.patience import until
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish


def due(**ahead: float) -> str:
    return (datetime.now(UTC) + timedelta(**ahead)).isoformat()


def test_a_new_ticket_stands_where_its_type_begins_and_says_its_number(module_shop: Shop) -> None:
    shop = module_shop
    ticket = make(shop, kind="complaint", urgency=3)
    assert ticket["ref"] == f"T-{datetime.now(UTC):%y%m}-{int(ticket['ref'][7:]):06d}"
    assert (ticket["status"], ticket["state"]) == ("new", "open")
    # A complaint matters most (3), and this one presses (3): the highest priority.
    assert (ticket["urgency"], ticket["importance"], ticket["priority"]) == (3, 3, 5)
    # The type says until when, the shop is the only one there is, the team is the maker's.
    assert ticket["due_at"] is not None
    assert (ticket["shop_id"], ticket["team_id"]) == (shop.shop_id, shop.team_id)
    assert read(shop, ticket)["version"] == 1


async def test_a_ticket_made_from_a_conversation_takes_along_what_is_known(
    module_shop: Shop,
) -> None:
    shop = module_shop
    shop.online("agent_senior")
    who = await talk(shop, "壶底裂了，电话 13812345678")
    with shop.client("agent_senior") as client:
        client.post(f"/api/conversations/{who['conversation']}/pick")
    ticket = make(shop, link={"conversation_id": who["conversation"]})
    assert ticket["customer_id"] == who["customer"]
    link = ticket["links"][0]
    assert link["path"] == f"/conversations/{who['conversation']}?box=all"
    assert [one["text"] for one in link["messages"]] == ["壶底裂了，电话 13812345678"]
    # The messages are part of the ticket, masked for who may not see personal data.
    patch(shop, ticket, owner_id=shop.ids["agent_junior"]).raise_for_status()
    theirs = read(shop, ticket, "agent_junior")["links"][0]
    assert theirs["path"] is None
    assert "13812345678" not in theirs["messages"][0]["text"]
    assert listed(shop, conversation_id=who["conversation"]) == [ticket["id"]]
    with shop.client("manager") as client:
        items = client.get(f"/api/customers/{who['customer']}/timeline").json()["items"]
    assert any(entry["kind"] == "ticket" for entry in items)


async def test_links_go_both_ways_and_can_be_taken_back(module_shop: Shop) -> None:
    shop = module_shop
    who = await talk(shop, "两件事")
    one, two = make(shop, "manager"), make(shop, "manager")
    for ticket in (one, two):
        body = {"conversation_id": who["conversation"]}
        assert post(shop, ticket, "links", "manager", **body).status_code == 200
    assert set(listed(shop, conversation_id=who["conversation"])) == {one["id"], two["id"]}
    assert post(shop, one, "links", "agent_junior", conversation_id=one["id"]).status_code == 404
    with shop.client("manager") as client:
        path = f"/api/tickets/{one['id']}/links/{who['conversation']}"
        assert client.delete(path).status_code == 204
        assert client.delete(path).status_code == 404
    assert listed(shop, conversation_id=who["conversation"]) == [two["id"]]


def test_two_who_change_the_same_ticket_are_shown_both_values(module_shop: Shop) -> None:
    ticket = make(module_shop)
    path, first = f"/api/tickets/{ticket['id']}", {"If-Match": "1"}
    with module_shop.client("agent_senior") as client:
        assert client.patch(path, json={"urgency": 3}, headers=first).status_code == 200
        late = client.patch(path, json={"urgency": 1}, headers=first)
        assert late.status_code == 409
        assert late.json()["error"]["current"]["urgency"] == 3
        # What is as it was before is no change.
        assert client.patch(path, json={"urgency": 3}).json()["version"] == 2


def test_history_tells_who_changed_what_before_and_after(module_shop: Shop) -> None:
    shop = module_shop
    ticket = make(shop)
    patch(shop, ticket, title="壶盖有裂纹", owner_id=shop.ids["agent_senior"]).raise_for_status()
    post(shop, ticket, "end", result="已补发").raise_for_status()
    with shop.client("manager") as client:
        steps = client.get(f"/api/tickets/{ticket['id']}/history").json()["items"]
    assert [one["verb"] for one in steps] == ["end", "change", "make"]
    parts = {one["part"]: (one["before"], one["after"]) for one in steps[1]["parts"]}
    assert parts["title"] == ("茶壶有裂纹", "壶盖有裂纹")
    assert parts["owner_id"] == (None, "agent_senior")
    assert steps[0]["name"] == "agent_senior"
    audited = shop.run("SELECT before::text || after::text FROM audit WHERE ref_id = %s",
                       ticket["id"])  # fmt: skip
    # What people wrote stays out of the audit, whose chain cannot forget it.
    assert "裂纹" not in str(audited)
    assert "owner_id" in str(audited)


def test_an_end_is_taken_back_within_half_a_minute_and_opened_again_later(
    module_shop: Shop,
) -> None:
    shop = module_shop
    ticket = make(shop)
    patch(shop, ticket, status="in_progress").raise_for_status()
    ended = post(shop, ticket, "end", result="已补发").json()
    assert (ended["status"], ended["state"], ended["result"]) == ("solved", "solved", "已补发")
    assert post(shop, ticket, "end").status_code == 409
    assert listed(shop, state=["open", "waiting"], q=ticket["ref"]) == []
    back = post(shop, ticket, "take-back").json()
    assert (back["status"], back["result"], back["ended_at"]) == ("in_progress", "", None)
    post(shop, ticket, "end", status="closed").raise_for_status()
    shop.run("UPDATE tickets SET ended_at = now() - interval '31 seconds' WHERE id = %s",
             ticket["id"])  # fmt: skip
    assert post(shop, ticket, "take-back").status_code == 409
    assert patch(shop, ticket, status="new").json()["state"] == "open"


def test_fields_are_those_of_the_type_and_what_is_required_is_asked_for_at_the_end(
    module_shop: Shop,
) -> None:
    shop = module_shop
    colours = [choice("red"), choice("blue")]
    colour = make_field(shop, "colour", "choice", kind="ticket", required=True, choices=colours)
    make_field(shop, "loss", "money", kind="ticket")
    make_field(shop, "parcel", "text", kind="ticket")
    with shop.client("manager") as client:
        types = {one["code"]: one for one in client.get("/api/ticket-types").json()}
        invoice = types["invoice"]
        look = {k: v for k, v in invoice.items() if k not in ("id", "version", "code")}
        changed = client.put(f"/api/ticket-types/{invoice['id']}", json={**look, "fields": []})
        assert changed.status_code == 200
    assert post(shop, make(shop, kind="invoice"), "end").status_code == 200
    one = make(shop, kind="repair", fields={"loss": 1250, "parcel": "YT 2041"})
    two = make(shop, kind="repair", fields={"loss": 99, "colour": "blue"})
    refused = post(shop, one, "end")
    assert list(refused.json()["error"]["fields"]) == ["fields.colour"]
    assert post(shop, one, "end", fields={"colour": "red"}).status_code == 200
    assert listed(shop, field=["colour:blue"]) == [two["id"]]
    assert listed(shop, field=["loss:100..", "colour:red"]) == [one["id"]]
    assert listed(shop, field=["parcel:yt 2041"]) == [one["id"]]
    assert listed(shop, q="2041 裂纹") == [one["id"]]
    patch(shop, two, fields={"colour": None}).raise_for_status()
    assert listed(shop, field=["colour:blue"]) == []
    with shop.client("manager") as client:
        assert client.get("/api/tickets", params={"field": "colour:green"}).status_code == 422
        # The other tests of this shop end theirs without it.
        look = look_of(colour, required=False)
        client.put(f"/api/fields/{colour['id']}", json=look).raise_for_status()


def test_lists_narrow_sort_and_go_on(module_shop: Shop) -> None:
    shop = module_shop
    tag = {"tags": ["翻页"]}
    made = [
        make(shop, urgency=urgency, due_at=due(hours=hours), **tag)["id"]
        for urgency, hours in ((1, 5), (3, -1), (2, 3))
    ]
    assert listed(shop, tag="翻页") == made[::-1]
    assert listed(shop, tag="翻页", sort="due") == [made[1], made[2], made[0]]
    assert listed(shop, tag="翻页", sort="priority") == [made[1], made[2], made[0]]
    assert listed(shop, tag="翻页", due="overdue") == [made[1]]
    with shop.client("manager") as client:
        for sort in ("newest", "changed", "due", "priority"):
            seen: list[str] = []
            cursor: str | None = ""
            while cursor is not None:
                query: dict[str, Any] = {"tag": "翻页", "sort": sort, "limit": 1}
                page = client.get("/api/tickets", params=query | {"cursor": cursor}).json()
                seen += [one["id"] for one in page["items"]]
                cursor = page["next"]
            assert sorted(seen) == sorted(made), sort


def test_words_are_found_in_tickets_and_in_what_was_noted_on_them(module_shop: Shop) -> None:
    shop = module_shop
    ticket = make(shop, title="紫砂壶滴水", text="客户说壶嘴滴水，已经寄回仓库")
    assert ticket["id"] in listed(shop, q="砂壶 滴水")
    assert listed(shop, q=ticket["ref"].lower()) == [ticket["id"]]
    assert listed(shop, q="景德镇") == []
    post(shop, ticket, "comments", text="问过景德镇的窑口").raise_for_status()
    assert listed(shop, q="景德镇") == [ticket["id"]]
    patch(shop, ticket, title="壶", text="").raise_for_status()
    assert listed(shop, q="滴水") == []


def test_after_an_upgrade_that_cuts_texts_differently_words_are_cut_anew(
    processes: Processes, database_url: str
) -> None:
    shop = furnish(processes.start("web"), database_url)
    ticket = make(shop, title="建盏开片")
    shop.run("UPDATE ticket_tokens SET version = version - 1, tokens = ''")
    assert listed(shop, q="开片") == []
    # The worker looks when it begins.
    processes.start("worker")
    until(lambda: listed(shop, q="开片") == [ticket["id"]])


def test_people_see_their_own_and_a_team_what_nobody_has(module_shop: Shop) -> None:
    shop = module_shop
    waiting = make(shop, "manager", team_id=shop.team_id)
    mine = make(shop, "manager", owner_id=shop.ids["agent_senior"])
    assert waiting["id"] in listed(shop, "agent_junior")
    assert mine["id"] not in listed(shop, "agent_junior")
    assert patch(shop, mine, "agent_junior", urgency=3).status_code == 404
    with shop.client("manager") as client:
        path = f"/api/tickets/{mine['id']}/watchers"
        told = client.put(path, json={"ids": [shop.ids["agent_junior"]]}).json()
    assert [one["name"] for one in told["watchers"]] == ["agent_junior"]
    assert listed(shop, "agent_junior", box="watching") == [mine["id"]]
    # Who watches sees and comments, and does not change.
    assert patch(shop, mine, "agent_junior", urgency=3).json()["error"]["code"] == "not_your_ticket"
    assert post(shop, mine, "comments", "agent_junior", text="看到了").status_code == 201
    assert post(shop, mine, "comments", "quality", text="看到了").status_code == 403
    with shop.client("agent_junior") as client:
        assert client.delete(f"/api/tickets/{mine['id']}/watch").status_code == 204
        assert client.get(f"/api/tickets/{mine['id']}").status_code == 404


def test_what_one_sees_masked_is_not_changed_by_sending_it_back(module_shop: Shop) -> None:
    shop = module_shop
    ticket = make(shop, text="回电 13812345678", owner_id=shop.ids["agent_junior"])
    seen = read(shop, ticket, "agent_junior")["text"]
    assert "13812345678" not in seen
    patch(shop, ticket, "agent_junior", text=seen, urgency=3).raise_for_status()
    assert read(shop, ticket)["text"] == "回电 13812345678"


def test_a_ticket_stands_above_no_ticket_that_stands_above_it(module_shop: Shop) -> None:
    above = make(module_shop)
    below = make(module_shop, parent_id=above["id"])
    assert [one["id"] for one in read(module_shop, above)["parts"]] == [below["id"]]
    assert read(module_shop, below)["parent"]["id"] == above["id"]
    refused = patch(module_shop, above, parent_id=below["id"])
    assert refused.json()["error"]["code"] == "bad_parent"


def test_a_ticket_ends_after_its_parts_unless_one_means_it(module_shop: Shop) -> None:
    shop = module_shop
    above = make(shop)
    part = make(shop, parent_id=above["id"])
    refused = post(shop, above, "end")
    assert refused.json()["error"]["code"] == "ticket_parts_open"
    assert patch(shop, above, status="closed").status_code == 409
    assert post(shop, above, "end", anyway=True).status_code == 200
    assert read(shop, part)["state"] == "open"
    patch(shop, above, status="new").raise_for_status()
    post(shop, part, "end").raise_for_status()
    assert post(shop, above, "end").status_code == 200


def test_another_department_does_its_task_and_sees_the_ticket(working: Shop) -> None:
    shop = working
    ticket = make(shop, "manager", owner_id=shop.ids["agent_senior"])
    body = {
        "title": "核对仓库录像",
        "due_at": due(hours=4),
        "owner_id": shop.ids["support"],
        "about": {"kind": "ticket", "id": ticket["id"]},
    }
    with shop.client("agent_senior") as client:
        task = client.post("/api/tasks", json=body)
        assert task.status_code == 201, task.text
        assert task.json()["about"]["path"] == f"/tickets/{ticket['id']}"
        query = {"box": "all", "about_kind": "ticket", "about_id": ticket["id"]}
        with shop.client("manager") as manager:
            items = manager.get("/api/tasks", params=query).json()["items"]
        assert [one["title"] for one in items] == ["核对仓库录像"]
    until(lambda: listed(shop, "support", box="watching") == [ticket["id"]])


def test_a_type_that_would_leave_tickets_nowhere_is_refused(module_shop: Shop) -> None:
    shop = module_shop
    make(shop, kind="order_exception")
    with shop.client("manager") as client:
        types = {one["code"]: one for one in client.get("/api/ticket-types").json()}
        kind = types["order_exception"]
        look = {k: v for k, v in kind.items() if k not in ("id", "version", "code")}
        path = f"/api/ticket-types/{kind['id']}"
        gone = {**look, "statuses": look["statuses"][1:]}
        assert client.put(path, json=gone).json()["error"]["code"] == "ticket_status_in_use"
        endless = {**look, "statuses": [one for one in look["statuses"] if one["kind"] == "open"]}
        assert client.put(path, json=endless).json()["error"]["fields"]["statuses"]
        assert client.post("/api/ticket-types", json={**look, "code": "repair"}).status_code == 409
        new = client.post("/api/ticket-types", json={**look, "code": "missing_parts"})
        assert new.status_code == 201
        late = client.put(path, json=look, headers={"If-Match": "7"})
        assert late.status_code == 409
    assert make(shop, kind="missing_parts")["status"] == "new"
    assert type_id(shop, "missing_parts") == new.json()["id"]


@pytest.mark.acts("tickets.remind_before", "tickets.climb_after")
def test_people_are_told_before_and_at_due_and_then_it_climbs(working: Shop) -> None:
    shop = working
    shop.run(
        "UPDATE teams SET coordinator_id = %s WHERE id = %s", shop.ids["supervisor"], shop.team_id
    )
    with shop.client("owner") as owner:
        for key, value in (("remind_before", 8), ("climb_after", 1)):
            body = {"scope": "organisation", "value": value}
            owner.put(f"/api/settings/tickets.{key}", json=body).raise_for_status()
    make(shop, owner_id=shop.ids["agent_senior"], due_at=due(seconds=12), team_id=shop.team_id)
    told = (
        "SELECT n.kind, s.name FROM notices n JOIN staff s ON s.id = n.staff_id"
        " WHERE n.kind LIKE 'tickets.%%' AND n.kind <> 'tickets.given' ORDER BY n.at, n.id"
    )
    until(lambda: len(shop.run(told)) == 4)
    assert [kind for kind, _ in shop.run(told)][:2] == ["tickets.due", "tickets.due"]
    assert set(shop.run(told)[2:]) == {
        ("tickets.late", "agent_senior"),
        ("tickets.climbed", "supervisor"),
    }


async def test_whom_it_concerns_is_told_and_a_customer_who_comes_back_reaches_the_owner(
    working: Shop,
) -> None:
    shop = working
    shop.online("agent_senior")
    session = shop.session()
    async with shop.visitor(session["token"]) as visitor:
        conversation = (await visitor.post("壶裂了"))["message"]["conversation_id"]
        with shop.client("agent_senior") as client:
            client.post(f"/api/conversations/{conversation}/pick")
        link = {"conversation_id": conversation}
        ticket = make(shop, link=link, owner_id=shop.ids["agent_junior"])
        kinds = (
            "SELECT n.kind, s.name FROM notices n JOIN staff s ON s.id = n.staff_id"
            " WHERE n.about_id = %s ORDER BY 1, 2"
        )
        until(lambda: shop.run(kinds, ticket["id"]) == [("tickets.given", "agent_junior")])
        with shop.client("agent_senior") as client:
            client.post(f"/api/conversations/{conversation}/close", json={}).raise_for_status()
        await visitor.post("还在吗")
    until(lambda: ("tickets.customer_wrote", "agent_junior") in shop.run(kinds, ticket["id"]))
    post(shop, ticket, "end", "agent_junior", result="已补发").raise_for_status()
    # The agent whose conversation it came from hears that it has ended.
    until(lambda: ("tickets.ended", "agent_senior") in shop.run(kinds, ticket["id"]))


async def test_a_customers_words_go_with_them_and_tickets_follow_a_joined_file(
    working: Shop,
) -> None:
    shop = working
    make_field(shop, "remark", "text", kind="ticket")
    who, other = await talk(shop, "裂了"), await talk(shop, "也裂了")
    words = {"title": "壶裂了", "text": "要补发", "fields": {"remark": "蓝色的"}}
    ticket = make(shop, "manager", customer_id=who["customer"], **words)
    post(shop, ticket, "comments", "manager", text="客户很着急").raise_for_status()
    patch(shop, ticket, "manager", title="壶底裂了").raise_for_status()
    with shop.client("owner") as owner:
        body = {"from_id": who["customer"]}
        joined = owner.post(f"/api/customers/{other['customer']}/join", json=body)
        assert joined.status_code < 300, joined.text
        assert read(shop, ticket)["customer_id"] == other["customer"]
        name = joined.json()["name"]
        erased = owner.post(f"/api/customers/{other['customer']}/erase", json={"name": name})
        assert erased.status_code == 202, erased.text
    until(lambda: read(shop, ticket)["title"] == "—")
    left = shop.run(
        "SELECT t.*, c.*, v.* FROM tickets t LEFT JOIN ticket_comments c ON c.ticket_id = t.id"
        " LEFT JOIN ticket_values v ON v.ticket_id = t.id"
    )
    history = shop.run("SELECT parts::text FROM ticket_changes")
    found = shop.run("SELECT tokens::text FROM ticket_tokens")
    said = str(left) + str(history) + str(found)
    for word in ("裂", "补发", "着急", "蓝色"):
        assert word not in said


async def test_who_is_called_in_a_comment_is_told_and_may_see_the_ticket(working: Shop) -> None:
    shop = working
    ticket = make(shop, "manager", owner_id=shop.ids["manager"])
    junior, owner = shop.ids["agent_junior"], shop.ids["manager"]
    with shop.client("agent_junior") as client:
        assert client.get(f"/api/tickets/{ticket['id']}").status_code == 404
    named = [junior, owner]
    body = {"text": "@agent_junior 请看一下", "mentions": named}
    said = post(shop, ticket, "comments", "supervisor", **body)
    assert said.status_code == 201, said.text
    assert {one["id"] for one in said.json()["mentions"]} == set(named)
    assert read(shop, ticket, "agent_junior")["watching"]
    told = "SELECT kind, staff_id::text FROM notices WHERE kind IN (%s, %s)"
    kinds = ("tickets.mentioned", "tickets.commented")
    until(lambda: set(shop.run(told, *kinds)) == {("tickets.mentioned", one) for one in named})
    wrong = post(shop, ticket, "comments", text="谁", mentions=[ticket["id"]])
    assert wrong.status_code == 404


async def test_a_conversation_is_linked_by_its_number_with_as_much_as_is_wanted(
    module_shop: Shop,
) -> None:
    shop = module_shop
    who = await talk(shop, "按编号找我")
    await talk(shop, "另一位")
    ticket = make(shop, "manager")
    with shop.client("manager") as client:
        shown = client.get(f"/api/conversations/{who['conversation']}").json()["conversation"]
        for wanted, found in ((shown["ref"], [who["conversation"]]), ("C-2611-999999", [])):
            query = {"box": "all", "ref": wanted}
            items = client.get("/api/conversations", params=query).json()["items"]
            assert [one["id"] for one in items] == found
        assert client.get("/api/conversations?box=all&ref=壶").json()["items"] == []
    first = "SELECT min(number) FROM messages WHERE kind = 'text' AND conversation_id = %s"
    number = shop.run(first, who["conversation"])[0][0]
    body = {"conversation_id": who["conversation"], "first": number, "last": number}
    linked = post(shop, ticket, "links", "manager", **body).json()["links"]
    assert [one["text"] for one in linked[0]["messages"]] == ["按编号找我"]
