"""A complaint goes through its procedure: by its level, to the choice, and to a lesson."""

from typing import Any

from tests.modules.complaints.complaints import (
    CALM,
    WORDS,
    at,
    calmed,
    case_of,
    cause,
    filed,
    finish,
    link,
    offer,
    ok,
    post,
    put,
    read,
    steps,
    talk,
    until,
    visit,
    wait,
)
from tests.modules.remedies.payouts import act, finance, note
from tests.servers.shop import Shop

FOUND = {"values": {"finding": "加热底座密封圈漏装", "ours": True}}
MUCH = {"text": "全额退款并补偿", "meaning": "三天内到账", "amount": 30_000_000}
AGAIN = {"text": "换新并补发", "goods": "同款一只"}


def test_level_one_through_three_departments_to_choice_payout_follow_up_and_lesson(
    working: Shop,
) -> None:
    shop = working
    finance(shop)
    talked = talk(shop, WORDS)
    row = filed(shop, WORDS, conversation_id=talked)
    assert row["level"] == 1
    calmed(shop, row)
    # The level decides the way, without anybody choosing it.
    case = at(shop, row, "product", "logistics", "service")
    assert read(shop, row)["calm_seconds"] is not None
    for step in ("product", "logistics", "service"):
        ok(finish(shop, case_of(shop, row), step, "done", **FOUND))
    case = at(shop, row, "coordinate")
    chief = next(one for one in case["open"] if one["step"] == "coordinate")
    assert chief["owner_name"] == "manager"
    ok(finish(shop, case, "coordinate", "concluded", values={"conclusion": "我方责任"}))
    at(shop, row, "propose")
    made = offer(shop, row, MUCH, AGAIN)
    assert made["offers"][0]["state"] == "waiting"
    payout = {"id": made["offers"][0]["options"][0]["payout_id"]}
    ok(act(shop, payout, "approve", "owner"))
    # It goes out by itself once it is approved, and the case waits for the customer.
    at(shop, row, "choose")
    ok(visit(shop, "offers/choose", token=link(shop, row), place=1))
    case = at(shop, row, "execute")
    done = {"values": {"done": "已退款，补偿由财务转出"}}
    early = finish(shop, case, "execute", "done", **done)
    assert (early.status_code, early.json()["error"]["code"]) == (409, "guard_refused")
    wait(shop, "SELECT bool_and(state = 'due') FROM payouts")
    assert note(shop, "sent", payout, method="alipay").status_code == 200
    assert note(shop, "arrived", payout).status_code == 200
    ok(finish(shop, case, "execute", "done", **done))
    at(shop, row, "follow_up")
    assert read(shop, row)["stage"] == "solved"
    token = _asked(shop)
    seen = ok(visit(shop, "follow-ups/open", token=token))
    assert (seen["chosen"], seen["open"]) == ("全额退款并补偿", True)
    ok(visit(shop, "follow-ups/answer", token=token, settled=True, score=4, words="还行"))
    at(shop, row, "lesson")
    lesson = {"cause_id": cause(shop), "wrong": "漏装密封圈", "prevent": "出厂加一道气密检测"}
    ok(put(shop, row, "lesson", **lesson))
    after = until(shop, row, stage="closed")
    assert case_of(shop, row)["state"] == "ended"
    assert (after["lesson"]["prevent"], after["follow_up"]["score"]) == ("出厂加一道气密检测", 4)
    assert [one["state"] for one in after["offers"]] == ["chosen"]


def _asked(shop: Shop) -> str:
    """The days until the follow-up are over; the token of what the customer is told."""
    shop.run("UPDATE timers SET due_at = now() WHERE kind = 'complaints.follow_up'")
    words = "SELECT event #>> '{values,text}' FROM messages WHERE event::text LIKE '%%/settled/%%'"
    wait(shop, f"SELECT EXISTS ({words})")
    told = str(shop.run(f"SELECT text FROM ({words} ORDER BY at DESC LIMIT 1) AS t(text)")[0][0])
    return told.partition("/settled/")[2].split()[0]


def _solved(shop: Shop, **body: Any) -> dict[str, Any]:
    """A complaint of level 4 that was settled on the spot."""
    row = filed(shop, "茶叶盒子压扁了，麻烦看一下", **body)
    ok(finish(shop, at(shop, row, "calm"), "calm", "settled", **CALM))
    at(shop, row, "follow_up")
    return row


def test_a_complaint_does_not_end_before_its_procedure_is_through(working: Shop) -> None:
    shop = working
    row = _solved(shop)
    with shop.client("manager") as client:
        path, end = f"/api/tickets/{row['ticket_id']}", {"status": "closed"}
        early = client.patch(path, json=end)
        assert (early.status_code, early.json()["error"]["code"]) == (409, "case_holds")
        # Whoever is sure that nothing more is to be done says so, and why.
        case = case_of(shop, row)
        ok(client.post(f"/api/cases/{case['id']}/cancel", json={"reason": "客户撤诉"}))
        ok(client.patch(path, json=end))
    until(shop, row, stage="closed")


def test_what_is_not_settled_comes_up_again_and_takes_its_way_anew(working: Shop) -> None:
    shop = working
    row = _solved(shop, conversation_id=talk(shop, "茶叶盒子压扁了"))
    token = _asked(shop)
    answer = {"token": token, "settled": False, "score": 1, "words": "根本没解决"}
    ok(visit(shop, "follow-ups/answer", **answer))
    ok(visit(shop, "follow-ups/answer", **answer))
    other = visit(shop, "follow-ups/answer", token=token, settled=True, score=5)
    assert (other.status_code, other.json()["error"]["code"]) == (409, "answered")
    at(shop, row, "handle_4")
    after = read(shop, row)
    assert (after["reopened"], after["solved_at"], after["stage"]) == (1, None, "working")
    assert after["follow_up"]["words"] == "根本没解决"
    wait(shop, "SELECT count(*) = 1 FROM notices WHERE kind = 'complaints.unsettled'")


def test_an_answer_on_the_phone_does_it_as_well(working: Shop) -> None:
    shop = working
    row = _solved(shop, conversation_id=talk(shop, "茶叶盒子压扁了"))
    answer = {"settled": True, "score": 5, "words": "谢谢"}
    after = ok(post(shop, f"/{row['id']}/follow-up", **answer))
    assert (after["follow_up"]["via"], after["follow_up"]["settled"]) == ("staff", True)
    at(shop, row, "lesson")
    # Who has answered is not asked again.
    shop.run("UPDATE timers SET due_at = now() WHERE kind = 'complaints.follow_up'")
    wait(shop, "SELECT count(*) = 0 FROM timers WHERE kind = 'complaints.follow_up'")
    asked = "SELECT count(*) FROM messages WHERE event::text LIKE '%%/settled/%%'"
    assert shop.run(asked)[0][0] == 0


def test_a_level_that_rises_takes_the_case_along(working: Shop) -> None:
    shop = working
    row = filed(shop, "茶叶盒子压扁了，麻烦看一下")
    calmed(shop, row)
    case = at(shop, row, "handle_4")
    assert case["state"] == "running"
    ok(put(shop, row, "level", level=2, reason="涉及多位客户"))
    case = at(shop, row, "handle_2")
    ways = [(one["step"], one["outcome"]) for one in case["steps"] if one["state"] == "done"]
    assert ways[-2:] == [("handle_4", "up"), ("grade", "level_2")]
    assert next(one for one in case["open"])["owner_name"] == "manager"
    # Nobody is told of a step that ended as it opened.
    wait(shop, "SELECT bool_and(urgency = 3) FROM tickets")
    assert steps(case) == ["handle_2"]


def test_a_customer_who_wants_none_of_it_brings_the_case_back(working: Shop) -> None:
    shop = working
    row = filed(shop, "茶叶盒子压扁了，麻烦看一下", conversation_id=talk(shop, "压扁了"))
    calmed(shop, row)
    ok(finish(shop, at(shop, row, "handle_4"), "handle_4", "done", values={"finding": "快递挤压"}))
    at(shop, row, "propose")
    offer(shop, row)
    at(shop, row, "choose")
    ok(visit(shop, "offers/decline", token=link(shop, row), words="我要换新的"))
    at(shop, row, "propose")
    offer(shop, row, AGAIN)
    case = at(shop, row, "choose")
    shop.run("UPDATE timers SET due_at = now() WHERE kind = 'procedures.step' AND key = 'give_up'")
    case = at(shop, row, "call")
    offers = read(shop, row)["offers"]
    ok(post(shop, f"/{row['id']}/offers/{offers[0]['id']}/choice", place=1))
    case = at(shop, row, "execute")
    ok(finish(shop, case, "execute", "done", values={"done": "已补发"}))
    at(shop, row, "follow_up")


def test_a_ticket_opened_again_after_its_end_is_worked_on_anew(working: Shop) -> None:
    shop = working
    row = _solved(shop, conversation_id=talk(shop, "茶叶盒子压扁了"))
    ok(post(shop, f"/{row['id']}/follow-up", settled=True, score=5))
    lesson = {"cause_id": cause(shop), "wrong": "包装薄", "prevent": "加厚"}
    ok(put(shop, row, "lesson", **lesson))
    until(shop, row, stage="closed")
    with shop.client("manager") as client:
        body = {"status": "in_progress"}
        assert client.patch(f"/api/tickets/{row['ticket_id']}", json=body).status_code == 200
    after = until(shop, row, reopened=1)
    assert (after["closed_at"], after["solved_at"]) == (None, None)
    at(shop, row, "calm")
