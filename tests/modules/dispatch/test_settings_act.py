"""What is set for giving work out acts: wrap-up, vanishing, extra slots."""

import pytest

from tests.servers.processes import Processes
from tests.servers.settings import holding, put_settings
from tests.servers.shop import Shop, hire


@pytest.fixture(scope="module")
def shop(module_shop: Shop, module_processes: Processes) -> Shop:
    """A shop whose worker waits an hour for who has vanished."""
    put_settings(module_shop, {"dispatch.vanish_grace": 3600})
    module_processes.start("worker")
    return module_shop


async def _given(shop: Shop) -> tuple[str, str]:
    """A new conversation and who was given it."""
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat: str = (await visitor.post("你好"))["message"]["conversation_id"]
    await shop.until("SELECT assignee_id IS NOT NULL FROM conversations WHERE id = %s", chat)
    holder = shop.run("SELECT assignee_id::text FROM conversations WHERE id = %s", chat)[0][0]
    return chat, holder


def _close(shop: Shop, role: str, chat: str) -> None:
    with shop.client(role) as client:
        client.post(f"/api/conversations/{chat}/close", json={}).raise_for_status()


@pytest.mark.acts("dispatch.wrap_up")
async def test_who_has_just_closed_one_has_time_for_the_notes(shop: Shop) -> None:
    """Set for their team: the idle agent gets nothing, the busy colleague does."""
    place = {"scope": "team", "scope_id": shop.team_id}
    rest = hire(shop, "agent_junior", "rests")
    shop.online("rests")
    chat, holder = await _given(shop)
    assert holder == rest
    shop.run("UPDATE conversations SET team_id = %s WHERE id = %s", shop.team_id, chat)
    with holding(shop, {"dispatch.wrap_up": 3600}, **place):
        _close(shop, "rests", chat)
    hire(shop, "agent_junior", "works")
    shop.online("works")
    for _ in range(2):
        shop.online("rests")
        _, holder = await _given(shop)
        assert holder == shop.ids["works"]
    with shop.client("works") as client:
        client.put("/api/presence", json={"status": "offline"}).raise_for_status()


@pytest.mark.acts("people.extra_slots")
async def test_extra_slots_are_given_to_everybody(shop: Shop) -> None:
    hire(shop, "agent_junior", "one")
    shop.run("UPDATE staff SET capacity = 1 WHERE id = %s", shop.ids["one"])
    shop.run("UPDATE presence SET status = 'offline'")
    shop.run("UPDATE work_items SET state = 'done', assignee_id = NULL")
    with holding(shop, {"people.extra_slots": 2}):
        shop.online("one")
        for _ in range(3):
            shop.online("one")
            _, holder = await _given(shop)
            assert holder == shop.ids["one"]
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat = (await visitor.post("第四位"))["message"]["conversation_id"]
    with shop.client("one") as client:
        assert client.post(f"/api/conversations/{chat}/pick").status_code == 409


@pytest.mark.acts("dispatch.vanish_grace")
async def test_who_vanished_is_waited_for_as_long_as_is_set(shop: Shop) -> None:
    """Gone for five minutes they stay, gone for two hours they are signed off."""
    for name, gone in (("lately", "5 minutes"), ("long", "2 hours")):
        hire(shop, "agent_junior", name)
        shop.online(name)
        shop.run(
            "UPDATE presence SET lease_until = now() - %s::interval WHERE staff_id = %s",
            gone, shop.ids[name],
        )  # fmt: skip
    status = "SELECT status = 'offline' FROM presence WHERE staff_id = %s"
    await shop.until(status, shop.ids["long"])
    assert shop.run(status, shop.ids["lately"]) == [(False,)]
