"""What time and an erasure do: owners are reminded, searches are let go."""

import pytest

from tests.modules.customers.people import follow, talk
from tests.modules.knowledge.articles import publish, search
from tests.servers.processes import Processes
from tests.servers.settings import put_settings
from tests.servers.shop import Shop


@pytest.mark.acts("knowledge.remind_days", "knowledge.searches_kept_days")
async def test_owners_are_reminded_and_old_searches_go(shop: Shop, processes: Processes) -> None:
    put_settings(shop, {"knowledge.remind_days": 3, "knowledge.searches_kept_days": 20})
    days = {"快到期": 2, "还早": 5, "过期了": -3}
    ids = {title: publish(shop, title)["id"] for title in days}
    for title, ahead in days.items():
        moved = "UPDATE articles SET valid_until = now() + make_interval(days => %s) WHERE id = %s"
        shop.run(moved, ahead, ids[title])
    again = publish(shop, "该复查")["id"]
    shop.run("UPDATE articles SET review_at = now() + interval '1 day' WHERE id = %s", again)
    for asked in ("早的问题怎么办", "新的问题怎么办"):
        search(shop, asked)
    old = "UPDATE knowledge_searches SET at = now() - interval '21 days' WHERE query = %s"
    shop.run(old, "早的问题怎么办")
    processes.start("worker")
    await shop.until("SELECT count(*) = 1 FROM knowledge_searches")
    of_time = "FROM notices WHERE kind IN ('knowledge.ends', 'knowledge.review_due')"
    await shop.until(f"SELECT count(*) = 2 {of_time}")
    told = shop.run(f"SELECT kind, values ->> 'title', staff_id::text {of_time} ORDER BY kind")
    owner = shop.ids["agent_senior"]
    assert told == [
        ("knowledge.ends", "快到期", owner),
        ("knowledge.review_due", "该复查", owner),
    ]
    # What a customer asked goes with the customer.
    who = await talk(shop, "我的青花杯能不能补釉")
    with shop.client("owner") as client:
        path = f"/api/conversations/{who['conversation']}/suggestions"
        client.get(path).raise_for_status()
        held = "SELECT count(*) FROM knowledge_searches WHERE customer_id = %s"
        assert shop.run(held, who["customer"]) == [(1,)]
        path = f"/api/customers/{who['customer']}"
        asked = client.post(f"{path}/erase", json={"name": client.get(path).json()["name"]})
        assert asked.status_code == 202, asked.text
    assert follow(shop, "owner", asked.json()["job_id"])["state"] == "done"
    assert shop.run(held, who["customer"]) == [(0,)]
    assert shop.run("SELECT count(*) FROM knowledge_searches WHERE query LIKE '%%青花%%'") == [(0,)]
