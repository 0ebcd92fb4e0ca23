"""Which article probably answers a group of questions."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import update

from zhiyin.kernel.db.sessions import Database
from zhiyin.modules.bot.gaps import Evidence, propose
from zhiyin.modules.bot.models import BotGap
from zhiyin.modules.bot.queries.evidence import get_evidence
from zhiyin.modules.knowledge.interface import find_answers, get_answers


async def propose_articles(database: Database, gap_id: UUID) -> None:
    """Looks for the answer to a group, and notes the article with what speaks for it."""
    async with database.reading() as session:
        row = await session.get(BotGap, gap_id)
        if row is None:
            return
        evidence = await get_evidence(session, gap_id)
    found = await find_answers(
        database.house, row.label, shop_id=row.shop_id, locale=row.locale, level=None
    )
    for one in found.items:
        held = evidence.get(one.article_id, Evidence(one.article_id))
        evidence[one.article_id] = replace(held, likely=one.likely, matched=one.matched)
    async with database.writing() as session:
        there = await get_answers(session, list(evidence), shop_id=row.shop_id, level=None)
        best = propose([one for one in evidence.values() if one.article_id in there], row.count)
        held_open = update(BotGap).where(BotGap.id == gap_id, BotGap.state == "open")
        await session.execute(
            held_open.values(
                proposed_id=best.article_id if best else None,
                evidence=_kept(best) if best else {},
            )
        )


def _kept(one: Evidence) -> dict[str, object]:
    return {
        "likely": round(one.likely, 3),
        "matched": one.matched,
        "chosen": one.chosen,
        "inserted": one.inserted,
        "better": one.better,
    }
