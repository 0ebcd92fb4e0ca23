"""How customers feel (情绪): weighed over a conversation, read by inference behind the posting."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.modules.customers.people import leave, talk
from tests.servers.processes import Processes
from tests.servers.settings import holding
from tests.servers.shop import Shop, furnish
from zhiyin.modules.conversations.moods import Felt, name_of, weigh

CALM, ANGRY = "几号能发货", "骗子，今天不退钱我就打12315投诉你们"
FELT = st.builds(
    Felt,
    st.sampled_from(["angry", "unhappy", "neutral", "pleased"]),
    st.floats(0, 1),
    st.floats(-1, 1),
)


@given(st.floats(-1, 1), st.lists(FELT), st.floats(0, 1))
def test_a_level_stays_between_angry_and_pleased(
    level: float, felt: list[Felt], sure: float
) -> None:
    assert -1 <= weigh(level, felt, sure) <= 1


@given(st.floats(-1, 1))
def test_who_says_nothing_of_it_calms_down(level: float) -> None:
    nothing = [Felt("neutral", 0.9, 0.3)] * 12
    assert weigh(level, nothing, 0.7) == 0
    assert abs(weigh(level, nothing[:1], 0.7)) <= abs(level)


def test_strong_words_count_at_once_and_kind_ones_make_them_good() -> None:
    angry = weigh(0.0, [Felt("angry", 0.9, -0.9)], 0.7)
    assert name_of(angry) == "angry"
    assert name_of(weigh(angry, [Felt("neutral", 0.9, 0.0)], 0.7)) == "unhappy"
    assert name_of(weigh(angry, [Felt("pleased", 0.9, 0.95)], 0.7)) == "pleased"
    assert weigh(0.0, [Felt("angry", 0.6, -0.9)], 0.7) == 0


@pytest.fixture(scope="module")
def shop(module_processes: Processes, module_database_url: str) -> Shop:
    shop = furnish(module_processes.start("web"), module_database_url)
    module_processes.start("inference")
    module_processes.start("worker")
    # Who begins to follow does not read what was said before.
    asyncio.run(
        shop.until("SELECT count(*) = 1 FROM event_readers WHERE name = 'conversations.moods'")
    )
    return shop


def _get(shop: Shop, role: str, path: str) -> Any:
    with shop.client(role) as client:
        answer = client.get(f"/api/{path}")
        answer.raise_for_status()
        return answer.json()


FELT_NOW = "SELECT mood ->> 'now' = 'angry' FROM conversations WHERE id = %s"


async def test_an_angry_customer_moves_ahead_and_rings_once(shop: Shop) -> None:
    async with shop.visitor(shop.session()["token"]) as visitor:
        first = (await visitor.post(CALM))["message"]
        chat = first["conversation_id"]
        await visitor.post(ANGRY)
        await shop.until(FELT_NOW, chat)
        assert shop.run("SELECT priority FROM conversations WHERE id = %s", chat) == [(2,)]
        boost = "SELECT boost > 0 FROM work_items WHERE object_id = %s"
        assert shop.run(boost, chat) == [(True,)]
        # Once it is somebody's, further anger rings with nobody a second time.
        await visitor.post("你们这群骗子，气死我了，投诉")
        await shop.until("SELECT count(*) = 2 FROM message_moods WHERE conversation_id = %s", chat)
    raised = "SELECT boost FROM work_items WHERE object_id = %s"
    once = shop.run(raised, chat)
    points = _get(shop, "owner", f"conversations/{chat}/moods")
    assert [one["mood"] for one in points] == ["neutral", "angry", "angry"]
    assert all(one["value"] < -0.5 for one in points[1:])
    shown = _get(shop, "owner", f"conversations/{chat}")["conversation"]["mood"]
    assert (shown["now"], shown["angered"]) == ("angry", True)
    await shop.until("SELECT count(*) = 1 FROM alerts WHERE key = 'angry:' || %s", chat)
    assert shop.run(raised, chat) == once
    with shop.client("agent_junior") as other:
        assert other.get(f"/api/conversations/{shop.shop_id}/moods").status_code == 404


async def test_who_serves_them_is_told(shop: Shop) -> None:
    shop.online("agent_senior")
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat = (await visitor.post(CALM))["message"]["conversation_id"]
        with shop.client("agent_senior") as agent:
            agent.post(f"/api/conversations/{chat}/pick")
        await visitor.post(ANGRY)
        await visitor.post(ANGRY + "！")
        await shop.until("SELECT count(*) = 2 FROM message_moods WHERE conversation_id = %s", chat)
    (told,) = [
        one
        for one in _get(shop, "agent_senior", "notices")["items"]
        if one["kind"] == "conversations.angry"
    ]
    assert (told["severity"], told["about_id"]) == ("urgent", chat)


@pytest.mark.acts("conversations.moods", "conversations.mood_sure")
async def test_switched_off_nothing_is_read_and_nothing_is_read_later(shop: Shop) -> None:
    place = "SELECT xid FROM event_readers WHERE name = 'conversations.moods'"

    async def say(words: str) -> str:
        before = shop.run(place)[0][0]
        async with shop.visitor(shop.session()["token"]) as visitor:
            chat: str = (await visitor.post(words))["message"]["conversation_id"]
        moved = "SELECT xid > %s FROM event_readers WHERE name = 'conversations.moods'"
        await shop.until(moved, before)
        return chat

    felt = "SELECT count(*) FROM message_moods WHERE conversation_id = %s"
    for values in ({"conversations.moods": False}, {"conversations.mood_sure": 99}):
        with holding(shop, values):
            # The worker sees a setting within five seconds.
            await asyncio.sleep(5)
            chat = await say("有点失望")
        assert shop.run(felt, chat) == [(0,)]


async def test_moods_are_the_customers_own(shop: Shop) -> None:
    who = await talk(shop, ANGRY)
    chat = who["conversation"]
    await shop.until(FELT_NOW, chat)
    leave(shop, who, phone="13800002046", email="a@example.cn", name="王小明")
    with shop.client("owner") as client:
        path = f"/api/customers/{who['customer']}/erase"
        client.post(path, json={"name": "王小明"}).raise_for_status()
    await shop.until("SELECT count(*) = 0 FROM message_moods WHERE conversation_id = %s", chat)
    await shop.until("SELECT mood IS NULL FROM conversations WHERE id = %s", chat)
