"""A complaint is taken on every channel, once, with a level and its reasons."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.modules.complaints.complaints import (
    ORDINARY,
    WORDS,
    appears,
    at,
    customer,
    filed,
    ok,
    post,
    put,
    read,
    regrade,
    talk,
    until,
    wait,
)
from tests.modules.tickets.cases import make as make_ticket
from tests.modules.tickets.cases import read as read_ticket
from tests.servers.shop import Shop


def test_one_key_in_the_chat_files_ticket_level_and_case(shop: Shop) -> None:
    talked = talk(shop, "你好", WORDS)
    seen = ok(post(shop, "/look", "manager", conversation_id=talked))
    assert WORDS in seen["words"]
    assert (seen["grade"]["level"], seen["complaint_id"]) == (1, None)
    assert {"harm", "threat"} <= {one["code"] for one in seen["grade"]["reasons"]}
    assert all(one["name"]["zh-CN"] and one["name"]["en"] for one in seen["grade"]["reasons"])
    assert seen["script"]["zh-CN"]
    row = filed(shop, seen["words"], "manager", conversation_id=talked)
    assert (row["level"], row["level_by"], row["stage"]) == (1, "rules", "new")
    assert row["via"] == "complaints.file"
    ticket = read_ticket(shop, {"id": row["ticket_id"]})
    assert [one["conversation_id"] for one in ticket["links"]] == [talked]
    assert ticket["customer_id"] == row["customer_id"]
    at(shop, row, "calm")
    again = filed(shop, "还是同一件事", "manager", conversation_id=talked)
    assert again["id"] == row["id"]
    assert ok(post(shop, "/look", "manager", conversation_id=talked))["complaint_id"] == row["id"]


def test_two_who_press_the_key_at_once_file_one_complaint(shop: Shop) -> None:
    talked = talk(shop, WORDS)

    def press(role: str) -> str:
        return str(filed(shop, WORDS, role, conversation_id=talked)["id"])

    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(press, ["manager", "owner"] * 6))
    assert len(ids) == 1
    assert shop.run("SELECT count(*) FROM complaints")[0][0] == 1
    assert shop.run("SELECT count(*) FROM cases WHERE about_kind = 'ticket'")[0][0] == 1


def test_the_same_request_key_files_once(shop: Shop) -> None:
    with shop.client("agent_senior", **{"Idempotency-Key": "a-key-of-mine-1"}) as client:
        first = ok(client.post("/api/complaints", json={"words": WORDS}))
        second = ok(client.post("/api/complaints", json={"words": WORDS}))
    assert first["id"] == second["id"]
    assert shop.run("SELECT count(*) FROM tickets")[0][0] == 1


def test_a_ticket_of_the_type_is_a_complaint_wherever_it_comes_from(working: Shop) -> None:
    shop = working
    made = make_ticket(shop, kind="complaint", title="投诉：假货", text="买到假货，要求退一赔三")
    other = make_ticket(shop, title="问一下运费")
    found = appears(shop, made)
    assert found["via"] == "by_hand"
    assert found["level"] <= 3
    at(shop, found, "calm")
    with shop.client("manager") as client:
        assert client.get(f"/api/complaints/of/{other['id']}").status_code == 404
        # It becomes one when somebody says so.
        kind = made["type_id"]
        changed = client.patch(
            f"/api/tickets/{other['id']}", json={"type_id": kind, "status": "new"}
        )
        assert changed.status_code == 200, changed.text
    assert appears(shop, other)["ticket_id"] == other["id"]
    count = "SELECT count(*) FROM complaints WHERE ticket_id = %s"
    assert shop.run(count, made["id"])[0][0] == 1


def test_a_level_of_ones_own_needs_a_reason_and_stays(working: Shop) -> None:
    shop = working
    refused = post(shop, "", words=ORDINARY, level=2)
    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (422, ["reason"])
    row = filed(shop, ORDINARY, level=2, reason="是老客户，影响大")
    assert (row["level"], row["level_by"], row["grade"]["level"]) == (2, "staff", 4)
    bare = put(shop, row, "level", level=3, reason=" ")
    assert bare.status_code == 422
    assert put(shop, row, "level", "agent_junior", level=3, reason="没那么重").status_code == 403
    lower = ok(put(shop, row, "level", level=3, reason="核实后没那么重"))
    assert (lower["level"], lower["level_set_by_name"]) == (3, "manager")
    assert [one["level"] for one in lower["level_history"]] == [2, 3]
    assert lower["level_history"][-1]["reason"] == "核实后没那么重"
    assert lower["solve_due_at"] > row["solve_due_at"]


def test_what_the_customer_adds_raises_the_level_and_those_who_handle_it_are_told(
    working: Shop, tmp_path: Path
) -> None:
    shop = working
    talked = talk(shop, "茶叶盒子压扁了，麻烦看一下")
    row = filed(shop, "茶叶盒子压扁了，麻烦看一下", "manager", conversation_id=talked)
    assert row["level"] == 4
    shop.run(
        "UPDATE messages SET text = %s, at = now() WHERE conversation_id = %s AND number = 1",
        WORDS,
        talked,
    )
    shop.run("UPDATE complaints SET felt = NULL")
    # Time alone has them looked at again; here the mood of the conversation does.
    shop.run(
        'UPDATE conversations SET mood = \'{"now": "angry"}\', last_customer_at = now()'
        " WHERE id = %s",
        talked,
    )
    regrade(shop, tmp_path)
    raised = until(shop, row, level=1)
    assert raised["level_by"] in ("rules", "model")
    assert [one["level"] for one in raised["level_history"]] == [4, 1]
    told = "SELECT count(*) > 0 FROM notices WHERE kind = 'complaints.grave'"
    wait(shop, told)
    wait(shop, "SELECT urgency = 3 AND importance = 3 FROM tickets WHERE id = %s", row["ticket_id"])


def test_rules_leave_alone_what_a_person_has_set(shop: Shop, tmp_path: Path) -> None:
    row = filed(shop, WORDS)
    assert row["level"] == 1
    ok(put(shop, row, "level", level=4, reason="已核实是误会"))
    regrade(shop, tmp_path)
    assert read(shop, row)["level"] == 4


def test_a_complaint_is_seen_by_whoever_sees_its_ticket(shop: Shop) -> None:
    row = filed(shop, WORDS, "manager")
    shop.run("UPDATE tickets SET team_id = NULL WHERE id = %s", row["ticket_id"])
    with shop.client("agent_junior") as client:
        assert client.get(f"/api/complaints/{row['id']}").status_code == 404
        assert client.get("/api/complaints").json()["items"] == []
    with shop.client("manager") as client:
        listed = client.get("/api/complaints", params={"level": 1, "stage": "new"}).json()["items"]
        assert [one["id"] for one in listed] == [row["id"]]
        assert client.get("/api/complaints", params={"level": 2}).json()["items"] == []
        assert client.get("/api/complaints", params={"sort": "pressing"}).json()["items"]


def test_a_second_complaint_of_the_same_after_it_was_settled_says_so(shop: Shop) -> None:
    person = customer(shop)
    body = {"customer_id": person}
    first = filed(shop, "紫砂壶的壶盖裂了，要求换新", "manager", **body)
    ok(post(shop, f"/{first['id']}/solved", "manager"))
    second = filed(shop, "换来的紫砂壶，壶盖又裂了", "manager", **body)
    assert second["repeats_id"] == first["id"]
    assert "repeats" in {one["code"] for one in second["grade"]["reasons"]}
    assert second["earlier"]["complaints"] == 1
