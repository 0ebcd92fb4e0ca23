"""The web process and the database die while people write."""

import asyncio
import uuid

import pytest
from websockets.exceptions import WebSocketException

from tests.servers.shop import Shop

pytestmark = pytest.mark.whole


async def _say_until_acknowledged(shop: Shop, token: str, key: str, text: str) -> None:
    """What a widget does: keeps the words, comes back, says them again under the same key."""
    for _ in range(60):
        try:
            async with shop.visitor(token) as visitor:
                answer = await visitor.post(text, key)
                if answer["type"] == "ack":
                    return
        except (OSError, WebSocketException, TimeoutError, EOFError):
            pass
        await asyncio.sleep(0.2)
    raise AssertionError("never acknowledged")


async def test_kill_the_web_process_under_load_and_every_word_is_there_once(shop: Shop) -> None:
    tokens = [shop.session()["token"] for _ in range(4)]
    keys = {token: [uuid.uuid4().hex for _ in range(8)] for token in tokens}

    async def talk(token: str) -> None:
        for number, key in enumerate(keys[token]):
            await _say_until_acknowledged(shop, token, key, f"第 {number} 句")

    async def kill() -> None:
        for _ in range(2):
            await asyncio.sleep(1.0)
            shop.server.kill()
            await asyncio.to_thread(shop.server.start)

    await asyncio.gather(kill(), *(talk(token) for token in tokens))
    for token in tokens:
        stored = shop.run(
            "SELECT client_key FROM messages WHERE client_key = ANY(%s) ORDER BY number",
            keys[token],
        )
        assert [key for (key,) in stored] == keys[token]


async def test_connections_of_the_database_are_cut_and_words_come_again(shop: Shop) -> None:
    token = shop.session()["token"]
    keys = [uuid.uuid4().hex for _ in range(6)]
    for number, key in enumerate(keys):
        shop.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await _say_until_acknowledged(shop, token, key, f"第 {number} 句")
    stored = shop.run("SELECT client_key FROM messages WHERE client_key = ANY(%s)", keys)
    assert sorted(key for (key,) in stored) == sorted(keys)
