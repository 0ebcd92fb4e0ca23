"""Complaints for tests: filing them, offering, choosing, and the case that runs about them."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx

from tests.servers.patience import PATIENCE
from tests.servers.shop import Shop
from zhiyin.entry.building import build_house
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.environment import Environment
from zhiyin.modules.complaints.actions.grading import look_again

Row = dict[str, Any]
WORDS = "你们的电热水壶漏电，孩子被电到送医院了，再不处理我就打12315，还要找律师起诉！！"
ORDINARY = "收到的茶叶包装有点皱，建议以后换个厚一点的盒子。"


def talk(shop: Shop, *words: str) -> str:
    """A visitor who has written this; answers the conversation."""

    async def write() -> None:
        token = shop.session()["token"]
        async with shop.visitor(token) as ear:
            for one in words:
                await ear.post(one)

    asyncio.run(write())
    return str(shop.run("SELECT id FROM conversations ORDER BY id DESC LIMIT 1")[0][0])


def customer(shop: Shop) -> str:
    """A customer who has been in touch."""
    talked = talk(shop, "在吗")
    found = shop.run("SELECT customer_id FROM conversations WHERE id = %s", talked)
    return str(found[0][0])


def post(shop: Shop, path: str, role: str = "manager", **body: Any) -> httpx.Response:
    """What comes of posting this."""
    with shop.client(role) as client:
        return client.post(f"/api/complaints{path}", json=body)


def ok(answer: httpx.Response) -> Row:
    """What a call that went well says."""
    assert answer.status_code < 300, answer.text
    said: Row = answer.json()
    return said


def filed(shop: Shop, words: str = WORDS, role: str = "manager", **body: Any) -> Row:
    """A complaint somebody filed by hand."""
    return ok(post(shop, "", role, words=words, **body))


def read(shop: Shop, row: Row, role: str = "manager") -> Row:
    """It as it stands now."""
    with shop.client(role) as client:
        return ok(client.get(f"/api/complaints/{row['id']}"))


def until(shop: Shop, row: Row, **wanted: Any) -> Row:
    """Waits until it stands so."""
    deadline = time.monotonic() + PATIENCE
    while True:
        found = read(shop, row)
        if all(found[name] == value for name, value in wanted.items()):
            return found
        assert time.monotonic() < deadline, {name: found[name] for name in wanted}
        time.sleep(0.05)


def appears(shop: Shop, ticket: Row) -> Row:
    """The complaint beside a ticket, once it is there."""
    deadline = time.monotonic() + PATIENCE
    with shop.client("manager") as client:
        while True:
            answer = client.get(f"/api/complaints/of/{ticket['id']}")
            if answer.status_code == 200:
                return ok(answer)
            assert time.monotonic() < deadline
            time.sleep(0.05)


def wait(shop: Shop, question: str, *values: Any) -> None:
    """Waits until a question is answered with yes."""
    asyncio.run(shop.until(question, *values))


def inside(shop: Shop, folder: Path, work: Callable[[Database], Awaitable[None]]) -> None:
    """Has something done as the worker does it, at once."""

    async def run() -> None:
        house = build_house(Environment(database_url=shop.database_url, data_dir=folder))
        await work(house.database)
        await house.database.close()

    asyncio.run(run())


def regrade(shop: Shop, folder: Path) -> None:
    """Has what waits looked at again."""
    inside(shop, folder, look_again)


def put(shop: Shop, row: Row, path: str, role: str = "manager", **body: Any) -> httpx.Response:
    """What comes of setting something."""
    with shop.client(role) as client:
        return client.put(f"/api/complaints/{row['id']}/{path}", json=body)


def offer(shop: Shop, row: Row, *options: Row, role: str = "manager") -> Row:
    """Options put before its customer; two plain ones, unless they are named."""
    given = list(options) or [{"text": "重新发货"}, {"text": "退货退款"}]
    return ok(post(shop, f"/{row['id']}/offers", role, options=given))


def link(shop: Shop, row: Row, place: int = 0) -> str:
    """The token of a fresh link for one of its offers, the newest first."""
    offers = read(shop, row)["offers"]
    made = ok(post(shop, f"/{row['id']}/offers/{offers[place]['id']}/link"))
    return str(made["link"]).rpartition("/")[2]


def visit(shop: Shop, path: str, **body: Any) -> httpx.Response:
    """What somebody without an account is answered."""
    with shop.client() as client:
        return client.post(f"/api/visitor/{path}", json=body)


def case_of(shop: Shop, row: Row) -> Row:
    """The newest case about its ticket."""
    with shop.client("owner") as client:
        asked = {"about_kind": "ticket", "about_id": row["ticket_id"]}
        items = ok(client.get("/api/cases", params=asked))["items"]
        return ok(client.get(f"/api/cases/{items[0]['id']}"))


def steps(case: Row) -> list[str]:
    """The steps it stands at."""
    return sorted(one["step"] for one in case["steps"] if one["state"] == "open")


def at(shop: Shop, row: Row, *names: str) -> Row:
    """Waits until its case stands at these steps."""
    deadline = time.monotonic() + PATIENCE
    while True:
        case = case_of(shop, row)
        if steps(case) == sorted(names):
            return case
        assert time.monotonic() < deadline, (names, steps(case))
        time.sleep(0.05)


def finish(
    shop: Shop, case: Row, name: str, outcome: str, role: str = "owner", **body: Any
) -> httpx.Response:
    """What comes of finishing an open step of a case."""
    step = next(one for one in case["steps"] if one["step"] == name and one["state"] == "open")
    with shop.client(role) as client:
        path = f"/api/cases/{case['id']}/steps/{step['id']}/finish"
        return client.post(path, json={"outcome": outcome, **body})


CALM = {
    "values": {"facts": "漏电，孩子送医", "wish": "退款并承担医药费"},
    "checklist": ["apology", "said_back", "when"],
}


def calmed(shop: Shop, row: Row) -> None:
    """Its customer is calmed, by the first step of its case."""
    ok(finish(shop, at(shop, row, "calm"), "calm", "taken", **CALM))


def cause(shop: Shop, code: str = "quality") -> str:
    """A subject to blame."""
    found = shop.run("SELECT id FROM subjects WHERE code = %s", code)
    if found:
        return str(found[0][0])
    with shop.client("owner") as client:
        body = {"code": code, "name": {"zh-CN": "质量", "en": "Quality"}, "tier": "B"}
        return str(ok(client.post("/api/subjects", json=body))["id"])
