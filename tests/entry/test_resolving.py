"""The pages behind the links of a complaint: without sign-in, without script, small."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.modules.complaints.complaints import filed, offer, ok, post, talk
from tests.servers.shop import Shop
from zhiyin.kernel.auth.secrets import hash_token, new_token

WORDS = "茶壶收到就是碎的，<b>等了一个星期</b>也没人管"
NEW = {"text": "换一把新壶", "meaning": "明天发出", "goods": "同款紫砂壶"}
MONEY = {"text": "退款并补偿", "amount": 3000}


def link_of(shop: Shop, *options: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """A complaint whose options are with the customer; the path of its link."""
    row = filed(shop, WORDS, conversation_id=talk(shop, WORDS))
    made = offer(shop, row, *options)["offers"][0]
    assert made["state"] == "sent"
    answer = ok(post(shop, f"/{row['id']}/offers/{made['id']}/link"))
    return row, str(answer["link"]).partition("/offer/")[2]


@pytest.fixture
def browser(shop: Shop) -> httpx.Client:
    """Somebody who is nobody."""
    return httpx.Client(base_url=shop.server.url, headers={"Accept-Language": "zh-CN"})


def test_the_customer_reads_what_is_offered_and_is_asked_before_it_holds(
    shop: Shop, browser: httpx.Client
) -> None:
    row, token = link_of(shop, NEW, MONEY)
    page = browser.get(f"/offer/{token}")
    assert page.status_code == 200
    assert len(page.content) < 20_000
    assert "<script" not in page.text
    assert "&lt;b&gt;等了一个星期" in page.text
    for said in ("换一把新壶", "同款紫砂壶", "¥30.00", row["ref"], "知音茶铺"):
        assert said in page.text
    assert page.headers["referrer-policy"] == "no-referrer"

    asked = browser.post(f"/offer/{token}", data={"place": "2"})
    assert "确定选择这个方案吗" in asked.text
    assert "换一把新壶" not in asked.text
    seen = "SELECT state, chosen_place FROM complaint_offers"
    assert shop.run(seen) == [("sent", None)]
    done = browser.post(f"/offer/{token}", data={"place": "2", "confirmed": "yes"})
    assert (done.status_code, "您已选定" in done.text) == (200, True)
    assert shop.run(seen) == [("chosen", 2)]

    # Whoever comes after with another wish sees what was chosen.
    late = browser.post(f"/offer/{token}", data={"place": "1", "confirmed": "yes"})
    assert late.status_code == 409
    assert "退款并补偿" in late.text
    assert shop.run(seen) == [("chosen", 2)]
    assert "You have chosen" in browser.get(f"/offer/{token}?lang=en").text


def test_none_of_these_comes_with_a_word(shop: Shop, browser: httpx.Client) -> None:
    _, token = link_of(shop, NEW)
    empty = browser.post(f"/offer/{token}", data={"place": "none", "words": "  "})
    assert (empty.status_code, "请写下您希望怎样解决" in empty.text) == (422, True)
    told = browser.post(f"/offer/{token}", data={"place": "none", "words": "想要原来那把"})
    assert "您的想法已收到" in told.text
    assert shop.run("SELECT declined_words FROM complaint_offers") == [("想要原来那把",)]


@pytest.mark.parametrize("path", ["/offer/forged", "/settled/forged", "/offer/" + "x" * 43])
def test_a_link_that_leads_nowhere_says_so_and_nothing_else(
    browser: httpx.Client, path: str
) -> None:
    page = browser.get(path)
    assert page.status_code == 404
    assert "链接不完整或已失效" in page.text
    assert "知音茶铺" not in page.text


def test_an_offer_that_is_out_of_date_can_be_chosen_no_more(
    shop: Shop, browser: httpx.Client
) -> None:
    _, token = link_of(shop, NEW)
    shop.run("UPDATE complaint_offers SET valid_until = now() - interval '1 minute'")
    page = browser.get(f"/offer/{token}")
    assert "这份方案已经失效" in page.text
    assert "换一把新壶" not in page.text
    late = browser.post(f"/offer/{token}", data={"place": "1", "confirmed": "yes"})
    assert late.status_code == 410
    assert shop.run("SELECT chosen_place FROM complaint_offers") == [(None,)]


def test_the_customer_says_whether_it_is_settled(shop: Shop, browser: httpx.Client) -> None:
    row, token = filed(shop, WORDS, conversation_id=talk(shop, WORDS)), new_token()
    shop.run(
        "INSERT INTO complaint_follow_ups (id, complaint_id, round, token_hash, expires_at)"
        " VALUES (%s, %s, 1, %s, now() + interval '1 day')",
        *(uuid4(), row["id"], hash_token(token)),
    )
    path = f"/settled/{token}"
    page = browser.get(path)
    assert (page.status_code, len(page.content) < 20_000) == (200, True)
    assert "&lt;b&gt;等了一个星期" in page.text
    assert row["ref"] in page.text
    nothing = browser.post(path, data={"score": "2"})
    assert (nothing.status_code, "请先选择是否已经解决" in nothing.text) == (422, True)
    told = browser.post(path, data={"settled": "no", "score": "2", "words": "壶嘴还是裂的"})
    assert "我们会继续跟进" in told.text
    # Another answer by the same link changes nothing.
    browser.post(path, data={"settled": "yes", "score": "5"})
    seen = "SELECT settled, score, words, via FROM complaint_follow_ups"
    assert shop.run(seen) == [(False, 2, "壶嘴还是裂的", "link")]
    assert "We are on it again" in browser.get(f"{path}?lang=en").text
    shop.run("UPDATE complaint_follow_ups SET answered_at = NULL, settled = NULL,"
             " expires_at = now() - interval '1 minute'")  # fmt: skip
    late = browser.post(path, data={"settled": "yes"})
    assert "有效时间已过" in late.text


def test_guessing_is_slowed_down(browser: httpx.Client) -> None:
    codes = {browser.get(f"/offer/guess-{place}").status_code for place in range(60)}
    assert codes == {404, 429}
