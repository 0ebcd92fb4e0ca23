"""What readers of the help centre leave behind: searches, reading, votes; never who they are."""

import re
import time

import httpx
import pytest

from tests.modules.helpcentre.pages import ADMIN, facts, open_up, read
from tests.modules.knowledge.articles import publish
from tests.servers.patience import PATIENCE
from tests.servers.processes import Processes
from tests.servers.shop import NO_AUTHORITIES, Shop

START = "/help/tea/zh-CN"


@pytest.fixture(scope="module")
def centre(module_shop: Shop) -> Shop:
    """A shop whose help centre is open."""
    open_up(module_shop)
    return module_shop


@pytest.fixture
def reader(centre: Shop) -> httpx.Client:
    """A browser of its own that keeps its cookies."""
    return httpx.Client(base_url=centre.server.url, verify=NO_AUTHORITIES)


def number_of(article: dict[str, str]) -> str:
    return article["ref"].removeprefix("A-")


def uses(shop: Shop, article: dict[str, str]) -> list[str]:
    rows = shop.run(
        "SELECT kind, actor_kind, actor_id FROM article_uses WHERE article_id = %s ORDER BY at",
        article["id"],
    )
    assert all(row[1:] == ("visitor", None) for row in rows)
    return [row[0] for row in rows]


def test_a_search_finds_is_noted_as_a_visitors_and_hides_what_is_personal(centre: Shop) -> None:
    article = publish(centre, "怎么修改收货地址")
    page = read(centre, f"{START}/search?q=收货地址 13800001234")
    assert f'data-found="{number_of(article)}"' in page.text
    assert "<mark>" in page.text
    row = centre.run(
        "SELECT asked_by, actor_id, customer_id, locale, query, found > 0 FROM knowledge_searches"
        " ORDER BY at DESC LIMIT 1"
    )[0]
    assert row[:4] == ("visitor", None, None, "zh-CN")
    assert "13800001234" not in row[4]
    assert row[5]


def test_the_article_that_was_opened_after_a_search_is_known(
    centre: Shop, reader: httpx.Client
) -> None:
    article = publish(centre, "茶叶怎么保存")
    page = reader.get(f"{START}/search", params={"q": "茶叶保存"})
    search = re.search(r'data-search="([^"]+)"', page.text)
    assert search
    told = {"article": number_of(article), "search": search[1], "place": "1"}
    assert reader.post("/help/tea/seen", data=told).status_code == 204
    clicked = centre.run(
        "SELECT clicked_article_id::text, clicked_place FROM knowledge_searches WHERE id = %s",
        search[1],
    )
    assert clicked == [(article["id"], 1)]
    # A second one changes nothing, and nobody tells of an article that is not public.
    other = publish(centre, "只给员工看", audience="staff")
    told = {"article": number_of(other), "search": search[1], "place": "2"}
    reader.post("/help/tea/seen", data=told)
    assert clicked == centre.run(
        "SELECT clicked_article_id::text, clicked_place FROM knowledge_searches WHERE id = %s",
        search[1],
    )
    assert reader.post("/help/tea/seen", data={"article": number_of(other)}).status_code == 404


def test_reading_counts_and_what_is_read_most_comes_first(
    centre: Shop, reader: httpx.Client
) -> None:
    article = publish(centre, "Everybody reads this", locale="en")
    publish(centre, "Nobody reads this", locale="en")
    for _ in range(3):
        told = {"article": number_of(article)}
        assert reader.post("/help/tea/seen", data=told).status_code == 204
    assert uses(centre, article) == ["opened"] * 3
    start = read(centre, "/help/tea/en").text
    assert start.index("Everybody reads this") < start.index("Nobody reads this")


def test_a_browser_has_one_vote_an_article_and_may_think_better_of_it(
    centre: Shop, reader: httpx.Client
) -> None:
    article = publish(centre, "运费怎么算")
    path = f"{START}/vote/{number_of(article)}"
    answer = reader.post(path, data={"helpful": "yes"})
    assert answer.status_code == 303
    assert "感谢您的反馈" in reader.get(answer.headers["location"]).text
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "Path=/help" in cookie
    assert uses(centre, article) == ["helpful"]
    answer = reader.post(path, data={"helpful": "no"})
    asked = reader.get(answer.headers["location"])
    assert 'name="reason"' in asked.text
    assert asked.headers["cache-control"] == "no-store"
    words = {"helpful": "no", "reason": "unclear", "comment": "打我电话 13800001234"}
    reader.post(path, data=words)
    assert uses(centre, article) == ["unhelpful"]
    with centre.client("manager") as client:
        told = client.get(f"{ADMIN}/{centre.shop_id}/unhelpful").json()[0]
    assert (told["title"], told["reason"]) == ("运费怎么算", "unclear")
    assert told["comment"].startswith("打我电话")
    assert "13800001234" not in told["comment"]
    # Somebody else's vote is a second one.
    with centre.client() as other:
        other.post(path, data={"helpful": "yes"})
    assert sorted(uses(centre, article)) == ["helpful", "unhelpful"]


def test_another_site_votes_for_nobody(centre: Shop, reader: httpx.Client) -> None:
    article = publish(centre, "能不能货到付款")
    path = f"{START}/vote/{number_of(article)}"
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert reader.post(path, data={"helpful": "yes"}, headers=foreign).status_code == 403
    assert uses(centre, article) == []


def test_ask_a_person_opens_the_chat_or_leads_to_the_contact_page(centre: Shop) -> None:
    article = publish(centre, "礼盒怎么选")
    number = number_of(article)
    page = read(centre, f"{START}/a/li-he-zen-me-xuan-{number}").text
    assert f'data-widget="{centre.widget}"' in page
    assert f'href="{START}/contact?about={number}" data-ask' in page
    contact = read(centre, f"{START}/contact?about={number}").text
    assert "礼盒怎么选" in contact
    assert "400-000-0000" in contact
    assert f'href="/chat/{centre.widget}"' in contact
    assert 'href="mailto:help@tea.example"' in read(centre, "/help/tea/en/contact").text


def test_the_contact_page_tells_where_the_shop_is(centre: Shop) -> None:
    path = f"{START}/contact"
    assert "application/ld+json" not in read(centre, path).text
    given = {
        "address": "知音路 <8> 号",
        "phone": "400-000-0571",
        "email": "shop@tea.example",
        "map_url": "https://tea.example/map?a=1&b=2",
    }
    with centre.client("owner") as owner:
        where = f"/api/shops/{centre.shop_id}"
        owner.patch(where, json=given).raise_for_status()
        page, english = read(centre, path), read(centre, "/help/tea/en/contact")
        owner.patch(where, json={"address": None, "phone": None}).raise_for_status()
        less = read(centre, path).text
        owner.patch(where, json=dict.fromkeys(given)).raise_for_status()
    assert "<dd>知音路 &lt;8&gt; 号" in page.text
    assert 'href="https://tea.example/map?a=1&amp;b=2" rel="noopener noreferrer"' in page.text
    assert '<a href="tel:+864000000571">400 000 0571</a>' in page.text
    assert ">+86 400 000 0571</a>" in english.text
    assert 'href="mailto:shop@tea.example"' in page.text
    told = facts(page)["ContactPage"]["mainEntity"]
    assert (told["@type"], told["address"], told["telephone"], told["hasMap"]) == (
        "Store", "知音路 <8> 号", "+864000000571", given["map_url"],
    )  # fmt: skip
    assert "x-robots-tag" not in page.headers
    assert "tel:" not in less.split("<dl")[1].split("</dl>")[0]
    assert "shop@tea.example" in less
    # With what somebody was reading it is nobody else's.
    assert read(centre, f"{path}?about=1").headers["x-robots-tag"] == "noindex"
    assert f"{path}</loc>" in read(centre, "/help/tea/sitemap.xml").text


def test_who_votes_without_end_is_asked_to_wait(centre: Shop, reader: httpx.Client) -> None:
    article = publish(centre, "退款要几天")
    path = f"{START}/vote/{number_of(article)}"
    for _ in range(60):
        answer = reader.post(path, data={"helpful": "yes"})
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert uses(centre, article) == ["helpful"]


def test_with_the_inference_process_a_misspelt_question_finds_its_article(
    centre: Shop, module_processes: Processes
) -> None:
    article = publish(centre, "紫砂壶第一次用怎么开壶", body_html="<p>先煮一下。</p>")
    module_processes.start("inference")
    wanted = f'data-found="{number_of(article)}"'
    deadline = time.monotonic() + PATIENCE
    while wanted not in (found := read(centre, f"{START}/search?q=紫沙壶开胡").text):
        assert time.monotonic() < deadline, found
        time.sleep(0.5)
    offered = read(centre, f"{START}/suggest?q=zishahu").json()
    assert offered[0]["title"] == "紫砂壶第一次用怎么开壶"
    assert offered[0]["path"].endswith(number_of(article))
