"""Pages are recorded for who agreed, shown to agents as they go, and gone when they withdraw."""

import uuid
from typing import Any

import httpx
import pytest

from tests.servers.shop import Shop
from zhiyin.modules.visits.rules import MOST_PAGES

PATH = "/api/settings/visits.page_trail"


@pytest.fixture(scope="module")
def asking(module_shop: Shop) -> Shop:
    """A shop that asks its visitors."""
    switch(module_shop, "ask")
    return module_shop


def switch(shop: Shop, mode: str) -> None:
    body = {"scope": "organisation", "value": mode}
    with shop.client("manager") as manager:
        manager.put(PATH, json=body).raise_for_status()


def choose(shop: Shop, token: str, given: bool, **more: Any) -> dict[str, Any] | None:
    with shop.visiting(token) as http:
        answer = http.put("/api/visitor/trail", json={"given": given, **more})
        answer.raise_for_status()
        standing: dict[str, Any] | None = answer.json()["trail"]
        return standing


def page(shop: Shop, path: str, **more: Any) -> dict[str, Any]:
    return {"key": uuid.uuid4().hex, "url": f"{shop.server.url}{path}", "title": path, **more}


def tell(shop: Shop, token: str, view: dict[str, Any]) -> httpx.Response:
    with shop.visiting(token) as http:
        answer = http.post("/api/visitor/trail", json=view)
        answer.raise_for_status()
        return answer


async def talk(shop: Shop, token: str) -> tuple[str, str]:
    """First words; answers the conversation and its customer."""
    async with shop.visitor(token) as visitor:
        ack = await visitor.post("你好，请问这款有货吗？")
    conversation = ack["message"]["conversation_id"]
    row = shop.run("SELECT customer_id FROM conversations WHERE id = %s", conversation)
    return conversation, str(row[0][0])


def visit_of(shop: Shop, conversation: str, role: str = "owner") -> dict[str, Any] | None:
    with shop.client(role) as client:
        answer = client.get(f"/api/conversations/{conversation}/visit")
        answer.raise_for_status()
        visit: dict[str, Any] | None = answer.json()["visit"]
        return visit


def recorded(shop: Shop, token: str) -> int:
    """How many pages are stored of this browser."""
    from_token = "SELECT id FROM visitors WHERE token_hash = sha256(%s)"
    return int(
        shop.run(
            "SELECT count(*) FROM visit_pages p JOIN visits v ON v.id = p.visit_id"
            f" WHERE v.visitor_id = ({from_token})",
            token.encode(),
        )[0][0]
    )


def test_by_default_nobody_is_asked_and_nothing_is_stored(shop: Shop) -> None:
    told = shop.session()
    assert told["trail"] is None
    assert choose(shop, told["token"], given=True) is None
    tell(shop, told["token"], page(shop, "/pots"))
    assert recorded(shop, told["token"]) == 0
    assert shop.run("SELECT * FROM consents") == []


def test_without_an_answer_or_after_a_refusal_nothing_is_stored(asking: Shop) -> None:
    told = asking.session()
    assert told["trail"] == {"given": None, "asks": True, "question": told["trail"]["question"]}
    tell(asking, told["token"], page(asking, "/pots"))
    standing = choose(asking, told["token"], given=False)
    assert standing is not None
    assert standing["given"] is False
    tell(asking, told["token"], page(asking, "/pots"))
    assert recorded(asking, told["token"]) == 0
    assert asking.session(token=told["token"])["trail"]["given"] is False


async def test_who_agreed_is_followed_page_by_page_and_the_agent_sees_it_live(
    asking: Shop,
) -> None:
    token = asking.session()["token"]
    choose(asking, token, given=True)
    first = page(asking, "/?utm_source=wechat&x=1", referrer="https://search.example/s?q=1")
    tell(asking, token, first)
    conversation, _ = await talk(asking, token)
    async with asking.staff("owner") as agent, asking.visitor(token) as visitor:
        await agent.say(type="watch", topics=[f"conversation:{conversation}"])
        await agent.hear("watching")
        view = page(asking, "/pots?session=secret")
        await visitor.say(type="trail", **view)
        assert (await agent.hear("visit"))["conversation_id"] == conversation
        await visitor.say(type="trail", **view, seconds=42)
        await agent.hear("visit")
    visit = visit_of(asking, conversation)
    assert visit is not None
    assert [(one["path"], one["seconds"]) for one in visit["pages"]] == [("/", 0), ("/pots", 42)]
    assert visit["referrer"] == "search.example/s"
    assert visit["campaign"] == {"source": "wechat"}
    assert visit["current"]


async def test_who_withdraws_leaves_no_trail_and_may_change_their_mind(asking: Shop) -> None:
    token = asking.session()["token"]
    choose(asking, token, given=True)
    tell(asking, token, page(asking, "/pots"))
    conversation, customer = await talk(asking, token)
    choose(asking, token, given=False)
    assert visit_of(asking, conversation) is None
    tell(asking, token, page(asking, "/cups"))
    assert recorded(asking, token) == 0
    choose(asking, token, given=True)
    tell(asking, token, page(asking, "/teas"))
    assert recorded(asking, token) == 1
    with asking.client("owner") as owner:
        consent = owner.get(f"/api/customers/{customer}/consents").json()[0]
    assert [one["given"] for one in consent["history"]] == [True, False, True]
    assert consent["given"] is True
    assert consent["history"][0]["wording"].startswith("May our agents")


async def test_staff_withdraws_at_the_customers_wish(asking: Shop) -> None:
    token = asking.session()["token"]
    choose(asking, token, given=True)
    tell(asking, token, page(asking, "/pots"))
    _, customer = await talk(asking, token)
    path = f"/api/customers/{customer}/consents/page_trail/withdraw"
    with asking.client("owner") as agent:
        consent = agent.post(path).json()[0]
        assert agent.post(path.replace("page_trail", "nothing")).status_code == 404
    assert consent["given"] is False
    assert consent["history"][0]["staff_name"] == "负责人"
    assert recorded(asking, token) == 0
    assert asking.session(token=token)["trail"]["given"] is False
    # A page that repeats its banner does not agree again for them; they themselves may.
    standing = choose(asking, token, given=True, surface="page", wording="v3")
    assert standing is not None
    assert standing["given"] is False
    standing = choose(asking, token, given=True)
    assert standing is not None
    assert standing["given"] is True


@pytest.mark.acts("visits.page_trail")
def test_the_page_answers_where_the_shop_wants_it_so(shop: Shop) -> None:
    switch(shop, "page")
    told = shop.session()
    assert told["trail"]["asks"] is False
    for given in (False, True, True):
        standing = choose(shop, told["token"], given=given, surface="page", wording="cookies v3")
        assert standing is not None
        assert standing["given"] is given
    rows = shop.run("SELECT given, surface, wording FROM consents ORDER BY at")
    assert rows == [(False, "page", "cookies v3"), (True, "page", "cookies v3")]


@pytest.mark.parametrize("header", ["Sec-GPC", "DNT"])
def test_a_browser_that_asks_not_to_be_tracked_has_refused(asking: Shop, header: str) -> None:
    token = asking.session()["token"]
    choose(asking, token, given=True)
    with asking.visiting(token) as http:
        http.headers[header] = "1"
        body = {"widget": asking.widget, "token": token}
        assert http.post("/api/visitor/session", json=body).json()["trail"] is None
        assert http.put("/api/visitor/trail", json={"given": True}).json() == {"trail": None}
        http.post("/api/visitor/trail", json=page(asking, "/pots")).raise_for_status()
    assert recorded(asking, token) == 0


async def test_hostile_pages_are_refused_and_the_socket_goes_on(asking: Shop) -> None:
    token = asking.session()["token"]
    choose(asking, token, given=True)
    good = page(asking, "/pots")
    async with asking.visitor(token) as visitor:
        for bad in (
            {**good, "key": "short"},
            {**good, "key": "x" * 41},
            {**good, "url": "https://x/" + "a" * 1000},
            {**good, "title": "长" * 201},
            {**good, "title": "长" * 200, "url": good["url"] + "界" * 600},
            {**good, "seconds": -1},
            {**good, "seconds": "many"},
            {"key": good["key"]},
        ):
            await visitor.say(type="trail", **bad)
            assert (await visitor.hear("refused"))["code"] == "bad_frame", bad
        await visitor.say(type="trail", **{**good, "url": "https://evil.example/a"})
        await visitor.say(type="trail", **{**good, "title": "a\0b\u202ec"})
        for _ in range(30):
            await visitor.say(type="trail", **page(asking, "/flood"))
        assert (await visitor.hear("refused"))["code"] == "rate_limited"
        assert (await visitor.post("还在"))["type"] == "ack"
    titles = asking.run("SELECT title FROM visit_pages WHERE key = %s", good["key"])
    assert titles == [("abc",)]


def test_nobody_fills_the_record_with_answers(asking: Shop) -> None:
    token = asking.session()["token"]
    with asking.visiting(token) as http:
        told = [http.put("/api/visitor/trail", json={"given": n % 2 == 0}) for n in range(12)]
    assert told[0].status_code == 200
    assert told[-1].status_code == 429


def test_a_visit_holds_a_hundred_pages_and_each_once(asking: Shop) -> None:
    token = asking.session()["token"]
    choose(asking, token, given=True)
    last = page(asking, "/pots")
    tell(asking, token, last)
    asking.run(
        "INSERT INTO visit_pages (visit_id, number, key, path)"
        " SELECT visit_id, n, 'filled-' || n, '/' FROM visit_pages, generate_series(2, %s) n"
        " WHERE key = %s",
        MOST_PAGES, last["key"],
    )  # fmt: skip
    tell(asking, token, page(asking, "/one-too-many"))
    tell(asking, token, {**last, "seconds": 9})
    assert recorded(asking, token) == MOST_PAGES
    seconds = asking.run("SELECT seconds FROM visit_pages WHERE key = %s", last["key"])
    assert seconds == [(9,)]


async def test_half_an_hour_later_it_is_another_visit_on_the_customers_page(asking: Shop) -> None:
    token = asking.session()["token"]
    choose(asking, token, given=True)
    left = page(asking, "/pots")
    tell(asking, token, left)
    asking.run(
        "UPDATE visits SET started_at = started_at - interval '2 hours',"
        " last_at = last_at - interval '31 minutes'"
        " WHERE id = (SELECT visit_id FROM visit_pages WHERE key = %s)",
        left["key"],
    )
    tell(asking, token, page(asking, "/cups"))
    _, customer = await talk(asking, token)
    with asking.client("owner") as owner:
        first = owner.get("/api/visits", params={"customer_id": customer, "limit": 1}).json()
        more = owner.get(
            "/api/visits", params={"customer_id": customer, "cursor": first["next"]}
        ).json()
    assert [one["path"] for one in first["items"][0]["pages"]] == ["/cups"]
    assert [one["path"] for one in more["items"][0]["pages"]] == ["/pots"]
    assert more["next"] is None


async def test_personal_data_in_titles_and_paths_is_masked_by_role(asking: Shop) -> None:
    token = asking.session()["token"]
    choose(asking, token, given=True)
    view = page(asking, "/my/wang%40tea.example", title="收货电话 13812345678")
    tell(asking, token, view)
    conversation, customer = await talk(asking, token)
    asking.run(
        "UPDATE conversations SET state = 'assigned', assignee_id = %s WHERE id = %s",
        asking.ids["agent_junior"], conversation,
    )  # fmt: skip
    masked = visit_of(asking, conversation, "agent_junior")
    clear = visit_of(asking, conversation, "owner")
    assert masked is not None
    assert clear is not None
    assert "12345678" not in str(masked)
    assert "wang" not in str(masked)
    assert clear["pages"][0]["title"] == view["title"]
    with asking.client("agent_junior") as agent:
        shown = agent.get("/api/visits", params={"customer_id": customer}).text
    assert "12345678" not in shown


@pytest.mark.acts("visits.kept_days")
def test_visits_are_forgotten_after_the_days_that_are_set(shop: Shop, processes: Any) -> None:
    switch(shop, "ask")
    token = shop.session()["token"]
    choose(shop, token, given=True)
    tell(shop, token, page(shop, "/old"))
    shop.run("UPDATE visits SET last_at = now() - interval '11 days'")
    tell(shop, token, page(shop, "/new"))
    body = {"scope": "organisation", "value": 10}
    with shop.client("manager") as manager:
        manager.put("/api/settings/visits.kept_days", json=body).raise_for_status()
    processes.start("worker")
    while shop.run("SELECT count(*) FROM visits")[0][0] != 1:
        pass
    assert shop.run("SELECT path FROM visit_pages") == [("/new",)]


@pytest.mark.acts("visits.kept_parameters", "visits.trail_question")
def test_parameters_and_question_follow_the_settings(shop: Shop) -> None:
    switch(shop, "ask")
    question = {"zh-CN": "可以看您浏览的页面吗", "en": "May we?"}
    with shop.client("manager") as manager:
        for key, value in (("kept_parameters", "sku"), ("trail_question", question)):
            body = {"scope": "organisation", "value": value}
            manager.put(f"/api/settings/visits.{key}", json=body).raise_for_status()
    told = shop.session()
    assert told["trail"]["question"] == "May we?"
    choose(shop, told["token"], given=True)
    tell(shop, told["token"], page(shop, "/pots?sku=7&token=secret"))
    assert shop.run("SELECT path FROM visit_pages") == [("/pots?sku=7",)]
    assert shop.run("SELECT wording FROM consents") == [("May we?",)]
