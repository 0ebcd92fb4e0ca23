"""What anybody may read in a shop's help centre, and what nobody may."""

import re
from datetime import timedelta

import pytest

from tests.modules.helpcentre.pages import category, facts, found_at, open_up, read
from tests.modules.knowledge.articles import BASE, a_picture, do, publish
from tests.servers.shop import Shop
from zhiyin.kernel.clock.clock import now

START = "/help/tea/zh-CN"


@pytest.fixture(scope="module")
def centre(module_shop: Shop) -> Shop:
    """A shop whose help centre is open."""
    open_up(module_shop)
    return module_shop


def test_a_reader_goes_from_the_start_page_by_a_category_to_an_article(centre: Shop) -> None:
    returns = category(centre, "退换货")
    inside = category(centre, "退货流程", parent_id=returns)
    publish(centre, "怎么退货", category_id=inside, body_html="<h2>步骤</h2><p>打开订单。</p>")
    start = read(centre, START)
    assert start.status_code == 200
    assert "有什么可以帮您" in start.text
    upper = found_at(centre, START, "退换货")
    assert upper.startswith(f"{START}/c/tui-huan-huo-")
    lower = re.search(rf'href="({START}/c/tui-huo-liu-cheng-[^"]+)"', read(centre, upper).text)
    assert lower
    article = read(centre, found_at(centre, lower[1], "怎么退货"))
    assert article.status_code == 200
    assert "<h3>步骤</h3>" in article.text, "the page's own heading is the first"
    assert "怎么退货：这样做。" in article.text
    way = facts(article)["BreadcrumbList"]["itemListElement"]
    assert [one["name"] for one in way] == ["首页", "退换货", "退货流程", "怎么退货"]
    asked = facts(article)["FAQPage"]["mainEntity"][0]
    assert (asked["name"], asked["acceptedAnswer"]["text"]) == ("怎么退货", "怎么退货：这样做。")
    assert facts(article)["Article"]["inLanguage"] == "zh-CN"


def test_only_what_is_meant_for_everybody_of_this_shop_is_shown(centre: Shop) -> None:
    past = (now() - timedelta(days=1)).isoformat()
    hidden = {
        "内部说明": {"audience": "staff"},
        "金卡专享": {"levels": ["金卡"]},
        "去年的活动": {"valid_until": past},
    }
    numbers = {
        title: publish(centre, title, **more)["ref"].removeprefix("A-")
        for title, more in hidden.items()
    }
    gone = publish(centre, "下架的说明")
    numbers["下架的说明"] = gone["ref"].removeprefix("A-")
    do(centre, gone, "archive").raise_for_status()
    other = publish(centre, "别家的说明")
    centre.run(
        "WITH other AS (INSERT INTO shops (id, code, name) VALUES (gen_random_uuid(), 'other',"
        " '别家') RETURNING id) UPDATE articles SET shop_id = other.id FROM other"
        " WHERE articles.id = %s",
        other["id"],
    )
    numbers["别家的说明"] = other["ref"].removeprefix("A-")
    off = category(centre, "停用的分类")
    numbers["停用分类里的"] = publish(centre, "停用分类里的", category_id=off)["ref"][2:]
    with centre.client("supervisor") as client:
        client.patch(f"{BASE}/categories/{off}", json={"active": False}).raise_for_status()
    seen = publish(centre, "大家都能看")["ref"].removeprefix("A-")
    shown = [
        read(centre, path).text for path in (START, f"{START}/c/more", "/help/tea/sitemap.xml")
    ]
    assert "大家都能看" in shown[0]
    for title, number in numbers.items():
        assert read(centre, f"{START}/a/{number}").status_code == 404, title
        assert not any(title in page for page in shown), title
        found = read(centre, f"{START}/search?q={title}").text
        assert f'data-found="{number}"' not in found, title
        assert title not in read(centre, f"{START}/suggest?q={title}").text
    assert read(centre, f"{START}/a/{seen}").status_code == 301


def test_an_old_address_leads_on_after_the_title_has_changed(centre: Shop) -> None:
    article = publish(centre, "发货时间")
    number = article["ref"].removeprefix("A-")
    old = f"{START}/a/fa-huo-shi-jian-{number}"
    assert read(centre, old).status_code == 200
    with centre.client("agent_senior") as client:
        draft = {"title": "什么时候发货", "short_answer": "当天。"}
        client.put(f"{BASE}/articles/{article['id']}/draft", json=draft).raise_for_status()
    do(centre, article, "publish").raise_for_status()
    answer = read(centre, old)
    assert answer.status_code == 301
    new = answer.headers["location"]
    assert new == f"{START}/a/shen-me-shi-hou-fa-huo-{number}"
    page = read(centre, new)
    assert page.status_code == 200
    assert re.search(rf'<link rel="canonical" href="[^"]+{new}">', page.text)


def test_each_language_has_its_own_pages_and_names_the_other(centre: Shop) -> None:
    chinese = publish(centre, "如何开发票")
    english = publish(centre, "How to get an invoice", locale="en", translates_id=chinese["id"])
    number = english["ref"].removeprefix("A-")
    theirs = f"/help/tea/en/a/how-to-get-an-invoice-{number}"
    page = read(centre, f"{START}/a/ru-he-kai-fa-piao-{chinese['ref'][2:]}")
    assert re.search(rf'hreflang="en" href="http[^"]+{theirs}"', page.text)
    assert f'<a href="{theirs}" hreflang="en"' in page.text
    assert page.headers["content-language"] == "zh-CN"
    assert '<html lang="en">' in read(centre, theirs).text
    # An article is shown in its own language only.
    assert read(centre, f"{START}/a/{number}").headers["location"] == theirs
    assert "如何开发票" not in read(centre, "/help/tea/en").text
    lead = {"Accept-Language": "en-GB,en;q=0.9"}
    assert read(centre, "/help/tea", **lead).headers["location"] == "/help/tea/en"
    assert read(centre, "/help/tea", **{"Accept-Language": "fr"}).headers["location"] == START


def test_a_page_that_has_not_changed_is_not_sent_again(centre: Shop) -> None:
    article = publish(centre, "怎么付款")
    path = f"{START}/a/zen-me-fu-kuan-{article['ref'][2:]}"
    first = read(centre, path)
    assert "public" in first.headers["cache-control"]
    again = read(centre, path, **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    with centre.client("agent_senior") as client:
        draft = {"title": "怎么付款", "short_answer": "都可以。", "body_html": "<p>支付宝。</p>"}
        client.put(f"{BASE}/articles/{article['id']}/draft", json=draft).raise_for_status()
    do(centre, article, "publish").raise_for_status()
    assert read(centre, path, **{"If-None-Match": first.headers["etag"]}).status_code == 200


def test_a_picture_is_public_only_while_its_article_is(centre: Shop) -> None:
    with centre.client("agent_senior") as client:
        made = client.post(
            f"{BASE}/files", content=a_picture(), headers={"X-File-Name": "a.png"}
        ).json()
    public = f"/help/tea/pictures/{made['id']}"
    assert read(centre, public).status_code == 404
    body = f'<p><img src="{made["url"]}" alt="一把壶"></p>'
    article = publish(centre, "壶的照片", body_html=body)
    page = read(centre, f"{START}/a/hu-de-zhao-pian-{article['ref'][2:]}")
    assert f'src="{public}"' in page.text
    answer = read(centre, public)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"].startswith("public")
    assert read(centre, public, **{"If-None-Match": answer.headers["etag"]}).status_code == 304
    do(centre, article, "archive").raise_for_status()
    assert read(centre, public).status_code == 404


def test_what_is_not_there_offers_a_search(centre: Shop) -> None:
    for path in ("/nothing", f"{START}/a/none", f"{START}/a/none-99999", f"{START}/c/x", "/fr"):
        page = read(centre, path if path.startswith("/help") else f"/help/tea{path}")
        assert page.status_code == 404, path
        assert 'role="search"' in page.text
    assert read(centre, f"{START}/").headers["location"] == START
    assert read(centre, "/help/nobody/en").status_code == 404


def test_the_pages_run_nothing_but_their_own_and_are_framed_nowhere(centre: Shop) -> None:
    page = read(centre, START)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe-inline'" not in policy
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in page.headers


def test_search_engines_find_every_page_and_leave_the_rest_alone(centre: Shop) -> None:
    article = publish(centre, "怎么验货")
    site_map = read(centre, "/help/tea/sitemap.xml")
    assert site_map.headers["content-type"].startswith("application/xml")
    addresses = re.findall(r"<loc>http://[^/]+([^<]+)</loc>", site_map.text)
    assert {START, "/help/tea/en"} <= set(addresses)
    assert f"{START}/a/zen-me-yan-huo-{article['ref'][2:]}" in addresses
    assert {read(centre, path).status_code for path in addresses} == {200}
    rules = read(centre, "/robots.txt").text
    assert "Disallow: /api/" in rules
    assert "/help/tea/sitemap.xml" in rules
    assert 'name="robots" content="noindex"' in read(centre, f"{START}/search?q=x").text


def test_a_closed_help_centre_shows_nothing(centre: Shop) -> None:
    try:
        open_up(centre, active=False)
        assert read(centre, START).status_code == 404
        assert "/help/tea/" not in read(centre, "/robots.txt").text
    finally:
        open_up(centre)
