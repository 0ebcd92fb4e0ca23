"""Two web processes and two workers: what one does shows on the other, and nothing is lost."""

import asyncio
import uuid

import pytest

from tests.servers.processes import OwnProcess, Processes
from tests.servers.shop import Shop, furnish
from zhiyin.entry.bench.redis_server import RedisServer

pytestmark = pytest.mark.whole


@pytest.fixture
def two(processes: Processes, database_url: str, redis_server: RedisServer) -> tuple[Shop, Shop]:
    """The same shop seen through two web processes; two workers beside them."""
    first = processes.start("web", redis_url=redis_server.url)
    shop = furnish(first, database_url)
    second = processes.start("web", redis_url=redis_server.url)
    processes.start("worker", redis_url=redis_server.url)
    processes.start("worker", redis_url=redis_server.url)
    return shop, _through(shop, second)


def _through(shop: Shop, server: OwnProcess) -> Shop:
    return Shop(
        server, shop.database_url, shop.widget, shop.cookies, shop.ids, shop.team_id, shop.shop_id
    )


async def _exchange(here: Shop, there: Shop) -> None:
    """A visitor on one process and an agent on the other talk."""
    token = here.session()["token"]
    async with there.staff("agent_senior") as agent, here.visitor(token) as visitor:
        words, answer = f"问 {uuid.uuid4()}", f"答 {uuid.uuid4()}"
        await visitor.post(words)
        told = await agent.hears_message(words)
        conversation = told["conversation"]["id"]
        assert told["conversation"]["channel"]["name"] == "官网"
        await agent.post(answer, conversation_id=conversation)
        await visitor.hears_message(answer)
        with there.client("agent_senior") as client:
            client.post(f"/api/conversations/{conversation}/close", json={}).raise_for_status()
        await visitor.hear("changed", lambda f: f["conversation"]["state"] == "closed")


async def test_an_agent_on_one_process_sees_a_visitor_on_the_other(two: tuple[Shop, Shop]) -> None:
    two[1].online("agent_senior")
    await _exchange(*two)
    await _exchange(*reversed(two))


async def test_without_the_bus_everything_still_shows(
    two: tuple[Shop, Shop], redis_server: RedisServer
) -> None:
    two[1].online("agent_senior")
    redis_server.stop()
    await _exchange(*two)
    redis_server.start()
    await _exchange(*reversed(two))


async def test_who_takes_part_sees_what_is_said_without_the_bus(
    two: tuple[Shop, Shop], redis_server: RedisServer
) -> None:
    here, there = two
    here.online("agent_senior")
    async with here.visitor(here.session()["token"]) as visitor:
        conversation = (await visitor.post("壶裂了"))["message"]["conversation_id"]
        await visitor.hear("changed", lambda f: f["conversation"]["agent"] is not None)
        body = {"staff_id": here.ids["agent_junior"]}
        with here.client("agent_senior") as client:
            path = f"/api/conversations/{conversation}/participants"
            client.post(path, json=body).raise_for_status()
        redis_server.stop()
        async with there.staff("agent_junior") as junior:
            await visitor.post("还要多久")
            await junior.hears_message("还要多久")
        redis_server.start()


async def test_killing_web_and_worker_loses_nothing_and_repeats_nothing(
    two: tuple[Shop, Shop], processes: Processes
) -> None:
    here, there = two
    here.online("agent_senior")
    token = here.session()["token"]
    keys = [uuid.uuid4().hex for _ in range(12)]
    workers = [one for one in processes.running if one.name == "worker"]
    for place, key in enumerate(keys):
        shop = two[place % 2]
        headers = {"Authorization": f"Visitor {token}", "Origin": here.server.url}
        body = {"key": key, "text": f"第 {place} 句"}
        with shop.visiting(token) as http:
            http.headers.update(headers)
            http.post("/api/visitor/messages", json=body).raise_for_status()
        if place == 3:
            workers[0].kill()
        if place == 6:
            there.server.kill()
            there.server.start()
        # Said again, as a widget does that has not seen the acknowledgement.
        with two[(place + 1) % 2].visiting(token) as http:
            http.headers.update(headers)
            http.post("/api/visitor/messages", json=body).raise_for_status()
    stored = here.run(
        "SELECT client_key FROM messages WHERE client_key IS NOT NULL ORDER BY number"
    )
    assert [key for (key,) in stored] == keys
    for _ in range(600):
        if here.run("SELECT count(*) FROM event_todo") == [(0,)]:
            break
        await asyncio.sleep(0.2)
    assert here.run("SELECT count(*) FROM event_todo") == [(0,)]
    assert here.run("SELECT count(*) FROM conversations") == [(1,)]
