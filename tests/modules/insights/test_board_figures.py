"""Figures of the board computed by hand beside docs/guide/metrics.md, over a day written down."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.servers.shop import Shop
from zhiyin.modules.insights.schemas import Counts

# Minutes after opening, or none: answered and closed; whether both promises were kept; abandoned.
DAY = [
    # Today, by the senior agent: answered after 1 and after 3 minutes, both closed.
    ("agent_senior", 0, 1, 5, True, True, False),
    ("agent_senior", 0, 3, 9, False, True, False),
    # Today, by the junior agent: answered late, and still open.
    ("agent_junior", 0, 8, None, True, False, False),
    # Left without an answer; nobody had it.
    (None, 0, None, 2, False, None, True),
    # Yesterday's, closed today by the senior agent: handled today, but no arrival of today.
    ("agent_senior", 1, 1, 30, True, True, False),
]


async def _one(shop: Shop) -> str:
    async with shop.visitor(shop.session()["token"]) as visitor:
        posted = await visitor.post("在吗")
    conversation: str = posted["message"]["conversation_id"]
    return conversation


async def _write_down(shop: Shop) -> None:
    like = await _one(shop)
    shop.run("UPDATE conversations SET state = 'closed', closed_at = now()")
    shop.run("UPDATE work_items SET state = 'done'")
    today = shop.run("SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date")[0][0]
    noon = datetime(2026, 1, 1, 4, tzinfo=UTC)
    for number, (who, back, answered, closed, taken, in_time, left) in enumerate(DAY):
        made = shop.run(
            "INSERT INTO conversations (id, state, channel_account_id, thread_key, shop_id,"
            " customer_id, customer_card, team_id, opened_at, closed_at)"
            " SELECT gen_random_uuid(), 'closed', channel_account_id, 'day-' || %s, shop_id,"
            " customer_id, customer_card, %s, opened_at, now() FROM conversations"
            " WHERE id = %s RETURNING id",
            number, shop.team_id, like,
        )[0][0]  # fmt: skip
        shop.run(
            "INSERT INTO contacts (conversation_id, day, closed_day, team_id, staff_id, opened_at,"
            " answered_at, closed_at, acknowledged_in_time, answered_in_time, abandoned)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            made, today - timedelta(days=back), today if closed else None, shop.team_id,
            shop.ids[who] if who else None, noon, _after(noon, answered), _after(noon, closed),
            taken, in_time, left,
        )  # fmt: skip
    _rate(shop, like)


def _after(moment: datetime, minutes: int | None) -> datetime | None:
    return None if minutes is None else moment + timedelta(minutes=minutes)


def _rate(shop: Shop, like: str) -> None:
    """Four were asked today, three answered: 5, 4 and 2; and a 1 of yesterday."""
    for number, (score, ago) in enumerate(((5, 0), (4, 0), (2, 0), (None, 0), (1, 1))):
        chat = shop.run("SELECT id FROM conversations ORDER BY id OFFSET %s LIMIT 1", number)[0][0]
        shop.run(
            "INSERT INTO ratings (id, conversation_id, customer_id, shop_id, team_id, kind,"
            " language, token_hash, asked_at, expires_at, score, answered_at)"
            " SELECT gen_random_uuid(), %s, customer_id, shop_id, %s, 'csat5', 'en',"
            " decode(md5(%s::text), 'hex'), now() - make_interval(days => %s), now(), %s,"
            " CASE WHEN %s::int IS NOT NULL THEN now() END FROM conversations WHERE id = %s",
            chat, shop.team_id, number, ago, score, score, like,
        )  # fmt: skip


async def test_a_day_of_teams_and_agents_by_hand(module_shop: Shop) -> None:
    shop = module_shop
    await _write_down(shop)
    with shop.client("owner") as owner:
        told = owner.get("/api/board").json()
    total: dict[str, Any] = told["total"]
    by_hand = {
        "arrivals": 4, "answered": 3, "closed": 4, "abandoned": 1,
        "first_answers": 3, "first_answers_in_time": 2,
        "acknowledged": 4, "acknowledged_in_time": 2,
        "rated": 3, "rated_good": 2, "waiting": 0, "in_service": 0, "unanswered": 0,
    }  # fmt: skip
    # A figure that is added needs a case of its own.
    assert by_hand.keys() == {one for one in Counts.model_fields if not one.endswith("_since")}
    assert {key: total[key] for key in by_hand} == by_hand
    agents = {one["name"]: (one["handled"], one["first_answer_seconds"]) for one in told["agents"]}
    # Three ended with them today; their arrivals of today were answered after 60 and 180 s.
    assert agents["agent_senior"] == (3, 120)
    assert agents["agent_junior"] == (0, 480)
