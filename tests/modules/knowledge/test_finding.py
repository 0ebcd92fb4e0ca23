"""Search as people use it, by plain words: what is found, what is not, and what is remembered."""

from typing import Any

from tests.modules.customers.people import talk
from tests.modules.knowledge.articles import (
    BASE,
    begin,
    do,
    get,
    labels,
    publish,
    search,
    titles,
)
from tests.servers.shop import Shop

RETURN, STOVE, SECRET = "怎么申请退货", "煮茶炉可以空烧吗", "退货的赔付上限"


def _fill(shop: Shop) -> dict[str, dict[str, Any]]:
    """A few articles that all tests of this file share."""
    known = {
        one["title"]: one
        for one in shop.client("supervisor").get(f"{BASE}/articles").json()["items"]
    }
    if RETURN not in known:
        wordings = ["东西不想要了能退吗", "茶叶不合口味可以退回去吗"]
        known[RETURN] = publish(
            shop,
            RETURN,
            wordings=wordings,
            body_html="<p>签收七天内，未拆封的茶叶可以退回，运费由我们承担。</p>",
        )
        known[STOVE] = publish(shop, STOVE, synonyms=["电陶炉"])
        known[SECRET] = publish(shop, SECRET, audience="staff")
    return known


def test_a_question_is_found_by_its_words_its_wordings_and_a_slip(module_shop: Shop) -> None:
    _fill(module_shop)
    found = search(module_shop, "我想申请退货，怎么办")
    assert titles(found)[0] == RETURN
    assert found["via"] == "plain"
    hit = found["items"][0]
    marked = [hit["title"][begin:end] for begin, end in hit["title_marks"]]
    assert "退货" in "".join(marked)
    worded = search(module_shop, "不合口味能退回吗")["items"][0]
    assert (worded["title"], worded["matched"]) == (RETURN, "茶叶不合口味可以退回去吗")
    assert titles(search(module_shop, "煮茶卢可以空烧吗")) == [STOVE]
    assert titles(search(module_shop, "电陶炉")) == [STOVE]
    inside = search(module_shop, "签收七天内未拆封的茶叶")["items"][0]
    assert "签收七天内" in inside["snippet"]
    assert inside["marks"]
    assert search(module_shop, "你们招聘吗")["items"] == []
    with module_shop.client("agent_junior") as client:
        for typed in ("退货", "tuihuo", "zmsqth", "怎么 退"):
            told = client.get(f"{BASE}/suggest", params={"q": typed}).json()
            assert RETURN in [one["title"] for one in told], typed
        assert client.get(f"{BASE}/suggest", params={"q": "%_"}).json() == []


def test_nothing_is_found_that_is_not_theirs_or_not_live(module_shop: Shop) -> None:
    _fill(module_shop)
    assert SECRET in titles(search(module_shop, "退货赔付上限"))
    assert SECRET not in titles(search(module_shop, "退货赔付上限", audience="customers"))
    other = module_shop.run("INSERT INTO shops (id, code, name) VALUES (gen_random_uuid(), 'b',"
                            " '分店') RETURNING id")[0][0]  # fmt: skip
    q = "分店的营业时间"
    made = begin(module_shop, q, "owner", shop_id=str(other))
    # A team that serves one shop only does not read what belongs to another.
    with module_shop.client("supervisor") as client:
        there = {"title": q, "shop_id": str(other)}
        assert client.post(f"{BASE}/articles", json=there).status_code == 404
    assert do(module_shop, made, "publish").status_code == 404
    assert do(module_shop, made, "publish", "owner").status_code == 200
    module_shop.run("UPDATE teams SET shop_id = NULL")
    try:
        assert titles(search(module_shop, q)) == [q]
        assert titles(search(module_shop, q, shop_id=module_shop.shop_id)) == []
    finally:
        module_shop.run("UPDATE teams SET shop_id = %s", module_shop.shop_id)
    assert titles(search(module_shop, q)) == []
    assert get(module_shop, made, "agent_junior").status_code == 404
    with module_shop.client("agent_junior") as client:
        assert client.get(f"{BASE}/suggest", params={"q": "分店"}).json() == []
        assert q not in str(client.get(f"{BASE}/articles").json())
    assert titles(search(module_shop, q, "owner")) == [q]
    moved = "UPDATE articles SET valid_{} = now() {} interval '1 hour' WHERE id = %s"
    module_shop.run(moved.format("until", "-"), made["id"])
    assert titles(search(module_shop, q, "owner")) == []
    module_shop.run(moved.format("until", "+"), made["id"])
    assert titles(search(module_shop, q, "owner")) == [q]
    module_shop.run(moved.format("from", "+"), made["id"])
    assert titles(search(module_shop, q, "owner")) == []


def test_a_category_that_is_off_hides_what_is_below_it(module_shop: Shop) -> None:
    with module_shop.client("supervisor") as client:

        def make(name: str, parent: str | None = None) -> dict[str, Any]:
            body = {"name": labels(name), "parent_id": parent}
            answer = client.post(f"{BASE}/categories", json=body)
            assert answer.status_code == 201, answer.text
            made: dict[str, Any] = answer.json()
            return made

        top = make("茶具")
        below = make("养护", top["id"])
        article = publish(module_shop, "银壶发黑怎么办", category_id=below["id"])
        assert titles(search(module_shop, "银壶发黑")) == ["银壶发黑怎么办"]
        client.patch(f"{BASE}/categories/{top['id']}", json={"active": False})
        assert titles(search(module_shop, "银壶发黑")) == []
        client.patch(f"{BASE}/categories/{top['id']}", json={"active": True})
        assert titles(search(module_shop, "银壶发黑")) == ["银壶发黑怎么办"]
        listed = client.get(f"{BASE}/articles", params={"category_id": top["id"]}).json()
        assert [one["id"] for one in listed["items"]] == [article["id"]]

        third = make("第三级", below["id"])
        fourth = make("第四级", third["id"])
        body = {"name": labels("第五级"), "parent_id": fourth["id"]}
        assert client.post(f"{BASE}/categories", json=body).status_code == 422
        order = f"{BASE}/categories/order"
        ring = client.put(order, json={"parent_id": fourth["id"], "ids": [top["id"]]})
        assert (ring.status_code, ring.json()["error"]["code"]) == (422, "loop")
        second = make("礼品")
        deep = client.put(order, json={"parent_id": second["id"], "ids": [top["id"]]})
        assert deep.json()["error"]["code"] == "too_deep"
        told = client.put(order, json={"ids": [second["id"], top["id"]]}).json()
        assert [one["id"] for one in told if not one["parent_id"]] == [second["id"], top["id"]]

        full = client.delete(f"{BASE}/categories/{below['id']}")
        assert (full.status_code, full.json()["error"]["code"]) == (409, "in_use")
        into = {"into": second["id"]}
        gone = client.delete(f"{BASE}/categories/{below['id']}", params=into)
        assert gone.status_code == 204
        rows = {one["id"]: one for one in client.get(f"{BASE}/categories").json()}
        assert rows[second["id"]]["articles"] == 1
        assert rows[third["id"]]["parent_id"] == second["id"]
        path = f"/api/bin/article_category/{below['id']}/restore"
        assert client.post(path).status_code == 200


def test_wordings_are_kept_once_and_live_at_once(module_shop: Shop) -> None:
    made = publish(module_shop, "支持哪些付款方式")
    path = f"{BASE}/articles/{made['id']}/wordings"
    with module_shop.client("agent_senior") as client:
        texts = ["能用花呗吗", "能用花呗吗？", "可以微信付吗", "支持哪些付款方式！"]
        told = client.post(path, json={"texts": texts}).json()
        assert [one["text"] for one in told] == ["能用花呗吗", "可以微信付吗"]
        assert told[0]["by"]["name"] == "agent_senior"
        assert titles(search(module_shop, "花呗能用吗")) == ["支持哪些付款方式"]
        assert client.delete(f"{path}/{told[0]['id']}").status_code == 204
        assert client.delete(f"{path}/{told[0]['id']}").status_code == 404
    assert titles(search(module_shop, "花呗")) == []
    audited = "SELECT verb FROM audit WHERE ref_id = %s AND verb LIKE '%%wording%%' ORDER BY id"
    assert module_shop.run(audited, made["id"]) == [
        ("knowledge.add_wordings",),
        ("knowledge.remove_wording",),
    ]


def test_synonyms_are_one_group_a_word_and_asked_for_as_well(module_shop: Shop) -> None:
    publish(module_shop, "盖碗烫手怎么办")
    assert titles(search(module_shop, "三才杯烫手")) != ["盖碗烫手怎么办"]
    with module_shop.client("supervisor") as client:
        made = client.post(f"{BASE}/synonyms", json={"words": ["盖碗", "三才杯", "盖碗"]})
        assert made.json()["words"] == ["盖碗", "三才杯"]
        assert titles(search(module_shop, "三才杯烫手吗")) == ["盖碗烫手怎么办"]
        taken = client.post(f"{BASE}/synonyms", json={"words": ["三才杯", "茶碗"]})
        assert taken.json()["error"]["code"] == "word_taken"
        path = f"{BASE}/synonyms/{made.json()['id']}"
        late = client.patch(path, json={"words": ["盖碗", "三才碗"]}, headers={"If-Match": "9"})
        assert late.status_code == 409
        kept = client.patch(path, json={"words": ["盖碗", "三才碗"]}, headers={"If-Match": "1"})
        assert kept.json()["version"] == 2
        assert client.delete(path).status_code == 204
        assert client.get(f"{BASE}/synonyms").json() == []
        restore = f"/api/bin/synonym_group/{made.json()['id']}/restore"
        assert client.post(restore).status_code == 200


async def test_what_the_customer_asks_is_suggested_beside_the_conversation(
    module_shop: Shop,
) -> None:
    known = _fill(module_shop)
    who = await talk(module_shop, "您好", "茶叶不合口味", "可以退回去吗？我电话 13800002046")
    path = f"/api/conversations/{who['conversation']}/suggestions"
    with module_shop.client("owner") as client:
        told = client.get(path).json()
        assert told["items"][0]["title"] == RETURN
        assert told["up_to"] == 3
        again = client.get(path).json()
        assert again["search_id"] == told["search_id"]
        used = {"kind": "inserted", "conversation_id": who["conversation"]}
        article = f"{BASE}/articles/{known[RETURN]['id']}"
        assert client.post(f"{article}/used", json=used).status_code == 200
        assert client.get(article).json()["uses"]["inserted"] == 1
    with module_shop.client("admin") as client:
        assert client.get(path).status_code == 403
    stored = module_shop.run(
        "SELECT query, typed FROM knowledge_searches WHERE conversation_id = %s",
        who["conversation"],
    )
    assert len(stored) == 1
    assert "13800002046" not in stored[0][0]
    await talk(module_shop, "好的谢谢", token=who["token"])
    with module_shop.client("owner") as client:
        client.get(path).raise_for_status()
    # Levels: what is for others is not suggested.
    module_shop.run("UPDATE articles SET levels = '{gold}' WHERE id = %s", known[RETURN]["id"])
    await talk(module_shop, "怎么申请退货", token=who["token"])
    with module_shop.client("owner") as client:
        assert RETURN not in titles(client.get(path).json())
    module_shop.run("UPDATE articles SET levels = '{}' WHERE id = %s", known[RETURN]["id"])


def test_what_nobody_finds_is_listed_until_it_is_found(module_shop: Shop) -> None:
    _fill(module_shop)
    for asked in ("有没有无人机配送", "有没有 无人机配送？"):
        search(module_shop, asked)
    seen = search(module_shop, "怎么申请退货呀")
    with module_shop.client("agent_senior") as client:

        def gaps(kind: str) -> dict[str, int]:
            told = client.get(f"{BASE}/reports/gaps", params={"kind": kind}).json()
            return {one["query"]: one["searches"] for one in told["items"]}

        assert gaps("without_result")["有没有 无人机配送？"] == 2
        assert gaps("without_click")["怎么申请退货呀"] == 1
    with module_shop.client("agent_junior") as client:
        click = {"article_id": seen["items"][0]["article_id"], "place": 1}
        path = f"{BASE}/searches/{seen['search_id']}/click"
        assert client.post(path, json=click).status_code == 200
        assert client.get(f"{BASE}/reports/gaps").status_code == 403
    with module_shop.client("agent_senior") as client:
        # Nobody clicks for somebody else.
        assert client.post(path, json=click).status_code == 404
        assert "怎么申请退货呀" not in gaps("without_click")
        publish(module_shop, "有没有无人机配送")
        search(module_shop, "有没有无人机配送")
        assert not any("无人机" in one for one in gaps("without_result"))


def test_freshness_and_use_are_reckoned(module_shop: Shop) -> None:
    made = publish(module_shop, "旧文章没人看")
    module_shop.run(
        "UPDATE articles SET published_at = now() - interval '200 days',"
        " valid_until = now() + interval '10 days' WHERE id = %s", made["id"])  # fmt: skip
    with module_shop.client("quality") as client:
        told = client.get(f"{BASE}/reports/freshness").json()
        assert told["renewed"] == told["live"] - 1
        assert "旧文章没人看" in [one["title"] for one in told["expiring"]]
        assert [one["title"] for one in told["unused"]] == ["旧文章没人看"]
        client.post(f"{BASE}/articles/{made['id']}/used", json={"kind": "opened"})
        client.post(f"{BASE}/articles/{made['id']}/helpful", json={"helpful": False})
        assert client.get(f"{BASE}/reports/freshness").json()["unused"] == []
        uses = client.get(f"{BASE}/reports/uses").json()
    mine = next(one for one in uses["articles"] if one["article_id"] == made["id"])
    assert (mine["uses"]["opened"], mine["uses"]["unhelpful"]) == (1, 1)
    assert [one["opened"] for one in uses["agents"] if one["name"] == "quality"] == [1]
