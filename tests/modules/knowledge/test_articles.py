"""An article's way: written, reviewed, published, changed, archived, brought back."""

from typing import Any

import pytest

from tests.modules.knowledge.articles import BASE, a_picture, begin, do, get, publish
from tests.servers.settings import holding
from tests.servers.shop import Shop


def _draft(shop: Shop, article: dict[str, Any], version: int, role: str = "agent_senior",
           **body: Any) -> Any:  # fmt: skip
    with shop.client(role, **{"If-Match": str(version)}) as client:
        return client.put(f"{BASE}/articles/{article['id']}/draft", json=body)


def test_a_draft_is_seen_by_writers_only_until_it_is_published(module_shop: Shop) -> None:
    made = begin(module_shop, "紫砂壶怎么开壶", short_answer="温水洗净，小火煮二十分钟。")
    assert (made["state"], made["live"], made["draft"]["state"]) == ("draft", None, "draft")
    assert get(module_shop, made, "agent_junior").status_code == 404
    sent = do(module_shop, made, "submit", "agent_senior", note="请看看水温")
    assert sent.json()["state"] == "in_review"
    late = _draft(module_shop, made, sent.json()["draft"]["version"], title="改")
    assert late.status_code == 409
    assert late.json()["error"]["code"] == "in_review"
    told = "SELECT count(*) FROM notices WHERE about_id = %s AND kind = 'knowledge.review_wanted'"
    assert module_shop.run(told, made["id"])[0][0] >= 2
    assert do(module_shop, made, "publish", "agent_senior").status_code == 403
    published = do(module_shop, made, "publish", note="很好").json()
    assert (published["state"], published["live_number"]) == ("published", 1)
    seen = get(module_shop, made, "agent_junior").json()
    assert seen["live"]["short_answer"] == "温水洗净，小火煮二十分钟。"
    assert seen["live"]["reviewer"]["name"] == "supervisor"
    assert (seen["draft"], seen["may"]["edit"]) == (None, False)


def test_readers_see_the_published_version_while_the_next_is_written(module_shop: Shop) -> None:
    made = publish(module_shop, "发什么快递", short_answer="顺丰。")
    changed = _draft(module_shop, made, 0, title="发什么快递", short_answer="顺丰或京东。")
    assert (changed.status_code, changed.json()["number"]) == (200, 2)
    seen = get(module_shop, made, "agent_junior").json()
    assert (seen["live"]["number"], seen["live"]["short_answer"]) == (1, "顺丰。")
    assert seen["draft"] is None
    with module_shop.client("agent_junior") as client:
        assert client.get(f"{BASE}/articles/{made['id']}/versions").status_code == 403
    do(module_shop, made, "publish")
    assert get(module_shop, made, "agent_junior").json()["live"]["number"] == 2
    with module_shop.client("agent_senior") as client:
        rows = client.get(f"{BASE}/articles/{made['id']}/versions").json()
        assert [(one["number"], one["state"]) for one in rows] == [
            (2, "published"),
            (1, "superseded"),
        ]
        old = client.get(f"{BASE}/articles/{made['id']}/versions/1").json()
        assert old["short_answer"] == "顺丰。"
        diff = client.get(f"{BASE}/articles/{made['id']}/diff", params={"from": 1, "to": 2}).json()
    lines = [(one["part"], one["kind"], one["text"]) for one in diff["lines"]]
    assert lines == [
        ("title", "same", "发什么快递"),
        ("short_answer", "removed", "顺丰。"),
        ("short_answer", "added", "顺丰或京东。"),
    ]


def test_two_who_write_the_same_draft_are_told(module_shop: Shop) -> None:
    made = publish(module_shop, "可以货到付款吗")
    first = _draft(module_shop, made, 0, title="一")
    assert first.status_code == 200
    # Who begins at the same time, and who has read an older state, see what is there.
    for version in (0, 7):
        late = _draft(module_shop, made, version, "supervisor", title="二")
        assert late.status_code == 409
        assert late.json()["error"]["current"]["title"] == "一"
    words = {"title": "二", "short_answer": "可以。"}
    again = _draft(module_shop, made, first.json()["version"], "supervisor", **words)
    assert (again.status_code, again.json()["author"]["name"]) == (200, "supervisor")
    do(module_shop, made, "publish")
    gone = _draft(module_shop, made, again.json()["version"], title="三")
    assert (gone.status_code, gone.json()["error"]["code"]) == (409, "edit_conflict")
    assert gone.json()["error"]["current"]["state"] == "published"


def test_a_reviewer_returns_it_and_an_author_takes_it_back(module_shop: Shop) -> None:
    made = begin(module_shop, "茶叶受潮了怎么办")
    do(module_shop, made, "submit", "agent_senior")
    assert do(module_shop, made, "return", "quality").status_code == 403
    returned = do(module_shop, made, "return", note="请写上保存方法").json()
    assert (returned["state"], returned["draft"]["state"]) == ("draft", "returned")
    assert returned["draft"]["review_note"] == "请写上保存方法"
    told = "SELECT count(*) FROM notices WHERE about_id = %s AND kind = 'knowledge.returned'"
    assert module_shop.run(told, made["id"]) == [(1,)]
    do(module_shop, made, "submit", "agent_senior")
    own = do(module_shop, made, "return", "agent_senior").json()
    assert own["draft"]["state"] == "draft"
    empty = begin(module_shop, "没有答案", short_answer="")
    refused = do(module_shop, empty, "submit", "agent_senior")
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "incomplete_draft")


@pytest.mark.acts("knowledge.four_eyes")
def test_with_four_eyes_authors_do_not_publish_their_own(module_shop: Shop) -> None:
    made = begin(module_shop, "会员日是哪天", "supervisor")
    with holding(module_shop, {"knowledge.four_eyes": True}):
        refused = do(module_shop, made, "publish", "supervisor")
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "four_eyes")
        assert do(module_shop, made, "publish", "manager").status_code == 200
    own = begin(module_shop, "积分怎么用", "supervisor")
    assert do(module_shop, own, "publish", "supervisor").status_code == 200


def test_archived_it_is_gone_for_readers_and_an_old_version_comes_back(module_shop: Shop) -> None:
    made = publish(module_shop, "双十一活动", short_answer="满三百减五十。")
    gone = do(module_shop, made, "archive").json()
    assert (gone["state"], gone["live_number"]) == ("archived", None)
    assert get(module_shop, made, "agent_junior").status_code == 404
    assert do(module_shop, made, "archive").status_code == 409
    back = do(module_shop, made, "restore", "agent_senior", number=1).json()
    assert (back["draft"]["number"], back["draft"]["short_answer"]) == (2, "满三百减五十。")
    assert do(module_shop, made, "restore", "agent_senior", number=1).status_code == 409
    with module_shop.client("agent_senior") as client:
        assert client.delete(f"{BASE}/articles/{made['id']}/draft").status_code == 204
    assert get(module_shop, made).json()["state"] == "archived"


def test_an_article_rests_in_the_bin_and_comes_back(module_shop: Shop) -> None:
    made = publish(module_shop, "礼盒可以代写贺卡吗")
    with module_shop.client("agent_senior") as client:
        assert client.delete(f"{BASE}/articles/{made['id']}").status_code == 403
    with module_shop.client("supervisor") as client:
        assert client.delete(f"{BASE}/articles/{made['id']}").status_code == 204
        assert client.get(f"{BASE}/articles/{made['id']}").status_code == 404
        path = f"/api/bin/article/{made['id']}/restore"
        assert client.post(path).status_code == 200
    assert get(module_shop, made, "agent_junior").status_code == 200


def test_what_decides_who_finds_a_live_article_is_changed_by_publishers(module_shop: Shop) -> None:
    made = publish(module_shop, "赔付标准", audience="staff")
    path = f"{BASE}/articles/{made['id']}"
    with module_shop.client("agent_senior") as client:
        assert client.patch(path, json={"audience": "customers"}).status_code == 403
        kept = client.patch(path, json={"review_at": "2027-01-01T00:00:00Z"})
        assert kept.status_code == 200
    with module_shop.client("supervisor", **{"If-Match": "1"}) as client:
        late = client.patch(path, json={"audience": "customers"})
        assert late.status_code == 409
        assert late.json()["error"]["current"]["audience"] == "staff"
    with module_shop.client("supervisor") as client:
        assert client.patch(path, json={"audience": "customers"}).json()["audience"] == "customers"
        wrong = {"valid_from": "2027-01-02T00:00:00Z", "valid_until": "2027-01-01T00:00:00Z"}
        refused = client.patch(path, json=wrong)
    assert refused.status_code == 422
    assert list(refused.json()["error"]["fields"]) == ["valid_until"]


def test_html_is_cleaned_and_pictures_are_our_own(module_shop: Shop) -> None:
    png = a_picture()
    with module_shop.client("agent_senior") as client:
        headers = {"X-File-Name": "pot.png"}
        picture = client.post(f"{BASE}/files", content=png, headers=headers).json()
        text = client.post(f"{BASE}/files", content=b"no", headers={"X-File-Name": "a.txt"})
        assert text.status_code == 415
    body = (
        '<h2 onclick="x()">水温</h2><script>alert(1)</script>'
        '<div data-callout="warning"><p>小心烫</p></div>'
        f'<p><img src="{picture["url"]}" alt="壶"><img src="https://evil.example/x.png"></p>'
        '<p><a href="javascript:alert(1)">坏</a><a href="https://shop.example">好</a></p>'
    )
    made = begin(module_shop, "带图的文章", body_html=body)
    kept = made["draft"]["body_html"]
    for gone in ("script", "onclick", "evil.example", "javascript"):
        assert gone not in kept
    for there in ('data-callout="warning"', picture["url"], 'href="https://shop.example"'):
        assert there in kept
    assert made["draft"]["body_text"].splitlines() == ["水温", "小心烫", "壶", "坏好"]
    with module_shop.client("agent_junior") as client:
        assert client.get(picture["url"]).status_code == 404
        do(module_shop, made, "publish")
        shown = client.get(picture["url"])
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")


def test_lists_are_narrowed_sorted_and_counted(shop: Shop) -> None:
    first = publish(shop, "甲 退货流程", kind="case", star={"situation": "客户要退"})
    second = publish(shop, "乙 换货流程", locale="en")
    begin(shop, "丙 未发布")
    shop.run("UPDATE articles SET valid_until = now() - interval '1 day' WHERE id = %s",
             first["id"])  # fmt: skip
    shop.run("UPDATE articles SET valid_until = now() + interval '3 days' WHERE id = %s",
             second["id"])  # fmt: skip

    def listed(role: str = "agent_senior", **params: Any) -> list[str]:
        with shop.client(role) as client:
            answer = client.get(f"{BASE}/articles", params=params)
            assert answer.status_code == 200, answer.text
            return [one["title"][0] for one in answer.json()["items"]]

    assert listed() == ["丙", "乙", "甲"]
    assert listed("agent_junior") == ["乙", "甲"]
    assert listed("agent_junior", state="draft") == ["乙", "甲"]
    assert listed(sort="title") == ["丙", "乙", "甲"]
    assert listed(sort="published") == ["乙", "甲"]
    assert listed(state="draft") == ["丙"]
    assert listed(kind="case") == listed(due="expired") == ["甲"]
    assert listed(locale="en") == listed(due="expiring") == listed(q="huanhuo") == ["乙"]
    assert listed(q=first["ref"].lower()) == ["甲"]
    with shop.client("agent_senior") as client:
        counts = client.get(f"{BASE}/articles/counts").json()
        assert {k: v for k, v in counts.items() if v} == {
            "draft": 1, "published": 2, "expiring": 1, "expired": 1}  # fmt: skip
        pages: list[str] = []
        cursor: str | None = ""
        for sort in ("changed", "title", "published"):
            while cursor is not None:
                params = {"limit": 1, "cursor": cursor, "sort": sort}
                page = client.get(f"{BASE}/articles", params=params).json()
                pages += [one["title"][0] for one in page["items"]]
                cursor = page["next"]
            cursor = ""
    assert pages == ["丙", "乙", "甲", "丙", "乙", "甲", "乙", "甲"]
