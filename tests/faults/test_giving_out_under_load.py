"""Many hand-overs at once through two web processes: nothing is given twice, lost or forgotten."""

import asyncio
import time
from random import Random

import httpx
import pytest

from tests.faults.test_many_processes import two
from tests.servers.patience import PATIENCE
from tests.servers.shop import Shop, hire

pytestmark = pytest.mark.whole

__all__ = ["two"]

AGENTS = 4
SLOTS = 3
VISITORS = 40
SECONDS = 8.0


async def _visit(shops: tuple[Shop, Shop], count: int, rng: Random) -> None:
    for _ in range(count):
        shop = rng.choice(shops)
        token = (await asyncio.to_thread(shop.session))["token"]
        async with shop.visitor(token) as visitor:
            await visitor.post("你好")


async def _work(shop: Shop, name: str, team_id: str, until: float, rng: Random) -> None:
    """An agent who picks, gives back, transfers to the team, closes and changes status."""
    cookies = {"zhiyin_session": shop.cookies[name]}
    headers = {"X-Zhiyin": "1"}
    async with httpx.AsyncClient(
        base_url=shop.server.url, cookies=cookies, headers=headers, timeout=30
    ) as client:
        while time.monotonic() < until:
            box = rng.choice(["mine", "mine", "queue"])
            page = (await client.get("/api/conversations", params={"box": box})).json()
            if not page["items"]:
                await asyncio.sleep(0.02)
                continue
            one = f"/api/conversations/{rng.choice(page['items'])['id']}"
            act = rng.choice(["close", "return", "transfer", "away"]) if box == "mine" else "pick"
            if act == "close":
                await client.post(f"{one}/close", json={})
            elif act == "transfer":
                await client.post(f"{one}/transfer", json={"team_id": team_id, "note": ""})
            elif act == "away":
                for status in ("away", "online"):
                    await client.put("/api/presence", json={"status": status})
            else:
                answer = await client.post(f"{one}/{act}")
                assert answer.status_code < 500, answer.text


async def test_hand_overs_at_once_keep_every_slot_and_every_conversation(
    two: tuple[Shop, Shop],
) -> None:
    here, there = two
    names = [f"agent{n}" for n in range(AGENTS)]
    for name in names:
        hire(here, "agent_senior", name)
        here.run("UPDATE staff SET capacity = %s WHERE id = %s", SLOTS, here.ids[name])
    there.cookies.update(here.cookies)
    there.ids.update(here.ids)
    for name in names:
        here.online(name)
    rng = Random(20261122)
    until = time.monotonic() + SECONDS
    await asyncio.gather(
        *(_visit(two, VISITORS // 5, Random(place)) for place in range(5)),
        *(
            _work(rng.choice(two), name, here.team_id, until, Random(place))
            for place, name in enumerate(names * 2)
        ),
    )
    for name in names:
        here.online(name)
    await _calm(here)
    assert (
        here.run("""
        SELECT l.staff_id, l.used, count(w.id) FROM loads l
        LEFT JOIN work_items w ON w.assignee_id = l.staff_id AND w.state = 'assigned'
        GROUP BY l.staff_id HAVING l.used <> count(w.id)
    """)
        == []
    )
    assert here.run("""
        SELECT count(*) FROM loads l JOIN staff s ON s.id = l.staff_id WHERE l.used > s.capacity
    """) == [(0,)]
    assert (
        here.run("""
        SELECT c.id, c.state, w.state FROM conversations c JOIN work_items w ON w.object_id = c.id
        WHERE c.assignee_id IS DISTINCT FROM w.assignee_id AND c.state <> 'closed'
           OR (c.state = 'closed') <> (w.state = 'done')
           OR (c.state = 'queued') <> (w.state = 'queued')
    """)
        == []
    )
    assert here.run("SELECT count(*) FROM conversations") == [(VISITORS,)]


async def _calm(shop: Shop) -> None:
    """Waits until nothing waits while somebody has a slot."""
    question = """
        SELECT (SELECT count(*) FROM work_items WHERE state = 'queued') = 0
            OR NOT EXISTS (SELECT 1 FROM staff s JOIN presence p ON p.staff_id = s.id
                LEFT JOIN loads l ON l.staff_id = s.id
                WHERE p.status = 'online' AND coalesce(l.used, 0) < s.capacity
                  AND s.email LIKE 'agent_@%%')
    """
    deadline = time.monotonic() + PATIENCE
    while not shop.run(question)[0][0]:
        assert time.monotonic() < deadline, "something waits while somebody has a slot"
        await asyncio.sleep(0.2)
