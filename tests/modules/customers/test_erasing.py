"""A customer who is erased is gone: from every table, every file and every backup."""

import asyncio
import json
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.modules.catalogue.fields import choice, make_field
from tests.modules.customers.people import (
    follow,
    leave,
    send_file,
    stored_files,
    talk,
    until_somebody_waits,
)
from tests.servers.processes import Processes
from tests.servers.shop import Shop
from zhiyin.entry.backup import back_up, restore
from zhiyin.entry.erasing_again import erase_again
from zhiyin.kernel.environment import Environment

PHONE, EMAIL, WORDS, NAME = "13800002046", "wang@example.cn", "我的茶叶碎了一地", "王小明"
SECRETS = (PHONE, EMAIL, WORDS, NAME, "碎了", "id-card.png")


@pytest.fixture
def furnished(shop: Shop, processes: Processes) -> Shop:
    processes.start("worker")
    return shop


def _fields(shop: Shop) -> None:
    """Custom fields of one's own, to hold what must go."""
    make_field(shop, "called", "text")
    make_field(shop, "reach", "phone", personal=True)
    make_field(shop, "remark", "text", kind="conversation")
    make_field(shop, "outcome", "choice", kind="conversation", choices=[choice("refunded")])


def _translated(shop: Shop, who: dict[str, Any]) -> None:
    """What they said, and what was said to them, in another language."""
    values = (who["conversation"], who["customer"], WORDS)
    shop.run(
        "INSERT INTO message_translations (message_id, language, conversation_id, customer_id,"
        " text) VALUES (gen_random_uuid(), 'en', %s, %s, %s)",
        *values,
    )
    shop.run(
        "INSERT INTO written_words (staff_id, client_key, conversation_id, customer_id, language,"
        " text) SELECT id, gen_random_uuid(), %s, %s, 'en', %s FROM staff LIMIT 1",
        *values,
    )


async def _somebody(shop: Shop, *, findable: bool = True) -> dict[str, Any]:
    """A customer who has left traces everywhere; `findable` where a worker runs."""
    _fields(shop)
    who = await talk(shop, WORDS, f"请打 {PHONE}")
    leave(shop, who, phone=PHONE, email=EMAIL, name=NAME)
    who["file"] = await send_file(shop, who)
    with shop.client("owner") as client:
        path = f"/api/customers/{who['customer']}"
        body = {"note": "碎了两次，电话 " + PHONE, "fields": {"called": NAME, "reach": PHONE}}
        client.patch(path, json=body).raise_for_status()
        talk_fields = f"/api/conversations/{who['conversation']}/fields"
        body = {"fields": {"remark": NAME, "outcome": "refunded"}}
        client.patch(talk_fields, json=body).raise_for_status()
    _translated(shop, who)
    if findable:
        await shop.until("SELECT count(*) > 1 FROM message_tokens")
    return who


def _dump(shop: Shop) -> str:
    tables = shop.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    parts = [str(shop.run(f"SELECT * FROM {name}")) for (name,) in tables]
    return "\n".join(parts)


def _erase(shop: Shop, who: dict[str, Any]) -> dict[str, Any]:
    with shop.client("owner") as client:
        answer = client.post(f"/api/customers/{who['customer']}/erase", json={"name": NAME})
        assert answer.status_code == 202, answer.text
    return follow(shop, "owner", answer.json()["job_id"])


async def test_nothing_of_an_erased_customer_is_left(furnished: Shop, processes: Processes) -> None:
    who = await _somebody(furnished)
    other = await talk(furnished, "另一位客人的话")
    assert any(secret in _dump(furnished) for secret in SECRETS)
    assert stored_files(processes)

    assert _erase(furnished, who)["state"] == "done"

    left = _dump(furnished)
    assert [secret for secret in SECRETS if secret in left] == []
    assert "另一位客人的话" in left
    assert stored_files(processes) == []
    with furnished.client("owner") as client:
        file = client.get(f"/api/customers/{who['customer']}").json()
        assert file["erased_at"]
        assert file["identities"] == []
        assert file["name"] == file["ref"]
        ids = [one["id"] for one in client.get("/api/customers").json()["items"]]
        assert who["customer"] not in ids
        assert other["customer"] in ids
        shown = client.get(f"/api/conversations/{who['conversation']}")
        assert shown.status_code == 200
    events = furnished.run("SELECT count(*) FROM events WHERE kind = 'customers.CustomerErased'")
    assert events == [(1,)]
    assert furnished.run("SELECT known_as FROM customer_erasures") == [(None,)]
    # What was chosen says nothing of anybody, and stays for the figures.
    assert furnished.run("SELECT fields FROM customers WHERE fields <> '{}'") == []
    kept = furnished.run("SELECT fields FROM conversation_fields")
    assert kept == [({"outcome": "refunded"},)]


async def test_the_audit_says_who_asked_and_its_chain_holds(furnished: Shop) -> None:
    who = await _somebody(furnished)
    _erase(furnished, who)
    rows = furnished.run(
        "SELECT verb, actor ->> 'id', before, after FROM audit WHERE ref_id = %s ORDER BY id",
        who["customer"],
    )
    verbs = [verb for verb, *_ in rows]
    assert verbs[-1] == "customers.erase"
    assert rows[-1][1:] == (furnished.ids["owner"], None, None)
    assert "customers.edit" in verbs
    assert NAME not in json.dumps([row[2:] for row in rows], ensure_ascii=False)


async def test_who_comes_back_after_an_erasure_is_a_stranger(furnished: Shop) -> None:
    who = await _somebody(furnished)
    _erase(furnished, who)
    new = furnished.session(token=who["token"])
    assert new["token"] != who["token"]
    again = await talk(furnished, "您好", token=new["token"])
    assert again["customer"] != who["customer"]


async def test_a_wrong_name_erases_nothing_and_twice_is_refused(shop: Shop) -> None:
    who = await talk(shop, "您好")
    leave(shop, who, phone=PHONE, name=NAME)
    path = f"/api/customers/{who['customer']}/erase"
    with shop.client("owner") as client:
        assert client.post(path, json={"name": "李四"}).status_code == 422
        assert client.post(path, json={"name": NAME}).status_code == 202
        assert client.post(path, json={"name": NAME}).status_code == 409
    with shop.client("agent_senior") as client:
        assert client.post(path, json={"name": NAME}).status_code == 403


@pytest.mark.whole
async def test_a_worker_killed_in_the_middle_costs_nothing(
    shop: Shop, processes: Processes
) -> None:
    who = await _somebody(shop, findable=False)
    with shop.client("owner") as client:
        asked = client.post(f"/api/customers/{who['customer']}/erase", json={"name": NAME}).json()
    for _ in range(3):
        worker = processes.start("worker")
        await asyncio.sleep(1.0)
        worker.kill()
        processes.running.remove(worker)
    processes.start("worker")
    assert follow(shop, "owner", asked["job_id"])["state"] == "done"
    left = _dump(shop)
    assert [secret for secret in SECRETS if secret in left] == []


@pytest.mark.whole
async def test_a_restored_backup_does_not_bring_anybody_back(
    furnished: Shop, processes: Processes, tmp_path: Path
) -> None:
    who = await _somebody(furnished)
    data = processes.folder / "data"
    file = tmp_path / "shop.tar.gz"
    back_up(furnished.database_url, data, data / "files", file)
    _erase(furnished, who)
    processes.stop_all()
    processes.running.clear()

    restore(file, furnished.database_url, data, data / "files", replace=True)
    assert NAME in _dump(furnished)
    environment = Environment(database_url=furnished.database_url, data_dir=data)
    assert await erase_again(environment, furnished.database_url) == 1

    left = _dump(furnished)
    assert [secret for secret in SECRETS if secret in left] == []
    assert stored_files(processes) == []
    assert await erase_again(environment, furnished.database_url) == 0


async def test_what_is_being_made_findable_meanwhile_is_taken_along(furnished: Shop) -> None:
    who = await _somebody(furnished)
    with psycopg.connect(furnished.database_url) as reader:
        reader.execute("SELECT 1 FROM event_readers WHERE name = 'conversations.search' FOR UPDATE")
        with furnished.client("owner") as client:
            path = f"/api/customers/{who['customer']}/erase"
            asked = client.post(path, json={"name": NAME}).json()
        await until_somebody_waits(furnished)
        reader.execute(
            "INSERT INTO message_tokens (conversation_id, number, block, at, tokens)"
            " SELECT conversation_id, number, 0, at, array_to_tsvector(ARRAY['0:碎了'])"
            " FROM messages WHERE conversation_id = %s AND kind = 'image'",
            [who["conversation"]],
        )
        reader.commit()
    assert follow(furnished, "owner", asked["job_id"])["state"] == "done"
    assert furnished.run("SELECT count(*) FROM message_tokens") == [(0,)]
