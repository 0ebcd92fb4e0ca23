"""How answers do by category, and where the bot answers less because of it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.bot.brake import FREE, Tally
from zhiyin.modules.bot.models import BotBrake
from zhiyin.modules.bot.schemas.learning import BrakeOut
from zhiyin.modules.knowledge.interface import get_category_names, get_category_of
from zhiyin.modules.people.interface import get_names

# An answer failed where it was said to be bad, where a person was needed within the next two turns,
# or where its customer was back within three days about the same, after the bot had ended it alone.
# Complaints are to count here as well, once there are any.
_ANSWERS = text("""
    WITH turns AS (
        SELECT id, conversation_id, article_id, kind, rating, verdict, at,
               lead(kind, 1) OVER next AS kind1, lead(reason, 1) OVER next AS reason1,
               lead(kind, 2) OVER next AS kind2, lead(reason, 2) OVER next AS reason2,
               max(number) FILTER (WHERE kind = 'answer') OVER whole = number AS last
        FROM bot_turns WHERE at > :since
        WINDOW next AS (PARTITION BY conversation_id ORDER BY number),
               whole AS (PARTITION BY conversation_id)
    )
    SELECT t.article_id, t.at,
           coalesce(t.rating = 'unhelpful', false)
           OR coalesce(t.verdict IN ('wrong', 'better'), false)
           OR coalesce(t.kind1 = 'handover' AND t.reason1 IN ('asked', 'angry'), false)
           OR coalesce(t.kind2 = 'handover' AND t.reason2 IN ('asked', 'angry'), false)
           OR (coalesce(t.last, false) AND s.outcome = 'alone' AND EXISTS (
                SELECT 1 FROM bot_sessions b
                WHERE b.customer_id = s.customer_id AND b.conversation_id <> s.conversation_id
                  AND b.started_at > s.ended_at AND b.started_at < s.ended_at + interval '3 days'
                  AND b.shop_id = s.shop_id
                  AND coalesce(b.subject_id, s.subject_id) IS NOT DISTINCT FROM s.subject_id
           )) AS failed
    FROM turns t JOIN bot_sessions s ON s.conversation_id = t.conversation_id
    WHERE t.kind = 'answer' AND t.article_id IS NOT NULL
""")


async def count_failures(
    session: WriteSession, since: datetime, moved: Mapping[UUID | None, datetime]
) -> dict[UUID | None, Tally]:
    """By category: answers and failures since then, or since the category's last step."""
    rows = (await session.execute(_ANSWERS, {"since": since})).all()
    of = await get_category_of(session, list({row.article_id for row in rows}))
    counts: dict[UUID | None, list[int]] = {}
    for row in rows:
        if row.article_id not in of:
            continue
        category_id = of[row.article_id]
        if category_id in moved and row.at <= moved[category_id]:
            continue
        held = counts.setdefault(category_id, [0, 0])
        held[0] += 1
        held[1] += row.failed
    return {category_id: Tally(*held) for category_id, held in counts.items()}


async def get_share(session: ReadSession, article_id: UUID) -> tuple[UUID | None, int]:
    """The category of an article, and how many of a hundred conversations get its answers."""
    category_id = (await get_category_of(session, [article_id])).get(article_id)
    query = select(BotBrake.share).where(BotBrake.category_id.is_not_distinct_from(category_id))
    share: int | None = await session.scalar(query)
    return category_id, FREE if share is None else share


async def list_brakes(session: ReadSession) -> list[BrakeOut]:
    """Where it answers less now, the least first."""
    query = select(BotBrake).where(BotBrake.share < FREE).order_by(BotBrake.share, BotBrake.id)
    return await show_brakes(session, list((await session.execute(query)).scalars()))


async def show_brakes(session: ReadSession | WriteSession, rows: list[BotBrake]) -> list[BrakeOut]:
    """Brakes as people see them."""
    titles = await get_category_names(session)
    names = await get_names(session)
    return [
        BrakeOut.model_validate(
            {
                "id": row.id,
                "category_id": row.category_id,
                "category": titles.get(row.category_id) if row.category_id else None,
                "share": row.share,
                "since": row.moved_at,
                "answers": row.answers,
                "failures": row.failures,
                "by": names.staff_name(row.by) or None,
            }
        )
        for row in rows
    ]
