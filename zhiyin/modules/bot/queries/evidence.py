"""What speaks for an article as the answer to a group of questions."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.modules.bot.gaps import Evidence
from zhiyin.modules.bot.models import BotTurn
from zhiyin.modules.knowledge.interface import list_inserted

# The next turn was an answer with an article that had been offered.
_CHOSEN = text("""
    SELECT n.article_id, count(*) AS times
    FROM bot_turns t
    JOIN LATERAL (
        SELECT kind, article_id FROM bot_turns n
        WHERE n.conversation_id = t.conversation_id AND n.number > t.number
        ORDER BY n.number LIMIT 1
    ) n ON n.kind = 'answer'
    WHERE t.gap_id = :id AND t.kind = 'choices' AND n.article_id IS NOT NULL
        AND t.offered @> jsonb_build_array(jsonb_build_object('article_id', n.article_id::text))
    GROUP BY n.article_id
""")
_BETTER = text("""
    SELECT better_article_id AS article_id, count(*) AS times FROM bot_turns
    WHERE gap_id = :id AND verdict = 'better' AND better_article_id IS NOT NULL
    GROUP BY better_article_id
""")
_REFUSED = text("""
    SELECT article_id, count(*) AS times FROM bot_turns
    WHERE gap_id = :id AND kind = 'answer' AND article_id IS NOT NULL
        AND (rating = 'unhelpful' OR verdict IN ('wrong', 'better'))
    GROUP BY article_id
""")


async def get_evidence(session: ReadSession, gap_id: UUID) -> dict[UUID, Evidence]:
    """By article, what people did: customers who chose, agents who inserted, who checked."""
    found: dict[UUID, Evidence] = {}
    for name, statement in (("chosen", _CHOSEN), ("better", _BETTER), ("refused", _REFUSED)):
        for row in await session.execute(statement, {"id": gap_id}):
            held = found.get(row.article_id, Evidence(row.article_id))
            found[row.article_id] = replace(held, **{name: row.times})
    for article_id, count in (await _inserted(session, gap_id)).items():
        held = found.get(article_id, Evidence(article_id))
        found[article_id] = replace(held, inserted=count)
    return found


async def _inserted(session: ReadSession, gap_id: UUID) -> dict[UUID, int]:
    """In how many conversations an agent answered with the article after the bot could not."""
    query = select(BotTurn.conversation_id, BotTurn.at).where(BotTurn.gap_id == gap_id)
    asked = {row.conversation_id: row.at for row in await session.execute(query)}
    used = {
        (one.conversation_id, one.article_id)
        for one in await list_inserted(session, list(asked))
        if one.at > asked[one.conversation_id]
    }
    counts: dict[UUID, int] = {}
    for _, article_id in used:
        counts[article_id] = counts.get(article_id, 0) + 1
    return counts
