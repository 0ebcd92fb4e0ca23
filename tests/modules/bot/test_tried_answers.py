"""Two answers tried against each other with customers: who gets which, and what came of it."""

import asyncio
from typing import Any

import pytest

from tests.modules.bot.team import RETURNS, begin_bot, bot_says
from tests.modules.customers.people import follow
from tests.modules.knowledge.articles import BASE, do, search
from tests.servers.processes import Processes
from tests.servers.shop import Shop

A, B = f"{RETURNS}：这样做。", "七天内都可以退，我帮您办。"
READER = """
    SELECT r.second, r.by_bot, r.rating, r.asked_person, r.came_again
    FROM article_trial_readers r JOIN conversations c ON c.customer_id = r.customer_id
    WHERE c.id = %s
"""


@pytest.fixture(scope="module")
def shop(module_shop: Shop, module_processes: Processes) -> Shop:
    asyncio.run(begin_bot(module_shop, module_processes))
    article = search(module_shop, RETURNS)["items"][0]["article_id"]
    with module_shop.client("agent_senior", **{"If-Match": "0"}) as client:
        body = {"title": RETURNS, "short_answer": B}
        client.put(f"{BASE}/articles/{article}/draft", json=body).raise_for_status()
    do(module_shop, article, "trial", share=50).raise_for_status()
    return module_shop


def _trial(shop: Shop) -> dict[str, Any]:
    with shop.client("supervisor") as client:
        told: dict[str, Any] = client.get(f"{BASE}/trials").json()[0]
    return told


async def _ask(shop: Shop, visitor: Any) -> tuple[str, dict[str, Any]]:
    """Asks about returns; answers the conversation and what the bot said."""
    chat = (await visitor.post("我想退货"))["message"]["conversation_id"]
    said = await bot_says(visitor, "answer")
    await shop.until(f"SELECT count(*) = 1 FROM ({READER}) t", chat)
    return chat, said


async def test_each_customer_keeps_their_side_and_what_came_of_it_is_counted(shop: Shop) -> None:
    shop.online("agent_junior")
    sides: dict[bool, str] = {}
    # Some drawn for each: one in two of them.
    for _ in range(24):
        session = shop.session()
        async with shop.visitor(session["token"]) as visitor:
            chat, said = await _ask(shop, visitor)
            second = shop.run(READER, chat)[0][0]
            assert (B if second else A) in said["text"]
            if second in sides:
                continue
            sides[second] = chat
            await visitor.post("东西不要了怎么退")
            again = await bot_says(visitor, "answer")
            assert again["text"] == (B if second else A)
            path = f"/api/visitor/bot/turns/{said['bot']['turn_id']}/rating"
            with shop.visiting(session["token"]) as client:
                client.post(path, json={"helpful": second}).raise_for_status()
            if not second:
                await visitor.post("转人工")
                await bot_says(visitor, "handover")
        if len(sides) == 2:
            break
    await shop.until(f"SELECT bool_or(asked_person) FROM ({READER}) t", sides[False])
    assert shop.run(READER, sides[True]) == [(True, True, "helpful", False, False)]
    assert shop.run(READER, sides[False]) == [(False, True, "unhelpful", True, False)]
    trial = _trial(shop)
    assert (trial["second"]["rated"], trial["second"]["helpful"]) == (1, 1)
    assert (trial["first"]["rated"], trial["first"]["helpful"]) == (1, 0)
    assert (trial["first"]["asked_person"], trial["second"]["asked_person"]) == (1, 0)
    assert trial["first"]["by_bot"] + trial["second"]["by_bot"] >= 2


async def test_who_comes_again_is_counted_and_still_reads_the_same(shop: Shop) -> None:
    session = shop.session()
    async with shop.visitor(session["token"]) as visitor:
        chat, said = await _ask(shop, visitor)
        second = B in said["text"]
        shop.run("UPDATE article_trial_readers SET at = now() - interval '1 day'")
        with shop.client("owner") as owner:
            owner.post(f"/api/conversations/{chat}/close", json={}).raise_for_status()
        # Long after: a conversation of its own.
        shop.run("UPDATE conversations SET closed_at = now() - interval '3 days' WHERE id=%s", chat)
        later = (await visitor.post("我想退货"))["message"]["conversation_id"]
        said = await bot_says(visitor, "answer")
    assert (B if second else A) in said["text"]
    await shop.until(f"SELECT bool_or(came_again) FROM ({READER}) t", later)


async def test_who_shows_the_answer_to_a_customer_shows_theirs(shop: Shop) -> None:
    """The card beside a conversation has the words its customer is drawn for."""
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat, said = await _ask(shop, visitor)
    words = B if B in said["text"] else A
    with shop.client("owner") as owner:
        card = owner.get(f"/api/conversations/{chat}/suggestions").json()
        typed = owner.get(f"{BASE}/search", params={"q": RETURNS, "conversation_id": chat}).json()
    assert {one["answer"] for one in card["items"] if one["title"] == RETURNS} == {words}
    assert typed["items"][0]["answer"] == words


async def test_an_erased_customer_leaves_counts_only(shop: Shop) -> None:
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat, _ = await _ask(shop, visitor)
    customer = shop.run("SELECT customer_id::text FROM conversations WHERE id = %s", chat)[0][0]
    before = _trial(shop)
    with shop.client("owner") as client:
        path = f"/api/customers/{customer}"
        asked = client.post(f"{path}/erase", json={"name": client.get(path).json()["name"]})
    assert follow(shop, "owner", asked.json()["job_id"])["state"] == "done"
    held = "SELECT count(*) FROM article_trial_readers WHERE customer_id = %s OR key = %s"
    assert shop.run(held, customer, customer) == [(0,)]
    after = _trial(shop)
    assert (after["first"], after["second"]) == (before["first"], before["second"])
