"""Canned replies (话术): whose they are, how they are found and filled, tables, the bin."""

import asyncio
import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.servers.shop import Shop, hire
from zhiyin.modules.conversations.canned import read_table, write_table
from zhiyin.modules.conversations.templates import fill, open_places

NAMES = st.text(alphabet="客户称呼abc_1", min_size=1, max_size=8)


@given(st.text(max_size=60), st.dictionaries(NAMES, st.text(max_size=8)))
def test_filling_tells_every_place_that_stays_open(text: str, values: dict[str, str]) -> None:
    said, missing = fill(text, values)
    assert set(missing) <= set(open_places(text))
    assert all("{" + name + "}" in said for name in missing)
    assert all(values[name].strip() for name in set(open_places(text)) - set(missing))


def test_a_value_with_braces_is_not_filled_again() -> None:
    said, missing = fill("{a} {b}", {"a": "{b}", "b": "2"})
    assert (said, missing) == ("{b} 2", [])


CELLS = st.text(alphabet="ab=,\"'+-@ \n茶", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(st.fixed_dictionaries({"title": CELLS, "text": CELLS, "folder": CELLS})))
def test_a_table_reads_back_as_written(rows: list[dict[str, str]]) -> None:
    table = write_table([{"level": "团队", "language": "en", **row} for row in rows])
    back = [{"title": r.title, "text": r.text, "folder": r.folder} for r in read_table(table)]
    assert back == rows


@pytest.fixture
def talk(shop: Shop) -> str:
    """A conversation that the senior agent holds."""
    shop.online("agent_senior")

    async def begin() -> str:
        async with shop.visitor(shop.session()["token"]) as visitor:
            said = await visitor.post("要退货")
        conversation: str = said["message"]["conversation_id"]
        return conversation

    conversation = asyncio.run(begin())
    with shop.client("agent_senior") as client:
        client.post(f"/api/conversations/{conversation}/pick")
    return conversation


def _keep(shop: Shop, role: str, **body: Any) -> dict[str, Any]:
    with shop.client(role) as client:
        answer = client.post("/api/canned-replies", json=body)
        answer.raise_for_status()
        kept: dict[str, Any] = answer.json()
    return kept


def _find(shop: Shop, role: str, conversation: str, q: str = "") -> list[dict[str, Any]]:
    with shop.client(role) as client:
        answer = client.get(f"/api/conversations/{conversation}/canned-replies", params={"q": q})
        answer.raise_for_status()
        hits: list[dict[str, Any]] = answer.json()
    return hits


def _titles(hits: list[dict[str, Any]]) -> list[str]:
    return [hit["title"] for hit in hits]


def test_found_by_pinyin_initials_and_words_and_filled(shop: Shop, talk: str) -> None:
    team = {"level": "team", "team_id": shop.team_id}
    _keep(shop, "owner", **team, title="退换货说明", folder="售后", text="{客户称呼}，七天可退换。")
    _keep(shop, "owner", level="shop", title="发货时间", shortcut="fhsj", text="{店铺名}当天发货")
    _keep(shop, "agent_senior", title="Unknown order", text="{订单号} {agent_name} {会话编号}")
    for asked in ("thh", "tuihuanhuo", "退换", "shouhou", "七天"):
        assert _titles(_find(shop, "agent_senior", talk, asked)) == ["退换货说明"], asked
    (filled,) = _find(shop, "agent_senior", talk, "thh")
    assert filled["text"].endswith("，七天可退换。")
    assert "{" not in filled["text"]
    assert filled["missing"] == []
    assert _find(shop, "agent_senior", talk, "FHSJ")[0]["text"] == "知音茶铺当天发货"
    (open_one,) = _find(shop, "agent_senior", talk, "unknown order")
    assert open_one["missing"] == ["订单号"]
    assert open_one["text"].startswith("{订单号} agent_senior C-")
    assert _find(shop, "agent_senior", talk, "thh fhsj") == []


def test_the_conversations_language_comes_first_then_what_one_uses_most(
    shop: Shop, talk: str
) -> None:
    shop.run("UPDATE conversations SET language = 'en'")
    for language, title in (("zh-CN", "问候一"), ("en", "Hello a"), ("en", "Hello b")):
        _keep(shop, "agent_senior", language=language, title=title, text="x")
    assert _titles(_find(shop, "agent_senior", talk)) == ["Hello a", "Hello b", "问候一"]
    second = _find(shop, "agent_senior", talk)[1]["id"]
    with shop.client("agent_senior") as client:
        client.post(f"/api/canned-replies/{second}/uses", json={}).raise_for_status()
        client.post(f"/api/canned-replies/{second}/uses", json={"edited": True}).raise_for_status()
        (row,) = client.get("/api/canned-replies", params={"q": "hello b"}).json()["items"]
        (use,) = client.get(f"/api/canned-replies/{second}/uses").json()
    assert _titles(_find(shop, "agent_senior", talk)) == ["Hello b", "Hello a", "问候一"]
    assert (row["used"], row["edited"], row["people"]) == (2, 1, 1)
    assert (use["name"], use["used"], use["edited"]) == ("agent_senior", 2, 1)


def test_a_personal_reply_is_nobody_elses(shop: Shop, talk: str) -> None:
    mine = _keep(shop, "agent_senior", title="我的话术", text="只给自己")
    path = f"/api/canned-replies/{mine['id']}"
    for role in ("owner", "agent_junior", "supervisor"):
        with shop.client(role) as client:
            assert client.patch(path, json={"title": "x"}).status_code == 404
            assert client.delete(path).status_code == 404
            assert client.get(path + "/uses").status_code == 404
            assert client.get("/api/canned-replies").json()["items"] == []
            client.post(path + "/uses", json={}).raise_for_status()
    assert shop.run("SELECT count(*) FROM canned_uses") == [(0,)]
    with shop.client("agent_senior") as client:
        assert client.delete(path).status_code == 204
    for role, seen in (("owner", False), ("agent_senior", True)):
        with shop.client(role) as client:
            there = [one["id"] for one in client.get("/api/bin").json()]
            restored = client.post(f"/api/bin/canned_reply/{mine['id']}/restore")
            assert (mine["id"] in there, restored.status_code == 200) == (seen, seen)
    assert _titles(_find(shop, "agent_senior", talk)) == ["我的话术"]


def test_who_may_keep_what(shop: Shop) -> None:
    team = {"level": "team", "team_id": shop.team_id, "title": "t", "text": "x"}
    everywhere = {"level": "shop", "title": "t", "text": "x"}
    answers = {}
    for role in ("agent_senior", "supervisor", "owner"):
        with shop.client(role) as client:
            answers[role] = [
                client.post("/api/canned-replies", json=body).status_code
                for body in (team, everywhere)
            ]
    assert answers == {
        "agent_senior": [403, 403],
        "supervisor": [201, 403],
        "owner": [201, 201],
    }


def test_two_who_edit_the_same_reply_hear_of_each_other(shop: Shop) -> None:
    kept = _keep(shop, "owner", level="shop", title="t", text="x")
    path, match = f"/api/canned-replies/{kept['id']}", {"If-Match": str(kept["version"])}
    with shop.client("owner") as client:
        first = client.patch(path, json={"text": "one"}, headers=match)
        second = client.patch(path, json={"text": "two"}, headers=match)
    assert (first.status_code, second.status_code) == (200, 409)
    assert second.json()["error"]["current"]["text"] == "one"


def test_a_table_is_taken_row_by_row_and_reads_back(shop: Shop) -> None:
    hire(shop, "supervisor", "lead")
    table = (
        "\ufeff级别,团队或店铺,语言,文件夹,标题,快捷码,内容\r\n"
        "团队,一组,zh-CN,售后,退款时间,tksj,三天内到账\r\n"
        "团队,没有这组,zh-CN,,甲,,x\r\n"
        "店铺,,zh-CN,,乙,,x\r\n"
        "个人,,en,,Mine,,'=1+1\r\n"
        "个人,,fr,,丙,,x\r\n"
        "个人,,en,,,,x\r\n"
    )
    with shop.client("lead") as client:
        answer = client.post("/api/canned-replies/table", json={"text": table})
        answer.raise_for_status()
        first = answer.json()
        again = client.post("/api/canned-replies/table", json={"text": table}).json()
        changed = table.replace("三天内", "五天内")
        third = client.post("/api/canned-replies/table", json={"text": changed}).json()
        back = client.get("/api/canned-replies/table").text
        refused = client.post("/api/canned-replies/table", json={"text": "a,b\n1,2"})
    assert (first["made"], first["changed"]) == (2, 0)
    assert [one["line"] for one in first["problems"]] == [3, 4, 6, 7]
    assert all(one["reason"]["zh-CN"] and one["reason"]["en"] for one in first["problems"])
    assert (again["made"], again["changed"]) == (0, 0)
    assert (third["made"], third["changed"]) == (0, 1)
    rows = list(csv.DictReader(io.StringIO(back.removeprefix("\ufeff"))))
    assert {(row["级别"], row["团队或店铺"], row["标题"], row["内容"]) for row in rows} == {
        ("团队", "一组", "退款时间", "五天内到账"),
        ("个人", "", "Mine", "'=1+1"),
    }
    assert refused.status_code == 422
    verbs = shop.run("SELECT verb, count(*) FROM audit WHERE verb LIKE '%%canned' GROUP BY verb")
    assert dict(verbs) == {"conversations.make_canned": 2, "conversations.edit_canned": 1}
