"""A message left that is not settled in the chat by the promised time gets a ticket."""

import pytest

from tests.modules.customers.people import leave, talk
from tests.modules.tickets.cases import listed, read
from tests.servers.patience import until
from tests.servers.processes import Processes
from tests.servers.settings import put_settings
from tests.servers.shop import Shop, furnish


@pytest.fixture
def promising(processes: Processes, database_url: str) -> Shop:
    """A shop which promises everything within two seconds. Its worker is the test's to start, so
    that it finds what was set.
    """
    shop = furnish(processes.start("web"), database_url)
    goals = [{"kind": kind, "seconds": 2} for kind in ("full_answer", "follow_up")]
    with shop.client("owner") as owner:
        body = {"name": "快", "goals": goals, "business_hours": False}
        owner.post("/api/service-levels/policies", json=body).raise_for_status()
    return shop


async def test_what_was_left_while_nobody_was_there_becomes_a_ticket_once(
    promising: Shop, processes: Processes
) -> None:
    shop = promising
    processes.start("worker")
    # Who left no way to be reached waits in the chat.
    stays = await talk(shop, "有人吗")
    who = await talk(shop, "壶盖碎了，请联系我")
    leave(shop, who, phone="13812345678")
    until(lambda: len(listed(shop)) == 1)
    ticket = read(shop, {"id": listed(shop)[0]})
    assert (ticket["origin"], ticket["customer_id"]) == ("tickets.left_message", who["customer"])
    assert ticket["links"][0]["conversation_id"] == who["conversation"]
    assert "壶盖碎了，请联系我" in [one["text"] for one in ticket["links"][0]["messages"]]
    assert (ticket["team_id"], ticket["owner_id"]) == (shop.team_id, None)
    with shop.visiting(who["token"]) as visitor:
        visitor.put("/api/visitor/wants", json={"wants": "callback"}).raise_for_status()
    broken = "SELECT count(*) FROM clocks WHERE breached_at IS NOT NULL AND ref_id = %s"
    until(lambda: shop.run(broken, who["conversation"])[0][0] == 2)
    until(lambda: shop.run(broken, stays["conversation"])[0][0] == 1)
    until(lambda: shop.run("SELECT count(*) FROM event_todo")[0][0] == 0)
    assert listed(shop) == [ticket["id"]]


@pytest.mark.acts("tickets.from_messages")
async def test_a_house_that_wants_none_has_none(promising: Shop, processes: Processes) -> None:
    shop = promising
    put_settings(shop, {"tickets.from_messages": False})
    processes.start("worker")
    who = await talk(shop, "请回电")
    leave(shop, who, phone="13812345678")
    broken = "SELECT count(*) FROM clocks WHERE breached_at IS NOT NULL AND ref_id = %s"
    until(lambda: shop.run(broken, who["conversation"])[0][0] == 1)
    until(lambda: shop.run("SELECT count(*) FROM event_todo")[0][0] == 0)
    assert listed(shop) == []
