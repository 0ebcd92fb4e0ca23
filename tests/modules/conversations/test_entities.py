"""What can be used in customers' messages: found behind the posting, masked like the text."""

import asyncio
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.modules.customers.people import leave, talk
from tests.servers.processes import Processes
from tests.servers.settings import holding
from tests.servers.shop import Shop, furnish
from zhiyin.modules.conversations.entities import shown
from zhiyin.modules.customers.interface import mask_spans, personal_spans
from zhiyin.modules.understanding.entities.reading import entities

SAID = "订单20261103445566的壶碎了，退我39.5元，电话13800002046，发到wang@example.cn"
FOUND = "SELECT count(*) = %s FROM message_entities WHERE conversation_id = %s"


@given(st.integers(0, 10**6))
def test_who_may_not_see_personal_data_reads_no_phone_or_address_in_a_thing(seed: int) -> None:
    rng = random.Random(seed)
    phone = "1" + rng.choice("3578") + "".join(rng.choices("0123456789", k=9))
    mail = f"{rng.choice(['wang', 'li.na', 'a'])}{rng.randint(1, 99)}@example.cn"
    written = rng.choice([phone, f"{phone[:3]}-{phone[3:7]}-{phone[7:]}", mail])
    before, after = (
        rng.choice(["订单", "快递单号", "电话", "", "转账"]),
        rng.choice(["，谢谢", "元"]),
    )
    text = f"{before}{written}{after}"
    things = [one._asdict() for one in entities(text)]
    for one in shown(text, things, personal_spans(text), masked=True):
        assert one.value in mask_spans(text, personal_spans(text)) or not one.whole
        assert written not in (one.value, one.words)
        assert phone not in one.value + one.words


def test_what_is_said_twice_is_shown_once() -> None:
    text = "订单20261103445566，就是订单20261103445566"
    things = [one._asdict() for one in entities(text)]
    assert [one.value for one in shown(text, things, None, masked=False)] == ["20261103445566"]


@pytest.fixture(scope="module")
def shop(module_processes: Processes, module_database_url: str) -> Shop:
    shop = furnish(module_processes.start("web"), module_database_url)
    module_processes.start("inference")
    module_processes.start("worker")
    # Who begins to follow does not read what was said before.
    asyncio.run(
        shop.until("SELECT count(*) = 1 FROM event_readers WHERE name = 'conversations.entities'")
    )
    return shop


def _entities(shop: Shop, chat: str, role: str = "owner") -> list[dict[str, Any]]:
    with shop.client(role) as client:
        answer = client.get(f"/api/conversations/{chat}/entities")
        answer.raise_for_status()
        held: list[dict[str, Any]] = answer.json()
        return held


async def test_what_a_message_holds_is_shown_and_personal_data_hidden(shop: Shop) -> None:
    async with shop.visitor(shop.session()["token"]) as visitor, shop.staff("owner") as ear:
        message = (await visitor.post(SAID))["message"]
        chat, number = message["conversation_id"], message["number"]
        await ear.say(type="watch", topics=[f"conversation:{chat}"])
        await visitor.post("好的谢谢")
        await visitor.post("运单号是SF1234567890123")
        await ear.hear_any(
            lambda frame: frame["type"] == "topic" and frame["topic"] == f"entities:{chat}"
        )
    await shop.until(FOUND, 2, chat)
    first, second = _entities(shop, chat)
    assert first["number"] == number
    assert {(one["type"], one["value"]) for one in first["things"]} >= {
        ("order_no", "20261103445566"),
        ("amount", "3950"),
        ("phone", "13800002046"),
        ("email", "wang@example.cn"),
    }
    assert all(one["whole"] for one in first["things"])
    assert [one["type"] for one in second["things"]] == ["tracking_no"]
    hidden = {one["type"]: one for one in _entities(shop, chat, "quality")[0]["things"]}
    assert (hidden["phone"]["value"], hidden["phone"]["words"]) == ("138****2046",) * 2
    assert "wang" not in str(hidden)
    assert not hidden["phone"]["whole"]
    assert hidden["order_no"]["whole"]
    with shop.client("agent_junior") as other:
        assert other.get(f"/api/conversations/{shop.shop_id}/entities").status_code == 404


async def test_what_is_taken_back_holds_nothing(shop: Shop) -> None:
    async with shop.visitor(shop.session()["token"]) as visitor:
        message = (await visitor.post(SAID))["message"]
        chat = message["conversation_id"]
        await shop.until(FOUND, 1, chat)
        await visitor.say(type="recall", message_id=message["id"])
        await shop.until(FOUND, 0, chat)
    assert _entities(shop, chat) == []


async def test_what_went_into_another_conversation_is_found_there(shop: Shop) -> None:
    shop.online("agent_senior")
    first, second = await talk(shop, "我的壶碎了"), await talk(shop, SAID)
    for who in (first, second):
        with shop.client("agent_senior") as agent:
            agent.post(f"/api/conversations/{who['conversation']}/pick")
    into, chat = first["conversation"], second["conversation"]
    await shop.until(FOUND, 1, chat)
    one_customer = "UPDATE conversations SET customer_id = %s WHERE id = %s"
    shop.run(one_customer, first["customer"], chat)
    with shop.client("agent_senior") as agent:
        merged = agent.post(f"/api/conversations/{chat}/merge", json={"into_id": into})
        merged.raise_for_status()
    (held,) = _entities(shop, into)
    assert "20261103445566" in [one["value"] for one in held["things"]]


async def test_what_was_found_goes_with_the_customer(shop: Shop) -> None:
    who = await talk(shop, SAID)
    chat = who["conversation"]
    await shop.until(FOUND, 1, chat)
    leave(shop, who, phone="13800002046", email="a@example.cn", name="王小明")
    with shop.client("owner") as client:
        path = f"/api/customers/{who['customer']}/erase"
        client.post(path, json={"name": "王小明"}).raise_for_status()
    await shop.until(FOUND, 0, chat)


@pytest.mark.acts("conversations.entities")
async def test_switched_off_nothing_is_looked_for(shop: Shop) -> None:
    place = "SELECT xid FROM event_readers WHERE name = 'conversations.entities'"
    with holding(shop, {"conversations.entities": False}):
        # The worker sees a setting within five seconds.
        await asyncio.sleep(5)
        before = shop.run(place)[0][0]
        chat = (await talk(shop, SAID))["conversation"]
        await shop.until(
            "SELECT xid > %s FROM event_readers WHERE name = 'conversations.entities'", before
        )
        assert shop.run(FOUND, 0, chat) == [(True,)]
