"""Two files of one person become one, and nothing is lost on the way."""

import asyncio
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg

from tests.modules.customers.people import leave, talk, until_somebody_waits
from tests.servers.shop import Shop


def _join(shop: Shop, into: dict[str, Any], other: dict[str, Any], role: str = "owner") -> int:
    with shop.client(role) as client:
        path = f"/api/customers/{into['customer']}/join"
        return client.post(path, json={"from_id": other["customer"]}).status_code


def _file(shop: Shop, who: dict[str, Any]) -> dict[str, Any]:
    with shop.client("owner") as client:
        told: dict[str, Any] = client.get(f"/api/customers/{who['customer']}").json()
    return told


async def test_everything_of_both_is_on_the_file_that_stays(module_shop: Shop) -> None:
    kept, gone = await talk(module_shop, "第一次来"), await talk(module_shop, "换了手机")
    leave(module_shop, kept, phone="13800002046", name="王小明")
    leave(module_shop, gone, phone="13900001234", email="wang@example.cn", name="小明")
    with module_shop.client("owner") as client:
        for who, note in ((kept, "老客户"), (gone, "新手机")):
            body = {"note": note, "tags": [note]}
            client.patch(f"/api/customers/{who['customer']}", json=body).raise_for_status()

    assert _join(module_shop, kept, gone) == 200

    file = _file(module_shop, kept)
    known = {one["value"] for one in file["identities"] if one["value"]}
    assert known == {"+8613800002046", "+8613900001234", "wang@example.cn"}
    assert file["note"] == "老客户\n\n新手机"
    assert file["tags"] == ["老客户", "新手机"]
    assert file["name"] == "王小明"
    with module_shop.client("owner") as client:
        timeline = client.get(f"/api/customers/{kept['customer']}/timeline").json()["items"]
        refs = {one["ref"]["id"] for one in timeline if one["ref"]}
        assert {kept["conversation"], gone["conversation"]} <= refs
        summary = client.get(f"/api/conversations/{gone['conversation']}").json()
    assert "王小明" in str(summary)
    # The old id leads to the file that stays, for reading and for editing.
    assert _file(module_shop, gone)["id"] == kept["customer"]
    with module_shop.client("owner") as client:
        client.patch(f"/api/customers/{gone['customer']}", json={"level": "VIP"}).raise_for_status()
        found = client.get("/api/customers", params={"q": "小明"}).json()["items"]
    assert [one["id"] for one in found] == [kept["customer"]]
    assert _file(module_shop, kept)["level"] == "VIP"
    left = module_shop.run("SELECT data_key, note FROM customers WHERE id = %s", gone["customer"])
    assert left == [(None, "")]


async def test_who_was_joined_goes_on_as_the_file_that_stays(module_shop: Shop) -> None:
    kept, gone = await talk(module_shop, "您好"), await talk(module_shop, "在吗")
    assert _join(module_shop, kept, gone) == 200
    with module_shop.visiting(gone["token"]) as visitor:
        visitor.post("/api/visitor/end").raise_for_status()
    module_shop.run(
        "UPDATE conversations SET closed_at = now() - interval '9 days' WHERE id = %s",
        gone["conversation"],
    )
    again = await talk(module_shop, "又来了", token=gone["token"])
    assert again["conversation"] != gone["conversation"]
    assert again["customer"] == kept["customer"]


async def test_a_file_joined_twice_leads_to_the_last(module_shop: Shop) -> None:
    one, two, three = [await talk(module_shop, "您好") for _ in range(3)]
    assert _join(module_shop, two, one) == 200
    assert _join(module_shop, three, two) == 200
    assert _file(module_shop, one)["id"] == three["customer"]
    assert _join(module_shop, one, three) == 404
    assert _join(module_shop, three, three) == 422
    assert _join(module_shop, three, one, "agent_senior") == 403


async def test_two_who_join_the_same_files_at_once(module_shop: Shop) -> None:
    for _ in range(5):
        one, two = await talk(module_shop, "您好"), await talk(module_shop, "您好")
        with ThreadPoolExecutor(2) as pool:
            pair = [(one, two), (two, one)]
            answers = list(pool.map(lambda p: _join(module_shop, *p), pair))
        assert sorted(answers) == [200, 404]
        owners = module_shop.run(
            "SELECT DISTINCT customer_id FROM conversations WHERE id IN (%s, %s)",
            one["conversation"],
            two["conversation"],
        )
        assert len(owners) == 1
        assert _file(module_shop, one)["id"] == _file(module_shop, two)["id"] == str(owners[0][0])


async def test_messages_that_arrive_while_joining_are_all_there_once(module_shop: Shop) -> None:
    kept, gone = await talk(module_shop, "您好"), await talk(module_shop, "在吗")
    keys = [uuid.uuid4().hex for _ in range(15)]

    async def write() -> None:
        async with module_shop.visitor(gone["token"]) as visitor:
            for number, key in enumerate(keys):
                await visitor.post(f"第 {number} 句", key)
                await asyncio.sleep(0.01)

    async def join() -> None:
        await asyncio.sleep(0.05)
        assert await asyncio.to_thread(_join, module_shop, kept, gone) == 200

    await asyncio.gather(write(), join())
    stored = module_shop.run(
        "SELECT client_key FROM messages WHERE client_key = ANY(%s) ORDER BY number", keys
    )
    assert [key for (key,) in stored] == keys
    # What was acknowledged before is known again after: a retry is stored once.
    async with module_shop.visitor(gone["token"]) as visitor:
        assert (await visitor.post("第 0 句", keys[0]))["type"] == "ack"
    stored = module_shop.run("SELECT count(*) FROM messages WHERE client_key = %s", keys[0])
    assert stored == [(1,)]


async def test_first_words_that_wait_for_a_join_open_on_the_file_that_stays(
    module_shop: Shop,
) -> None:
    kept, gone = await talk(module_shop, "您好"), await talk(module_shop, "在吗")
    with module_shop.visiting(gone["token"]) as visitor:
        visitor.post("/api/visitor/end").raise_for_status()
    module_shop.run(
        "UPDATE conversations SET closed_at = now() - interval '9 days' WHERE id = %s",
        gone["conversation"],
    )
    # The join has begun and not committed: its locks are held while the first words come.
    with psycopg.connect(module_shop.database_url) as joining:
        ids = [uuid.UUID(kept["customer"]), uuid.UUID(gone["customer"])]
        joining.execute("SELECT 1 FROM customers WHERE id = ANY(%s) ORDER BY id FOR UPDATE", [ids])
        words = asyncio.create_task(talk(module_shop, "又来了", token=gone["token"]))
        await until_somebody_waits(module_shop)
        joining.execute(
            "UPDATE customer_identities SET customer_id = %s WHERE customer_id = %s", ids
        )
        joining.execute("UPDATE customers SET merged_into = %s WHERE id = %s", ids)
        joining.commit()
    assert (await words)["customer"] == kept["customer"]


async def test_an_unproven_number_joins_nobody(module_shop: Shop) -> None:
    one, two = await talk(module_shop, "您好"), await talk(module_shop, "您好")
    leave(module_shop, one, phone="13700007777")
    leave(module_shop, two, phone="13700007777")
    assert _file(module_shop, one)["id"] == one["customer"]
    assert _file(module_shop, two)["id"] == two["customer"]
    phones = [i for i in _file(module_shop, two)["identities"] if i["kind"] == "phone"]
    assert phones == []
