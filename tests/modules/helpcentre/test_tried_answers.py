"""Two answers of an article tried against each other on the public pages."""

import httpx
import pytest

from tests.modules.helpcentre.pages import open_up, read
from tests.modules.knowledge.articles import BASE, do, publish
from tests.servers.shop import NO_AUTHORITIES, Shop

A, B = "第一种说法在这里。", "第二种说法在这里。"
TITLE = "杯子可以进微波炉吗"


@pytest.fixture(scope="module")
def centre(module_shop: Shop) -> Shop:
    open_up(module_shop)
    return module_shop


def _browser(shop: Shop) -> httpx.Client:
    return httpx.Client(base_url=shop.server.url, verify=NO_AUTHORITIES, follow_redirects=True)


def test_a_browser_reads_the_same_words_each_time_and_its_vote_is_counted(centre: Shop) -> None:
    article = publish(centre, TITLE, body_html=f"<p>{A}</p>")
    number = article["ref"].removeprefix("A-")
    path = f"/help/tea/zh-CN/a/{number}"
    before = read(centre, path)
    path = before.headers["location"]
    assert read(centre, path).headers["cache-control"].startswith("public")
    assert "set-cookie" not in read(centre, path).headers
    with centre.client("agent_senior", **{"If-Match": "0"}) as client:
        short = article["live"]["short_answer"]
        body = {"title": TITLE, "short_answer": short, "body_html": f"<p>{B}</p>"}
        client.put(f"{BASE}/articles/{article['id']}/draft", json=body).raise_for_status()
    do(centre, article, "trial", share=50).raise_for_status()
    seen: set[bool] = set()
    for _ in range(30):
        with _browser(centre) as browser:
            page = browser.get(path)
            assert page.headers["cache-control"] == "private, no-cache"
            assert "x-robots-tag" not in page.headers
            second = B in page.text
            assert (A in page.text) is not second
            assert all((B in browser.get(path).text) is second for _ in range(2))
            if second not in seen:
                seen.add(second)
                browser.post("/help/tea/seen", data={"article": number})
                vote = {"helpful": "yes" if second else "no"}
                browser.post(f"/help/tea/zh-CN/vote/{number}", data=vote).raise_for_status()
        if len(seen) == 2:
            break
    rows = "SELECT second, rating, customer_id, in_chat FROM article_trial_readers ORDER BY second"
    assert centre.run(rows) == [
        (False, "unhelpful", None, False),
        (True, "helpful", None, False),
    ]
    do(centre, article, "trial/end", take=True).raise_for_status()
    ended = read(centre, path)
    assert B in ended.text
    assert ended.headers["cache-control"].startswith("public")
