"""A dry run says what would be, and leaves nothing behind: for every tool that writes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.entry.mcp.assistant import make_key, use
from tests.modules.customers.people import talk
from tests.modules.procedures.papers import FORKED, published, start
from tests.servers.patience import until
from tests.servers.shop import Shop
from zhiyin.entry.describing import described_app
from zhiyin.entry.mcp.tools import all_tools

WRITING = {
    name: tool for name, tool in all_tools(described_app().state.house).items() if tool.writes
}
# The call itself is counted and recorded, and who is there stays so.
OWN = {"access_keys", "audit"}
LATER = "2030-01-01T09:00:00Z"
ARTICLE = {"title": "多久发货", "body_html": "<p>当天</p>", "short_answer": "当天发货"}


@dataclass
class Scene:
    """What the tools are tried on."""

    waiting: str
    held: str
    closed: str
    customer: str
    team: str
    colleague: str
    own_task: str
    team_task: str
    article: str
    ticket_type: str
    ticket: str
    procedure: str
    case: str
    step: str


ARGUMENTS: dict[str, Callable[[Scene], dict[str, Any]]] = {
    "edit_customer": lambda s: {"customer_id": s.customer, "tags": ["老客户"]},
    "draft_article": lambda _: {**ARTICLE, "wordings": ["什么时候寄"]},
    "add_wordings": lambda s: {"article_id": s.article, "texts": ["几天能到"]},
    "submit_article": lambda s: {"article_id": s.article, "note": "请看"},
    "make_task": lambda s: {"title": "回访", "due_at": LATER, "team_id": s.team},
    "edit_task": lambda s: {"task_id": s.own_task, "title": "再回访"},
    "take_task": lambda s: {"task_id": s.team_task},
    "finish_task": lambda s: {"task_id": s.own_task, "result": "好了"},
    "cancel_task": lambda s: {"task_id": s.own_task, "result": "不用了"},
    "make_ticket": lambda s: {
        "type_id": s.ticket_type, "title": "补发", "link": {"conversation_id": s.held}
    },
    "edit_ticket": lambda s: {"ticket_id": s.ticket, "title": "补发一只", "urgency": 3},
    "comment_ticket": lambda s: {"ticket_id": s.ticket, "text": "问过仓库"},
    "end_ticket": lambda s: {"ticket_id": s.ticket, "result": "已补发"},
    "file_complaint": lambda s: {"conversation_id": s.held, "words": "杯子裂了两次，太差了"},
    "start_case": lambda s: {
        "procedure_id": s.procedure, "about": {"kind": "ticket", "id": s.ticket}
    },
    "finish_step": lambda s: {"case_id": s.case, "step_id": s.step, "outcome": "go"},
    "send_message": lambda s: {"conversation_id": s.held, "text": "马上发货"},
    "pick_conversation": lambda s: {"conversation_id": s.waiting},
    "transfer_conversation": lambda s: {
        "conversation_id": s.held, "staff_id": s.colleague, "ask": False
    },
    "return_conversation": lambda s: {"conversation_id": s.held},
    "close_conversation": lambda s: {"conversation_id": s.held, "note": "已答复"},
    "reopen_conversation": lambda s: {"conversation_id": s.closed},
    "edit_conversation": lambda s: {"conversation_id": s.held, "priority": 70},
}  # fmt: skip


def _set_up(shop: Shop) -> Scene:
    waiting, held, closed = (asyncio.run(talk(shop, "什么时候发货")) for _ in range(3))
    with shop.client("owner") as client:

        def post(path: str, **body: Any) -> Any:
            answer = client.post(path, json=body)
            answer.raise_for_status()
            return answer.json()

        for one in (held, closed):
            post(f"/api/conversations/{one['conversation']}/pick")
        post(f"/api/conversations/{closed['conversation']}/close")
        tasks = [
            post("/api/tasks", title="待办", due_at=LATER, **to)["id"]
            for to in ({"owner_id": shop.ids["owner"]}, {"team_id": shop.team_id})
        ]
        # A team's task may have been given to somebody at once.
        shop.run("UPDATE tasks SET owner_id = NULL WHERE id = %s", tasks[1])
        article = post("/api/knowledge/articles", **ARTICLE)["id"]
        kind = client.get("/api/ticket-types").json()[0]["id"]
        ticket = post("/api/tickets", type_id=kind, title="补发")["id"]
    case = start(shop, published(shop, FORKED, "running"), ticket, "owner")
    return Scene(
        waiting["conversation"],
        held["conversation"],
        closed["conversation"],
        held["customer"],
        shop.team_id,
        shop.ids["manager"],
        *tasks,
        article,
        kind,
        ticket,
        published(shop, FORKED, "beginning"),
        case["id"],
        case["steps"][0]["id"],
    )


def _snapshot(shop: Shop) -> dict[str, Any]:
    """Every row of every table with the transaction that wrote it."""
    tables = shop.run(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind = 'r'"
    )
    parts = [
        f"SELECT '{name}', count(*), coalesce(sum(hashtextextended(xmin::text || t::text, 0)), 0)"
        f" FROM {name} t"
        for (name,) in tables
        if name not in OWN
    ]
    return {name: rest for name, *rest in shop.run(" UNION ALL ".join(parts))}


def test_every_tool_that_writes_is_tried() -> None:
    assert ARGUMENTS.keys() == WRITING.keys()


@pytest.fixture(scope="module")
def scene(module_shop: Shop) -> Scene:
    return _set_up(module_shop)


@pytest.fixture(scope="module")
def token(module_shop: Shop) -> str:
    return str(make_key(module_shop, calls_a_minute=600)["token"])


@pytest.mark.parametrize("name", sorted(WRITING))
async def test_a_dry_run_leaves_no_trace(
    module_shop: Shop, scene: Scene, token: str, name: str
) -> None:
    arguments = ARGUMENTS[name](scene)
    before = _snapshot(module_shop)
    worked, told = await use(module_shop, token, name, dry_run=True, **arguments)
    assert worked, told
    assert told["dry_run"] is True
    assert told["result"]
    assert _snapshot(module_shop) == before
    last = module_shop.run("SELECT verb FROM audit ORDER BY id DESC LIMIT 1")
    assert last == [("people.use_access_key",)]


async def test_what_is_said_in_a_dry_run_reaches_nobody(shop: Shop) -> None:
    who = await talk(shop, "在吗")
    key = make_key(shop)["token"]
    assert (await use(shop, key, "pick_conversation", conversation_id=who["conversation"]))[0]
    async with shop.visitor(who["token"]) as visitor, shop.staff("manager") as staff:
        await staff.say(type="watch", topic=f"conversation:{who['conversation']}")
        said = {"conversation_id": who["conversation"], "text": "试一下"}
        worked, told = await use(shop, key, "send_message", dry_run=True, **said)
        assert worked
        assert told["result"]["text"] == "试一下"
        before = _snapshot(shop)
        assert (await use(shop, key, "send_message", **said | {"text": "真的"}))[0]
        heard = await visitor.hear("changed", lambda frame: bool(frame["messages"]))
    assert [message["text"] for message in heard["messages"]] == ["真的"]
    assert _snapshot(shop) != before
    # The number the dry run would have taken was free again.
    assert heard["messages"][0]["number"] == told["result"]["number"]


async def test_a_refused_dry_run_says_what_would_be_refused(shop: Shop) -> None:
    who = await talk(shop, "在吗")
    key = make_key(shop)["token"]
    said = {"conversation_id": who["conversation"], "text": "已经结束"}
    with shop.client("owner") as client:
        client.post(f"/api/conversations/{who['conversation']}/pick").raise_for_status()
        client.post(f"/api/conversations/{who['conversation']}/close", json={}).raise_for_status()
    # What follows from the end is written a moment later.
    until(lambda: shop.run("SELECT 1 FROM ratings"), "nobody is asked for a rating")
    before = _snapshot(shop)
    worked, told = await use(shop, key, "send_message", dry_run=True, **said)
    assert (worked, told["error"]["code"]) == (False, "conversation_closed")
    assert _snapshot(shop) == before
