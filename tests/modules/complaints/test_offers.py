"""Options, the link, the customer's choice, and what becomes of the money."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.modules.complaints.complaints import (
    WORDS,
    customer,
    filed,
    link,
    offer,
    ok,
    post,
    read,
    talk,
    until,
    visit,
    wait,
)
from tests.modules.remedies.payouts import act, finance, note
from tests.servers.mail import MailServer
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish

CASH = {"text": "退款并补偿", "meaning": "原路退回，另付补偿", "amount": 1_000}
MUCH = {"text": "全额赔付", "amount": 90_000_000}
AGAIN = {"text": "补发一套", "goods": "盖碗两只"}


@pytest.fixture
def row(shop: Shop) -> dict[str, Any]:
    talked = talk(shop, WORDS)
    return filed(shop, WORDS, "manager", conversation_id=talked)


def test_the_customer_chooses_by_the_link_and_only_that_is_paid(
    shop: Shop, row: dict[str, Any]
) -> None:
    other = {"text": "只补偿", "amount": 500}
    made = offer(shop, row, CASH, AGAIN, other)
    assert [(one["state"], len(one["options"])) for one in made["offers"]] == [("sent", 3)]
    assert made["stage"] == "offered"
    token = link(shop, row)
    seen = ok(visit(shop, "offers/open", token=token))
    assert seen["state"] == "open"
    assert [one["text"] for one in seen["options"]] == ["退款并补偿", "补发一套", "只补偿"]
    assert [one["amount"] for one in seen["options"]] == [1_000, None, 500]
    chosen = ok(visit(shop, "offers/choose", token=token, place=1))
    assert (chosen["state"], chosen["chosen_place"]) == ("chosen", 1)
    again = ok(visit(shop, "offers/choose", token=token, place=1))
    assert again["chosen_place"] == 1
    refused = visit(shop, "offers/choose", token=token, place=2)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "offer_taken")
    assert visit(shop, "offers/decline", token=token, words="都不要").status_code == 409
    wait(shop, "SELECT bool_and(state = 'withdrawn') FROM payouts WHERE amount = 500")
    wait(shop, "SELECT bool_and(state = 'due') FROM payouts WHERE amount = 1000")
    after = read(shop, row)
    assert (after["stage"], after["offers"][0]["chosen_via"]) == ("chosen", "link")


def test_nothing_of_the_customer_file_is_shown_by_the_link(shop: Shop, row: dict[str, Any]) -> None:
    shop.run("UPDATE customers SET name = '李桂花'")
    offer(shop, row)
    seen = visit(shop, "offers/open", token=link(shop, row))
    assert seen.json()["words"] == WORDS
    assert "桂花" not in seen.text
    assert set(seen.json()) == {
        "shop", "shop_id", "filed_on", "ref", "words", "options", "valid_until", "state",
        "chosen_place",
    }  # fmt: skip


def test_of_many_who_choose_at_once_the_first_holds(shop: Shop, row: dict[str, Any]) -> None:
    offer(shop, row, CASH, AGAIN)
    token = link(shop, row)

    def choose(place: int) -> int:
        return visit(shop, "offers/choose", token=token, place=place).status_code

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(choose, [1, 2] * 6))
    chosen = read(shop, row)["offers"][0]["chosen_place"]
    assert [code for code, place in zip(codes, [1, 2] * 6, strict=True) if place == chosen] == [
        200
    ] * 6
    assert [code for code, place in zip(codes, [1, 2] * 6, strict=True) if place != chosen] == [
        409
    ] * 6
    events = "SELECT count(*) FROM events WHERE kind = 'complaints.OfferChosen'"
    wait(shop, events.replace("count(*)", "count(*) = 1"))


def test_forged_old_and_foreign_links_lead_nowhere(shop: Shop, row: dict[str, Any]) -> None:
    offer(shop, row)
    old = link(shop, row)
    fresh = link(shop, row)
    assert visit(shop, "offers/open", token=old).status_code == 404
    assert visit(shop, "offers/open", token=fresh[:-1] + "x").status_code == 404
    assert visit(shop, "follow-ups/open", token=fresh).status_code == 404
    # Nothing of a link is kept by which it could be made again.
    held = shop.run("SELECT encode(token_hash, 'hex') FROM complaint_offers")[0][0]
    assert len(fresh) >= 43
    assert fresh not in held
    offer(shop, row, AGAIN)
    replaced = ok(visit(shop, "offers/open", token=fresh))
    assert replaced["state"] == "over"
    refused = visit(shop, "offers/choose", token=fresh, place=1)
    assert (refused.status_code, refused.json()["error"]["code"]) == (410, "offer_over")
    assert [one["state"] for one in read(shop, row)["offers"]] == ["sent", "replaced"]


def test_out_of_date_is_over_and_expires_by_itself(processes: Processes, database_url: str) -> None:
    shop = furnish(processes.start("web"), database_url)
    talked = talk(shop, WORDS)
    row = filed(shop, WORDS, "manager", conversation_id=talked)
    offer(shop, row)
    token = link(shop, row)
    shop.run("UPDATE complaint_offers SET valid_until = now() - interval '1 minute'")
    assert ok(visit(shop, "offers/open", token=token))["state"] == "over"
    assert visit(shop, "offers/choose", token=token, place=1).status_code == 410
    shop.run("UPDATE timers SET due_at = now() WHERE kind = 'complaints.offer_expires'")
    processes.start("worker")
    wait(shop, "SELECT state = 'expired' FROM complaint_offers")


def test_whoever_knocks_too_often_waits(shop: Shop) -> None:
    codes = [visit(shop, "offers/open", token="x" * 43).status_code for _ in range(45)]
    assert codes[0] == 404
    assert 429 in codes


def test_no_offer_goes_out_before_all_money_in_it_is_approved(
    shop: Shop, row: dict[str, Any]
) -> None:
    before = shop.run("SELECT count(*) FROM messages WHERE event::text LIKE '%%/offer/%%'")[0][0]
    made = offer(shop, row, MUCH, AGAIN)
    assert made["offers"][0]["state"] == "waiting"
    assert made["stage"] != "offered"
    answer = post(shop, f"/{row['id']}/offers/{made['offers'][0]['id']}/link")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "offer_not_sent")
    told = "SELECT count(*) FROM messages WHERE event::text LIKE '%%/offer/%%'"
    assert shop.run(told)[0][0] == before
    payout = {"id": made["offers"][0]["options"][0]["payout_id"]}
    ok(act(shop, payout, "approve", "owner"))
    wait(shop, "SELECT state = 'sent' FROM complaint_offers")
    wait(shop, told.replace("count(*)", "count(*) = %s"), before + 1)


def test_an_offer_whose_money_is_refused_is_over(shop: Shop, row: dict[str, Any]) -> None:
    made = offer(shop, row, MUCH)
    payout = {"id": made["offers"][0]["options"][0]["payout_id"]}
    ok(act(shop, payout, "refuse", "owner", why="太多了"))
    wait(shop, "SELECT state = 'refused' FROM complaint_offers")


def test_none_of_these_goes_back_with_what_the_customer_wants(
    shop: Shop, row: dict[str, Any]
) -> None:
    offer(shop, row, CASH)
    token = link(shop, row)
    assert visit(shop, "offers/decline", token=token, words="  ").status_code == 422
    assert ok(visit(shop, "offers/decline", token=token, words="我要换新的"))["state"] == "declined"
    after = read(shop, row)
    assert (after["stage"], after["offers"][0]["declined_words"]) == ("new", "我要换新的")
    wait(shop, "SELECT bool_and(state = 'withdrawn') FROM payouts")


def test_a_choice_on_the_phone_is_written_down(shop: Shop, row: dict[str, Any]) -> None:
    made = offer(shop, row, CASH, AGAIN)
    path = f"/{row['id']}/offers/{made['offers'][0]['id']}/choice"
    assert post(shop, path, place=None).status_code == 422
    assert post(shop, path, place=4).status_code == 422
    after = ok(post(shop, path, place=2))
    assert (after["offers"][0]["chosen_place"], after["offers"][0]["chosen_via"]) == (2, "staff")
    wait(shop, "SELECT bool_and(state = 'withdrawn') FROM payouts")


def test_it_is_carried_out_once_the_money_has_arrived(shop: Shop, row: dict[str, Any]) -> None:
    finance(shop)
    made = offer(shop, row, CASH)
    ok(visit(shop, "offers/choose", token=link(shop, row), place=1))
    wait(shop, "SELECT bool_and(state = 'due') FROM payouts")
    early = post(shop, f"/{row['id']}/solved")
    assert (early.status_code, early.json()["error"]["code"]) == (409, "payout_open")
    payout = {"id": made["offers"][0]["options"][0]["payout_id"]}
    assert note(shop, "sent", payout, method="alipay").status_code == 200
    assert note(shop, "arrived", payout).status_code == 200
    after = ok(post(shop, f"/{row['id']}/solved"))
    assert after["stage"] == "solved"
    assert after["solve_seconds"] is not None
    assert after["calm_at"] is not None


def test_who_left_gets_the_link_by_mail(
    processes: Processes, database_url: str, smtp_server: MailServer
) -> None:
    shop = furnish(processes.start("web"), database_url)
    person = customer(shop)
    with shop.client("manager") as client:
        body = {"kind": "email", "value": "li@example.com"}
        ok(client.post(f"/api/customers/{person}/identities", json=body))
    row = filed(shop, WORDS, "manager", customer_id=person)
    offer(shop, row)
    shop.run("UPDATE visitors SET last_seen_at = now() - interval '1 hour'")
    shop.run("UPDATE timers SET due_at = now() WHERE kind = 'conversations.notice_mail'")
    processes.start("worker", smtp_url=smtp_server.url)
    (mail,) = smtp_server.wait_for()
    token = mail.get_content().partition("/offer/")[2].split()[0]
    assert ok(visit(shop, "offers/open", token=token))["state"] == "open"
    until(shop, row, stage="offered")
