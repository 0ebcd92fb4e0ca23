"""What an assistant may do with a key, and what becomes of it."""

import asyncio
import json
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.entry.mcp.assistant import HELD, assistant, make_key, refusal, use
from tests.modules.customers.people import leave, talk
from tests.servers.shop import NO_AUTHORITIES, ROLES, Shop, hire
from zhiyin.entry.describing import described_app
from zhiyin.entry.mcp.tools import Offered, all_tools

TOOLS = all_tools(described_app().state.house)
META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}


def _post(shop: Shop, token: str | None, body: Any, **headers: str) -> httpx.Response:
    """One request by hand, for what no honest client sends."""
    given = {"Accept": "application/json, text/event-stream", **headers}
    if token is not None:
        given["Authorization"] = f"Bearer {token}"
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    given.setdefault("Content-Type", "application/json")
    return httpx.post(
        f"{shop.server.url}/mcp", content=content, headers=given, verify=NO_AUTHORITIES, timeout=60
    )


def _call(shop: Shop, token: str, tool: str, arguments: Any) -> dict[str, Any]:
    params = {"name": tool, "arguments": arguments}
    answer = _post(
        shop, token, {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    )
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_an_assistant_finds_its_tools_and_reads(module_shop: Shop, mode: str) -> None:
    key = make_key(module_shop)
    who = await talk(module_shop, "请问什么时候发货")
    async with assistant(module_shop, key["token"], mode) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        found = await client.call_tool(
            "read_conversation", {"conversation_id": who["conversation"]}
        )
        listed = await client.call_tool("list_teams", {})
    assert tools.keys() == TOOLS.keys()
    assert tools["send_message"].annotations.read_only_hint is False
    assert {"conversation_id", "text", "dry_run", "idempotency_key"} <= (
        tools["send_message"].input_schema["properties"].keys()
    )
    assert found.structured_content["messages"][0]["text"] == "请问什么时候发货"
    assert [team["name"] for team in listed.structured_content["items"]] == ["一组"]


@pytest.mark.parametrize("role", ROLES)
async def test_every_role_is_offered_what_it_may_do_and_nothing_else(
    module_shop: Shop, role: str
) -> None:
    whole = make_key(module_shop, role)["token"]
    reading = make_key(module_shop, role, read_only=True)["token"]
    allowed = {n for n, t in TOOLS.items() if t.permission in {*HELD[role], "signed_in"}}
    async with assistant(module_shop, whole) as client:
        assert {tool.name for tool in (await client.list_tools()).tools} == allowed
    async with assistant(module_shop, reading) as client:
        offered = {tool.name for tool in (await client.list_tools()).tools}
        assert offered == {name for name in allowed if not TOOLS[name].writes}
    for name in TOOLS.keys() - offered:
        told = _call(module_shop, reading, name, {})
        assert told["error"]["code"] == -32602, name


def _filled(tool: Offered) -> dict[str, Any]:
    """What a tool must be given, with ids of nothing."""
    values = _needed(tool.schema, tool.schema.get("$defs", {}))
    return values | ({"dry_run": True} if tool.writes else {})


def _needed(schema: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(schema["properties"][name], shapes) for name in schema["required"]}


def _value(kind: dict[str, Any], shapes: dict[str, Any]) -> Any:
    if "$ref" in kind:
        return _needed(shapes[kind["$ref"].rpartition("/")[2]], shapes)
    if kind.get("format") == "uuid":
        return str(uuid4())
    if kind.get("format") == "date-time":
        return "2030-01-01T09:00:00Z"
    if kind.get("format") == "date":
        return "2030-01-01"
    one = kind["enum"][0] if "enum" in kind else "x"
    return [one] if kind.get("type") == "array" else one


@pytest.mark.parametrize("role", ROLES)
def test_every_tool_answers_every_role_in_its_own_words(module_shop: Shop, role: str) -> None:
    token = make_key(module_shop, role, calls_a_minute=600)["token"]
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    offered = _post(module_shop, token, asked).json()["result"]["tools"]
    for one in offered:
        told = _call(module_shop, token, one["name"], _filled(TOOLS[one["name"]]))["result"]
        if told["isError"]:
            code = told["structuredContent"]["error"]["code"]
            assert code in ("not_found", "not_allowed"), (one["name"], code)


def test_the_token_of_a_new_key_is_kept_nowhere(shop: Shop) -> None:
    with shop.client("owner", **{"Idempotency-Key": "a-key-of-my-own"}) as client:
        body = {"name": "助手", "permissions": []}
        token = client.post("/api/access-keys", json=body).json()["token"]
    assert shop.run("SELECT count(*) FROM request_keys") == [(0,)]
    (row,) = shop.run("SELECT k::text FROM access_keys k")
    assert token not in row[0]


async def test_a_key_never_outgrows_its_owner(shop: Shop) -> None:
    hire(shop, "manager", "新经理")
    with shop.client("agent_junior") as client:
        body = {"name": "x", "permissions": ["insights.see_board"]}
        answer = client.post("/api/access-keys", json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "too_powerful")
    with shop.client("新经理") as client:
        body = {"name": "x", "read_only": False, "permissions": ["tasks", *HELD["manager"]]}
        assert client.post("/api/access-keys", json=body).status_code == 403
        key = client.post("/api/access-keys", json=body | {"permissions": HELD["manager"]}).json()
    assert (await use(shop, key["token"], "read_board"))[0]
    shop.run(
        "UPDATE staff_roles SET role_id = (SELECT id FROM roles WHERE code = 'agent_junior')"
        " WHERE staff_id = %s",
        shop.ids["新经理"],
    )
    assert _call(shop, key["token"], "read_board", {})["error"]["code"] == -32602
    shop.run("UPDATE staff SET state = 'disabled' WHERE id = %s", shop.ids["新经理"])
    assert _post(shop, key["token"], {}).status_code == 401


async def test_personal_data_is_masked_unless_the_key_says_otherwise(module_shop: Shop) -> None:
    who = await talk(module_shop, "我的电话 13812345678")
    leave(module_shop, who, phone="13812345678")
    masked = [one for one in HELD["owner"] if one != "customers.see_personal"]
    plain = make_key(module_shop, permissions=masked)["token"]
    full = make_key(module_shop)["token"]
    for tool, where in (("read_customer", "customer"), ("read_conversation", "conversation")):
        arguments = {f"{where}_id": who[where]}
        _, hidden = await use(module_shop, plain, tool, **arguments)
        _, shown = await use(module_shop, full, tool, **arguments)
        assert "13812345678" not in json.dumps(hidden), tool
        assert "13812345678" in json.dumps(shown), tool


async def test_an_answer_reaches_the_customer_once(shop: Shop) -> None:
    who = await talk(shop, "在吗")
    key = make_key(shop)["token"]
    assert (await use(shop, key, "pick_conversation", conversation_id=who["conversation"]))[0]
    async with shop.visitor(who["token"]) as visitor:
        said = {
            "conversation_id": who["conversation"],
            "text": "在的",
            "idempotency_key": "once-more",
        }
        results = [await use(shop, key, "send_message", **said) for _ in range(2)]
        await visitor.hears_message("在的")
    assert [worked for worked, _ in results] == [True, True]
    assert results[0][1]["id"] == results[1][1]["id"]
    task = {"title": "回访", "due_at": "2030-01-01T09:00:00Z", "idempotency_key": "task-once"}
    first, again = [await use(shop, key, "make_task", **task) for _ in range(2)]
    assert first == again
    assert shop.run("SELECT count(*) FROM tasks WHERE title = '回访'") == [(1,)]


async def test_a_call_is_recorded_without_personal_data(shop: Shop) -> None:
    who = await talk(shop, "你好")
    key = make_key(shop)
    arguments = {"conversation_id": who["conversation"], "kind": "note", "text": "打 13812345678"}
    assert (await use(shop, key["token"], "send_message", dry_run=True, **arguments))[0]
    assert not (await use(shop, key["token"], "read_customer", customer_id=str(uuid4())))[0]
    assert not (await use(shop, key["token"], "find_customers", q="13812345678", limit="x"))[0]
    rows = shop.run(
        "SELECT actor, ref_id::text, after FROM audit"
        " WHERE verb = 'people.use_access_key' ORDER BY id"
    )
    assert [row[2]["outcome"] for row in rows] == ["ok", "not_found", "invalid_input"]
    actor, ref, after = rows[0]
    assert actor == {"kind": "staff", "id": shop.ids["owner"], "key": key["id"]}
    assert ref == key["id"]
    assert (after["tool"], after["dry_run"]) == ("send_message", True)
    assert after["arguments"] == {
        "conversation_id": who["conversation"], "kind": "note", "text": "(13)", "dry_run": True
    }  # fmt: skip
    assert "13812345678" not in json.dumps(rows)
    assert (await use(shop, key["token"], "list_subjects"))[0]
    with shop.client("owner") as client:
        shown = client.get("/api/access-keys").json()[0]
    assert (shown["calls_today"], shown["writes_today"]) == (4, 0)
    assert shown["last_used_at"]
    assert "token" not in shown


async def test_limits_hold_for_calls_a_minute_and_changes_a_day(shop: Shop) -> None:
    key = make_key(shop, writes_a_day=2, calls_a_minute=30)["token"]
    task = {"title": "回访", "due_at": "2030-01-01T09:00:00Z"}
    assert not (await use(shop, key, "make_task", title="", due_at="gestern"))[0]
    for _ in range(2):
        assert (await use(shop, key, "make_task", dry_run=True, **task))[0]
    told = await asyncio.gather(*(use(shop, key, "make_task", **task) for _ in range(5)))
    assert sum(worked for worked, _ in told) == 2
    refused = next(said for worked, said in told if not worked)["error"]
    assert refused["code"] == "day_used_up"
    assert (await use(shop, key, "list_tasks"))[0]
    assert shop.run("SELECT count(*) FROM tasks") == [(2,)]

    shop.run("UPDATE access_keys SET minute = NULL, calls_a_minute = 1")
    answers = [(await use(shop, key, "list_teams"))[1] for _ in range(2)]
    # The minute may turn between the two.
    shop.run("UPDATE access_keys SET minute = date_trunc('minute', now()), minute_calls = 1")
    answers.append((await use(shop, key, "list_teams"))[1])
    assert any(one.get("error", {}).get("code") == "rate_limited" for one in answers)


@pytest.mark.parametrize("over", ["revoked_at = now()", "expires_at = now() - interval '1 day'"])
async def test_a_key_that_is_over_opens_nothing(module_shop: Shop, over: str) -> None:
    key = make_key(module_shop)
    assert (await use(module_shop, key["token"], "list_teams"))[0]
    module_shop.run(f"UPDATE access_keys SET {over} WHERE id = %s", key["id"])
    assert (await refusal(module_shop, key["token"]))["code"] == "access_key_over"
    assert _post(module_shop, key["token"], {}).headers["WWW-Authenticate"] == "Bearer"
    assert _post(module_shop, None, {}).status_code == 401


async def test_a_key_is_revoked_by_its_owner_or_who_manages_staff(module_shop: Shop) -> None:
    for revoker, status in (("agent_junior", 404), ("agent_senior", 204), ("manager", 204)):
        key = make_key(module_shop, "agent_senior")
        with module_shop.client(revoker) as client:
            assert client.delete(f"/api/access-keys/{key['id']}").status_code == status
            assert key["id"] not in {one["id"] for one in client.get("/api/access-keys").json()}
        expected = 200 if status == 404 else 401
        ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
        assert _post(module_shop, key["token"], ping).status_code == expected


async def test_a_key_of_one_shop_sees_nothing_of_another(shop: Shop) -> None:
    here = await talk(shop, "第一家")
    key = make_key(shop, shop_ids=[shop.shop_id])["token"]
    with shop.client("owner") as client:
        body = {"code": "two", "name": "二店"}
        other = client.post("/api/shops", json=body).json()["id"]
    other_key = make_key(shop, shop_ids=[other])["token"]
    for token, worked in ((key, True), (other_key, False)):
        arguments = {"conversation_id": here["conversation"]}
        assert (await use(shop, token, "read_conversation", **arguments))[0] == worked
        assert (await use(shop, token, "pick_conversation", dry_run=True, **arguments))[0] == worked
        _, found = await use(shop, token, "find_conversations", box="all")
        assert len(found["items"]) == int(worked)
    about = {"kind": "conversation", "id": here["conversation"]}
    task = {"title": "回访", "due_at": "2030-01-01T09:00:00Z", "about": about}
    assert (await use(shop, key, "make_task", **task))[0]
    assert len((await use(shop, key, "list_tasks", box="all"))[1]["items"]) == 1
    assert (await use(shop, other_key, "list_tasks", box="all"))[1]["items"] == []
    article = {"title": "怎么退货", "body_html": "<p>七天内</p>", "shop_id": shop.shop_id}
    assert (await use(shop, key, "draft_article", **article))[0]
    assert not (await use(shop, other_key, "draft_article", **article))[0]
    (row,) = (await use(shop, key, "list_articles"))[1]["items"]
    assert (await use(shop, other_key, "list_articles"))[1]["items"] == []
    with shop.client("owner") as client:
        path = f"/api/knowledge/articles/{row['id']}/publish"
        client.post(path, json={}).raise_for_status()
    for token, worked in ((key, True), (other_key, False)):
        assert (await use(shop, token, "read_article", article_id=row["id"]))[0] == worked
        _, found = await use(shop, token, "search_articles", q="怎么退货")
        assert len(found["items"]) == int(worked)
    for name in ("read_board", "find_customers"):
        assert _call(shop, key, name, {})["error"]["code"] == -32602


async def test_the_master_switch_closes_the_door(shop: Shop) -> None:
    key = make_key(shop)["token"]
    assert (await use(shop, key, "list_teams"))[0]
    switch = {"scope": "organisation", "value": False}
    with shop.client("owner") as client:
        client.put("/api/settings/bot.ai_on", json=switch).raise_for_status()
    assert (await refusal(shop, key))["code"] == "ai_off"


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        ({}, {"Origin": "https://evil.example"}, 403, -32050),
        (b"{" + b" " * 600_000 + b"}", {}, 413, -32050),
        ({}, {"Content-Type": "text/plain"}, 415, -32050),
        (b"[" * 100_000, {}, 400, -32700),
        (b"\xff\xfe", {}, 400, -32700),
        ([{"jsonrpc": "2.0", "id": 1, "method": "ping"}], {}, 400, -32600),
        ({"jsonrpc": "2.0", "id": {}, "method": "ping"}, {}, 400, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": 7}, {}, 400, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}, {}, 400, -32602),
        ({"jsonrpc": "2.0", "id": 1, "method": "prompts/list"}, {}, 200, -32601),
        ({"jsonrpc": "2.0", "id": 1, "method": "ping"}, {"MCP-Protocol-Version": "1999-01-01"},
         400, -32022),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/list"},
         {"MCP-Protocol-Version": "2026-07-28"}, 400, -32602),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": META}},
         {"MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call"}, 400, -32020),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": ["x"]}}, {},
         400, -32602),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call",
          "params": {"name": "list_teams", "arguments": []}}, {}, 200, None),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call",
          "params": {"name": "list_teams", "arguments": "x"}}, {}, 400, -32602),
    ],
)  # fmt: skip
def test_what_is_not_of_the_protocol_is_refused_in_its_terms(
    module_shop: Shop, body: Any, headers: dict[str, str], status: int, code: int | None
) -> None:
    token = make_key(module_shop)["token"]
    answer = _post(module_shop, token, body, **headers)
    assert (answer.status_code, answer.json().get("error", {}).get("code")) == (status, code)


def test_notifications_are_taken_and_streams_are_not(module_shop: Shop) -> None:
    token = make_key(module_shop)["token"]
    note = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    answer = _post(module_shop, token, note)
    assert (answer.status_code, answer.content) == (202, b"")
    for method in ("GET", "DELETE"):
        answer = httpx.request(method, f"{module_shop.server.url}/mcp", verify=NO_AUTHORITIES)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    own = _post(module_shop, token, note, Origin=module_shop.server.url)
    assert own.status_code == 202


HOSTILE: list[tuple[str, dict[str, Any]]] = [
    ("read_conversation", {"conversation_id": "../../auth/me"}),
    ("read_conversation", {"conversation_id": "leaving"}),
    ("read_conversation", {"conversation_id": f"{uuid4()}/moods"}),
    ("read_task", {"task_id": "counts"}),
    ("read_conversation", {"conversation_id": "search?q=a"}),
    ("read_conversation", {"conversation_id": "%2e%2e%2fauth"}),
    ("read_conversation", {"conversation_id": ["a"]}),
    ("read_conversation", {}),
    ("find_conversations", {"box": "everything"}),
    ("find_conversations", {"limit": 10**9}),
    ("find_conversations", {"limit": {"$gt": 0}}),
    ("find_customers", {"q": "\x00"}),
    ("find_customers", {"q": "x" * 5000}),
    ("send_message", {"conversation_id": str(uuid4()), "text": "x", "key": "my-own-key"}),
    ("make_task", {"title": "x", "due_at": "2030-01-01T00:00:00Z", "id": 1}),
    ("make_task", {"title": "x", "due_at": "2030-01-01T00:00:00Z", "dry_run": "yes"}),
    ("make_task", {"title": "x", "due_at": "2030-01-01T00:00:00Z", "idempotency_key": "a\r\nb: c"}),
    ("list_tasks", {"dry_run": True}),
]


@pytest.mark.parametrize(("tool", "arguments"), HOSTILE)
def test_hostile_arguments_are_refused_in_words(
    module_shop: Shop, tool: str, arguments: dict[str, Any]
) -> None:
    token = make_key(module_shop)["token"]
    tasks = module_shop.run("SELECT count(*) FROM tasks")
    told = _call(module_shop, token, tool, arguments)["result"]
    assert told["isError"]
    assert told["structuredContent"]["error"]["code"] in ("invalid_input", "not_found")
    assert module_shop.run("SELECT count(*) FROM tasks") == tasks


def test_refusals_are_said_in_the_language_of_the_owner(module_shop: Shop) -> None:
    token = make_key(module_shop, "agent_senior")["token"]
    words = {}
    for language in ("zh-CN", "en"):
        with module_shop.client("agent_senior") as client:
            client.patch("/api/auth/me", json={"language": language}).raise_for_status()
        told = _call(module_shop, token, "read_task", {"task_id": str(uuid4())})["result"]
        words[language] = told["content"][0]["text"]
    assert words == {
        "zh-CN": "没有找到，或您无权查看。", "en": "Not found, or you may not see it."
    }  # fmt: skip
