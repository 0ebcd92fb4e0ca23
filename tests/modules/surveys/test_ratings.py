"""Ratings through the running product: asked, given, changed, refused, followed."""

import asyncio
import re
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.servers.mail import MailServer
from tests.servers.patience import PATIENCE
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish


async def until(holds: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + PATIENCE
    while not (found := holds()):
        assert time.monotonic() < deadline
        await asyncio.sleep(0.1)
    return found


def put_setting(shop: Shop, **values: Any) -> None:
    """Sets values for the organisation; worker and web look at their copy for five seconds."""
    with shop.client("owner") as owner:
        for key, value in values.items():
            body = {"scope": "organisation", "value": value}
            owner.put(f"/api/settings/{key.replace('__', '.')}", json=body).raise_for_status()


async def serve(shop: Shop, text: str = "你好", role: str = "agent_senior", **close: Any) -> Any:
    """A conversation that an agent had and has closed; its id and the visitor's token."""
    token = shop.session()["token"]
    shop.online(role)
    async with shop.visitor(token) as visitor:
        conversation = (await visitor.post(text))["message"]["conversation_id"]
        held = "SELECT assignee_id IS NOT NULL FROM conversations WHERE id = %s"
        await until(lambda: shop.run(held, conversation)[0][0])
        async with shop.staff(role) as agent:
            await agent.post("您好", conversation_id=conversation)
        if close.pop("closed", True):
            with shop.client(role) as client:
                answer = client.post(f"/api/conversations/{conversation}/close", json=close)
                answer.raise_for_status()
    return conversation, token


def asked(shop: Shop, conversation: str) -> bool:
    query = "SELECT count(*) FROM ratings WHERE conversation_id = %s"
    return bool(shop.run(query, conversation)[0][0])


def rate(
    shop: Shop, token: str, conversation: str, score: int, comment: str = ""
) -> httpx.Response:
    body = {"conversation_id": conversation, "score": score, "comment": comment}
    with shop.visiting(token) as visitor:
        return visitor.put("/api/visitor/rating", json=body)


def tasks(shop: Shop, role: str) -> list[dict[str, Any]]:
    with shop.client(role) as client:
        answer = client.get("/api/tasks")
        answer.raise_for_status()
        items: list[dict[str, Any]] = answer.json()["items"]
    return items


@pytest.fixture
def working(processes: Processes, database_url: str) -> Shop:
    """A shop with a worker and a coordinator."""
    shop = furnish(processes.start("web"), database_url)
    shop.run(
        "UPDATE teams SET coordinator_id = %s WHERE id = %s", shop.ids["supervisor"], shop.team_id
    )
    processes.start("worker")
    return shop


async def test_who_was_served_is_asked_in_the_window_and_rates_once(shop: Shop) -> None:
    conversation, token = await serve(shop)
    await until(lambda: asked(shop, conversation))
    with shop.visiting(token) as visitor:
        seen = visitor.get("/api/visitor/history").json()["items"]
        card = next(one for one in seen if (one["event"] or {}).get("code") == "notice")
        assert card["event"]["values"]["purpose"] == "rating"
        query = {"conversation": conversation}
        before = visitor.get("/api/visitor/rating", params=query).json()
    assert (before["open"], before["score"], before["low"], before["high"]) == (True, None, 1, 5)
    assert rate(shop, token, conversation, 6).status_code == 422
    given = rate(shop, token, conversation, 5, "很耐心，联系我 13812345678")
    assert given.json()["score"] == 5
    assert rate(shop, token, conversation, 4, "想了想").json()["score"] == 4
    kinds = shop.run("SELECT kind FROM events WHERE kind LIKE 'surveys.%%' ORDER BY id")
    assert [kind for (kind,) in kinds] == [
        "surveys.RatingAsked",
        "surveys.RatingGiven",
        "surveys.RatingChanged",
    ]
    # Staff see it in the thread, the customer does not see the line.
    with shop.client("agent_senior") as client:
        told = client.get(f"/api/conversations/{conversation}").json()["messages"]
        lines = [one["event"] for one in told if (one["event"] or {}).get("code") == "rated"]
        assert [line["values"]["score"] for line in lines] == [5, 4]
        listed = client.get("/api/ratings").json()["items"]
        assert [(one["score"], one["comment"], one["via"]) for one in listed] == [
            (4, "想了想", "widget")
        ]
    with shop.visiting(token) as visitor:
        seen = visitor.get("/api/visitor/history").json()["items"]
        assert not any((one["event"] or {}).get("code") == "rated" for one in seen)
    with shop.client("agent_junior") as other:
        assert other.get("/api/ratings").json()["items"] == []
    stranger = shop.session()["token"]
    assert rate(shop, stranger, conversation, 1).status_code == 404
    shop.run("UPDATE ratings SET answered_at = now() - interval '25 hours'")
    assert rate(shop, token, conversation, 1).status_code == 409
    shop.run("UPDATE ratings SET score = NULL, answered_at = NULL, expires_at = now()")
    assert rate(shop, token, conversation, 1).status_code == 409


async def test_a_low_score_goes_to_the_coordinator_and_the_agent_comes_back(working: Shop) -> None:
    shop = working
    conversation, token = await serve(shop, "壶嘴碎了")
    await until(lambda: asked(shop, conversation))
    rate(shop, token, conversation, 1, "等了半天没人管").raise_for_status()
    (look,) = await until(lambda: tasks(shop, "supervisor"))
    assert look["origin"] == "surveys.low_score"
    assert look["about"]["id"] == conversation
    assert "1/5" in look["title"]
    (back,) = await until(lambda: tasks(shop, "agent_senior"))
    assert back["origin"] == "surveys.follow_up"
    clock = "SELECT met_at IS NOT NULL FROM clocks WHERE kind = 'follow_up' AND ref_id = %s"
    assert shop.run(clock, back["id"]) == [(False,)]
    with shop.client("agent_senior") as client:
        done = {"result": "已致歉并补发"}
        client.post(f"/api/tasks/{back['id']}/done", json=done).raise_for_status()
    assert shop.run(clock, back["id"]) == [(True,)]
    # Thinking worse or better of it makes no second pair.
    rate(shop, token, conversation, 2).raise_for_status()
    await asyncio.sleep(2)
    assert shop.run("SELECT count(*) FROM tasks") == [(2,)]
    with shop.client("supervisor") as client:
        low = client.get("/api/ratings", params={"show": "low"}).json()["items"]
        assert [one["score"] for one in low] == [2]
        figures = client.get("/api/ratings/figures").json()
    assert figures["total"] == {
        "asked": 1, "answered": 1, "good": 0, "bad": 1, "response_rate": 1.0, "figure": 0.0,
    }  # fmt: skip
    assert [(one["name"], one["answered"]) for one in figures["staff"]] == [("agent_senior", 1)]


@pytest.mark.acts("surveys.follow_up_low")
async def test_without_a_coordinator_the_team_looks_at_it(working: Shop) -> None:
    shop = working
    shop.run("UPDATE teams SET coordinator_id = NULL")
    put_setting(shop, surveys__follow_up_low=False)
    await asyncio.sleep(5.2)
    conversation, token = await serve(shop)
    await until(lambda: asked(shop, conversation))
    shop.run("UPDATE presence SET status = 'offline'")
    rate(shop, token, conversation, 2).raise_for_status()
    await until(lambda: shop.run("SELECT count(*) FROM tasks")[0][0])
    with shop.client("agent_junior") as client:
        (task,) = client.get("/api/tasks", params={"box": "team"}).json()["items"]
    assert (task["origin"], task["owner_id"]) == ("surveys.low_score", None)
    assert shop.run("SELECT count(*) FROM tasks") == [(1,)]


@pytest.mark.acts("surveys.follow_up_within")
async def test_a_promise_at_closing_becomes_a_task_of_the_agent(working: Shop) -> None:
    shop = working
    put_setting(shop, surveys__follow_up_within=7200)
    await asyncio.sleep(5.2)
    conversation, _ = await serve(shop, follow_up=True)
    (task,) = await until(lambda: tasks(shop, "agent_senior"))
    assert (task["origin"], task["about"]["id"]) == ("surveys.follow_up", conversation)
    ahead = "SELECT due_at BETWEEN now() + interval '110 min' AND now() + interval '2 h' FROM tasks"
    assert shop.run(ahead) == [(True,)]


@pytest.mark.acts("conversations.reopen_within", "surveys.share", "surveys.quiet_days")
async def test_nobody_is_asked_too_often_and_a_share_of_nothing_asks_nobody(shop: Shop) -> None:
    conversation, token = await serve(shop)
    await until(lambda: asked(shop, conversation))
    # The same customer again: reopening is off, so it is another conversation.
    put_setting(shop, conversations__reopen_within=0)
    async with shop.visitor(token) as visitor:
        again = (await visitor.post("还有一件事"))["message"]["conversation_id"]
        assert again != conversation
        held = "SELECT assignee_id IS NOT NULL FROM conversations WHERE id = %s"
        await until(lambda: shop.run(held, again)[0][0])
        with shop.client("agent_senior") as client:
            client.post(f"/api/conversations/{again}/close", json={}).raise_for_status()
    put_setting(shop, surveys__share=0)
    other, _ = await serve(shop)
    put_setting(shop, surveys__share=100)
    third, _ = await serve(shop)
    await until(lambda: asked(shop, third))
    assert not asked(shop, again)
    assert not asked(shop, other)
    put_setting(shop, surveys__quiet_days=0)
    async with shop.visitor(token) as visitor:
        often = (await visitor.post("又来了"))["message"]["conversation_id"]
        await until(lambda: shop.run(held, often)[0][0])
        async with shop.staff("agent_senior") as agent:
            await agent.post("您好", conversation_id=often)
        with shop.client("agent_senior") as client:
            client.post(f"/api/conversations/{often}/close", json={}).raise_for_status()
    await until(lambda: asked(shop, often))


async def test_whom_nobody_served_is_not_asked(shop: Shop) -> None:
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        conversation = (await visitor.post("有人吗"))["message"]["conversation_id"]
    with shop.visiting(token) as visitor_http:
        visitor_http.post("/api/visitor/end").raise_for_status()
    third, _ = await serve(shop)
    await until(lambda: asked(shop, third))
    assert not asked(shop, conversation)


@pytest.mark.acts("surveys.kind")
async def test_an_agent_asks_once_whatever_the_share(shop: Shop) -> None:
    put_setting(shop, surveys__share=0, surveys__kind="nps")
    conversation, token = await serve(shop, closed=False)
    body = {"conversation_id": conversation}
    with shop.client("agent_junior") as other:
        assert other.post("/api/ratings/invitations", json=body).status_code == 404
    with shop.client("agent_senior") as client:
        state = client.post("/api/ratings/invitations", json=body)
        assert (state.json()["kind"], state.json()["high"]) == ("nps", 10)
        assert client.post("/api/ratings/invitations", json=body).status_code == 409
        assert rate(shop, token, conversation, 0).json()["score"] == 0
        assert client.get(f"/api/ratings/of/{conversation}").json()["score"] == 0
        assert client.get(f"/api/ratings/of/{uuid4()}").status_code == 404


def _rate_by_link(shop: Shop, link: str) -> None:
    """Rates on the page behind the link, then tries what it should refuse."""
    with httpx.Client(base_url=shop.server.url, headers={"Accept-Language": "zh-CN"}) as browser:
        page = browser.get(link)
        assert page.status_code == 200
        assert "<script" not in page.text
        assert "您对这次服务满意吗" in page.text
        thanks = browser.post(link, data={"score": "2", "comment": "回复太慢"})
        assert thanks.status_code == 200
        assert "感谢您的评价" in thanks.text
        stored = "SELECT score, comment, via, low FROM ratings"
        assert shop.run(stored) == [(2, "回复太慢", "mail", True)]
        # Changed for a day, then no more; a link we did not make leads nowhere.
        assert browser.post(link, data={"score": "3"}).status_code == 200
        shop.run("UPDATE ratings SET answered_at = now() - interval '25 hours'")
        assert browser.post(link, data={"score": "5"}).status_code == 409
        assert browser.get(link[:-3] + "abc").status_code == 404
        assert browser.post("/rate/forged", data={"score": "5"}).status_code == 404


async def test_who_has_left_rates_by_a_link_from_a_mail(
    processes: Processes, database_url: str, smtp_server: MailServer
) -> None:
    web = processes.start("web")
    shop = furnish(web, database_url)
    put_setting(shop, conversations__quiet_from=0, conversations__quiet_to=0)
    conversation, token = await serve(shop, closed=False)
    with shop.visiting(token) as visitor:
        left = {"email": "wang@example.com"}
        visitor.post("/api/visitor/contact", json=left).raise_for_status()
    with shop.client("agent_senior") as client:
        client.post(f"/api/conversations/{conversation}/close", json={}).raise_for_status()
    await until(lambda: asked(shop, conversation))
    shop.run("UPDATE timers SET due_at = now() WHERE kind = 'conversations.notice_mail'")
    shop.run("UPDATE visitors SET last_seen_at = now() - interval '1 hour'")
    processes.start("worker", smtp_url=smtp_server.url)
    (mail,) = await asyncio.to_thread(smtp_server.wait_for)
    link = re.search(r"/rate/[\w-]+", mail.get_content())
    assert link is not None
    _rate_by_link(shop, link.group())
    assert shop.run("SELECT score FROM ratings") == [(3,)]


async def test_who_is_still_there_or_has_rated_gets_no_mail(shop: Shop) -> None:
    conversation, token = await serve(shop)
    await until(lambda: asked(shop, conversation))
    waiting = "SELECT count(*) FROM timers WHERE kind = 'conversations.notice_mail'"
    assert shop.run(waiting) == [(1,)]
    rate(shop, token, conversation, 5).raise_for_status()
    assert shop.run(waiting) == [(0,)]


@pytest.mark.acts("conversations.quiet_from", "conversations.quiet_to")
async def test_quiet_hours_hold_the_mail_back(shop: Shop) -> None:
    local = shop.run("SELECT extract(hour FROM now() AT TIME ZONE 'Asia/Shanghai')::int")[0][0]
    put_setting(shop, conversations__quiet_from=local, conversations__quiet_to=(local + 2) % 24)
    conversation, _ = await serve(shop)
    await until(lambda: asked(shop, conversation))
    later = (
        "SELECT due_at > now() + interval '55 minutes' FROM timers"
        " WHERE kind = 'conversations.notice_mail' ORDER BY id"
    )
    assert shop.run(later) == [(True,)]
    # Whatever hour it is now: only those around it are loud.
    put_setting(
        shop,
        conversations__quiet_from=(local + 2) % 24,
        conversations__quiet_to=(local + 23) % 24,
    )
    loud, _ = await serve(shop)
    await until(lambda: asked(shop, loud))
    assert shop.run(later) == [(True,), (False,)]


async def test_ratings_are_exported_one_row_a_conversation(shop: Shop) -> None:
    conversation, token = await serve(shop)
    await until(lambda: asked(shop, conversation))
    rate(shop, token, conversation, 4, "=1+1").raise_for_status()
    with shop.client("manager") as client:
        period = {"from": "2020-01-01T00:00:00Z", "to": "2100-01-01T00:00:00Z"}
        rows = client.get("/api/ratings/export", params=period).text.splitlines()
    assert len(rows) == 2
    assert ",csat5," in rows[1]
    assert ",4,0,'=1+1," in rows[1]


async def test_erasing_takes_the_words_and_the_link(working: Shop) -> None:
    shop = working
    conversation, token = await serve(shop)
    await until(lambda: asked(shop, conversation))
    rate(shop, token, conversation, 5, "我是王敏").raise_for_status()
    before = shop.run("SELECT token_hash FROM ratings")
    customer = shop.run("SELECT customer_id FROM ratings")[0][0]
    with shop.client("owner") as owner:
        name = owner.get(f"/api/customers/{customer}").json()["name"]
        erase = owner.post(f"/api/customers/{customer}/erase", json={"name": name})
        erase.raise_for_status()
    await until(lambda: shop.run("SELECT comment FROM ratings") == [("",)])
    assert shop.run("SELECT token_hash FROM ratings") != before
    assert shop.run("SELECT score FROM ratings") == [(5,)]


@pytest.mark.acts(
    "surveys.question",
    "surveys.comment_hint",
    "surveys.thanks",
    "surveys.mail_subject",
    "surveys.mail_body",
    "surveys.answer_hours",
    "surveys.by_mail",
)
async def test_words_hours_and_mail_are_the_shops_own(shop: Shop) -> None:
    put_setting(
        shop,
        surveys__question={"zh-CN": "这次还满意吗？", "en": "All well?"},
        surveys__comment_hint={"zh-CN": "说说看", "en": "Tell us"},
        surveys__thanks={"zh-CN": "多谢", "en": "Ta"},
        surveys__mail_subject={"zh-CN": "{shop}想听您说", "en": "{shop} asks"},
        surveys__mail_body={"zh-CN": "您好", "en": "Hello"},
        surveys__answer_hours=1,
    )
    conversation, token = await serve(shop)
    await until(lambda: asked(shop, conversation))
    with shop.visiting(token) as visitor:
        query = {"conversation": conversation}
        seen = visitor.get("/api/visitor/rating", params=query).json()
    assert (seen["question"], seen["comment_hint"], seen["thanks"]) == (
        "All well?",
        "Tell us",
        "Ta",
    )
    hours = "SELECT expires_at BETWEEN asked_at AND asked_at + interval '61 minutes' FROM ratings"
    assert shop.run(hours) == [(True,)]
    said = (
        "SELECT values -> 'subject' ->> 'en', values -> 'body' ->> 'en' FROM timers"
        " WHERE kind = 'conversations.notice_mail'"
    )
    ((subject, body),) = shop.run(said)
    assert subject == "{shop} asks"
    # A text without its link gets one all the same.
    assert re.fullmatch(r"Hello\n\nhttp\S+/rate/[\w-]+\n", body)
    shop.run("DELETE FROM timers WHERE kind = 'conversations.notice_mail'")
    put_setting(shop, surveys__by_mail=False)
    other, _ = await serve(shop)
    await until(lambda: asked(shop, other))
    assert shop.run(said) == []


@pytest.mark.acts("surveys.low_score", "surveys.look_within")
async def test_what_counts_as_low_and_how_soon_it_is_looked_at_is_set(working: Shop) -> None:
    shop = working
    put_setting(shop, surveys__low_score=3, surveys__look_within=1800, surveys__follow_up_low=False)
    await asyncio.sleep(5.2)
    conversation, token = await serve(shop)
    await until(lambda: asked(shop, conversation))
    rate(shop, token, conversation, 3).raise_for_status()
    await until(lambda: tasks(shop, "supervisor"))
    soon = (
        "SELECT due_at BETWEEN now() + interval '25 min' AND now() + interval '30 min' FROM tasks"
    )
    assert shop.run(soon) == [(True,)]
    put_setting(shop, surveys__low_score=0)
    other, stranger = await serve(shop)
    await until(lambda: asked(shop, other))
    rate(shop, stranger, other, 1).raise_for_status()
    assert shop.run("SELECT low FROM ratings WHERE score = 1") == [(False,)]
