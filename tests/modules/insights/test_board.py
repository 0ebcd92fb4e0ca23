"""The live board: its numbers, what they are made of, who sees what, and what it costs."""

import asyncio
import uuid
from typing import Any

import httpx
import psycopg
import pytest

from tests.servers.patience import PATIENCE
from tests.servers.shop import Shop
from zhiyin.modules.conversations.queries import board as open_now
from zhiyin.modules.insights.queries import days


def board(client: httpx.Client) -> dict[str, Any]:
    answer = client.get("/api/board")
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


async def until(client: httpx.Client, **wanted: object) -> dict[str, Any]:
    """The board when its total says so."""
    async with asyncio.timeout(PATIENCE):
        while True:
            told = board(client)
            if {key: told["total"][key] for key in wanted} == wanted:
                return told
            await asyncio.sleep(0.3)


def made_of(client: httpx.Client, what: str, **more: str) -> list[str]:
    answer = client.get("/api/board/made-of", params={"what": what, **more})
    answer.raise_for_status()
    return sorted(one["id"] for one in answer.json())


async def begin(shop: Shop, words: str = "在吗") -> tuple[str, str]:
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        posted = await visitor.post(words)
    return posted["message"]["conversation_id"], token


async def test_a_day_by_hand(working: Shop) -> None:
    """Four come: one is answered in time, one late, one leaves unanswered, one still waits."""
    shop = working
    chats = [await begin(shop) for _ in range(4)]
    ids = [one for one, _ in chats]
    with shop.client("owner") as owner:
        told = await until(owner, arrivals=4, waiting=4, closed=0)
        assert told["total"]["waiting_since"] is not None
        assert made_of(owner, "waiting") == sorted(ids)
        # The first answer of the second comes after its promise was due.
        shop.run(
            "UPDATE clocks SET started_at = started_at - interval '1 hour',"
            " due_at = due_at - interval '1 hour'"
            " WHERE ref_id = %s AND kind = 'first_answer' RETURNING 1",
            ids[1],
        )
        with shop.client("agent_senior") as agent:
            for one in ids[:2]:
                agent.post(f"/api/conversations/{one}/pick").raise_for_status()
                key = uuid.uuid4().hex
                body = {"key": key, "text": "您好"}
                agent.post(f"/api/conversations/{one}/messages", json=body).raise_for_status()
        with shop.visiting(chats[2][1]) as visitor:
            visitor.post("/api/visitor/end", json={}).raise_for_status()
        told = await until(
            owner,
            waiting=1,
            in_service=2,
            arrivals=4,
            answered=2,
            first_answers=2,
            first_answers_in_time=1,
            closed=1,
            abandoned=1,
        )
        assert made_of(owner, "abandoned") == [ids[2]]
        assert made_of(owner, "late") == [ids[1]]
        assert made_of(owner, "answered") == sorted(ids[:2])
        assert made_of(owner, "in_service", staff_id=shop.ids["agent_senior"]) == sorted(ids[:2])
        agent_now = next(
            one for one in told["agents"] if one["staff_id"] == shop.ids["agent_senior"]
        )
        assert agent_now["used"] == 2
        assert agent_now["first_answer_seconds"] is not None
        # Its customer writes again: somebody waits for the agent now.
        async with shop.visitor(chats[0][1]) as visitor:
            await visitor.post("还有一个问题")
        await until(owner, unanswered=1)
        assert made_of(owner, "unanswered") == [ids[0]]


async def test_supervisors_see_their_teams_and_agents_none(working: Shop) -> None:
    shop = working
    with shop.client("owner") as owner:
        other = owner.post("/api/teams", json={"name": "别的团队", "member_ids": []})
        other.raise_for_status()
        chat, _ = await begin(shop)
        await until(owner, waiting=1, arrivals=1)
        names = {one["name"] for one in board(owner)["teams"]}
        assert "别的团队" in names
        shop.run("UPDATE conversations SET team_id = %s WHERE id = %s RETURNING 1",
                 other.json()["id"], chat)  # fmt: skip
        await until(owner, waiting=1)
        with shop.client("supervisor") as supervisor:
            told = await until(supervisor, waiting=0)
            assert "别的团队" not in {one["name"] for one in told["teams"]}
            assert made_of(supervisor, "waiting") == []
            assert made_of(supervisor, "waiting", team_id=other.json()["id"]) == []
    with shop.client("agent_senior") as agent:
        assert agent.get("/api/board").status_code == 403


async def test_who_looks_is_told_when_the_board_changes(shop: Shop) -> None:
    async with shop.staff("supervisor") as ear, shop.staff("agent_senior") as agent:
        for one in (ear, agent):
            await one.say(type="watch", topics=["board"])
            await one.hear("watching")
        await ear.hear("topic", lambda f: f["topic"] == "board")
        await begin(shop)
        with shop.client("supervisor") as supervisor:
            while board(supervisor)["total"]["waiting"] != 1:
                await ear.hear("topic")
        # Who may not see the board hears nothing of it.
        await agent.say(type="ping")
        heard = await agent.hear_any(lambda f: f["type"] in ("pong", "topic"))
        assert heard["type"] == "pong"


def fill(shop: Shop, open_ones: int, closed: int) -> None:
    """Conversations by the thousand, each a copy of the one that is there."""
    shop.run(
        """
        INSERT INTO conversations (id, state, channel_account_id, thread_key, shop_id, customer_id,
            customer_card, team_id, assignee_id, waiting_since, opened_at, queued_at, closed_at)
        SELECT gen_random_uuid(),
            CASE WHEN n > %s THEN 'closed' WHEN n %% 3 = 0 THEN 'queued' ELSE 'assigned' END,
            c.channel_account_id, 'filled-' || n, c.shop_id, c.customer_id, c.customer_card,
            c.team_id, CASE WHEN n %% 3 = 0 OR n > %s THEN NULL ELSE %s::uuid END,
            now() - interval '10 seconds', now(), now(), CASE WHEN n > %s THEN now() END
        FROM generate_series(1, %s) AS n, (SELECT * FROM conversations LIMIT 1) AS c RETURNING 1
        """,
        open_ones, open_ones, shop.ids["agent_senior"], open_ones, open_ones + closed,
    )  # fmt: skip
    shop.run("INSERT INTO contacts (conversation_id, day, team_id, staff_id, opened_at)"
             " SELECT id, current_date - (row_number() OVER ())::int %% 60, team_id, assignee_id,"
             " opened_at FROM conversations ON CONFLICT DO NOTHING RETURNING 1")  # fmt: skip
    shop.run("VACUUM ANALYZE conversations")
    shop.run("VACUUM ANALYZE contacts")


@pytest.mark.whole
async def test_ten_thousand_open_conversations_cost_one_pass_over_an_index(shop: Shop) -> None:
    await begin(shop)
    fill(shop, 10_000, 30_000)
    with psycopg.connect(shop.database_url) as connection:
        for question in (open_now._COUNTS, days._TEAMS, days._STAFF):
            plain = str(question).replace(":day", "current_date")
            rows = connection.execute("EXPLAIN " + plain)
            plan = "\n".join(row[0] for row in rows)
            assert "Seq Scan" not in plan, plan
    with shop.client("owner") as owner:
        told = board(owner)
        assert told["total"]["waiting"] + told["total"]["in_service"] >= 10_000
        assert len(made_of(owner, "waiting")) == 200
