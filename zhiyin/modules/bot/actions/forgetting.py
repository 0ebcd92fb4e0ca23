"""What the bot keeps is kept only so long."""

from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.bot.settings import KEEP_DAYS

_TURNS = text("DELETE FROM bot_turns WHERE at < now() - make_interval(days => :days)")
_SESSIONS = text("""
    DELETE FROM bot_sessions WHERE started_at < now() - make_interval(days => :days)
    AND outcome IS NOT NULL
""")
_GAPS = text("""
    DELETE FROM bot_gaps g WHERE last_at < now() - make_interval(days => :days)
    AND NOT EXISTS (SELECT 1 FROM bot_turns t WHERE t.gap_id = g.id)
""")
# A group goes by the words of somebody else; where nobody else asked, it goes altogether.
_RENAME = text("""
    UPDATE bot_gaps g SET
        label = coalesce((
            SELECT t.question FROM bot_turns t
            WHERE t.gap_id = g.id AND t.customer_id <> :customer_id AND t.question <> ''
            ORDER BY array_position(g.centre, t.id), t.at DESC LIMIT 1), ''),
        centre = coalesce((
            SELECT array_agg(t.id ORDER BY array_position(g.centre, t.id)) FROM bot_turns t
            WHERE t.id = ANY(g.centre) AND t.customer_id <> :customer_id), '{}')
    WHERE g.id IN (SELECT gap_id FROM bot_turns WHERE customer_id = :customer_id)
""")
_EMPTY = text("""
    DELETE FROM bot_gaps WHERE label = '' AND id IN (
        SELECT gap_id FROM bot_turns WHERE customer_id = :customer_id)
""")


async def forget_turns(database: Database) -> None:
    """Removes turns and ended sessions that are older than an organisation keeps them, and groups
    of questions of which nothing is left.
    """
    async with database.writing() as session:
        values = {"days": await get_setting(session, KEEP_DAYS)}
        await session.execute(_SESSIONS, values)
        await session.execute(_TURNS, values)
        await session.execute(_GAPS, values)


async def rename_gaps(session: WriteSession, customer_id: UUID) -> None:
    """No group of questions speaks in the words of this customer any more."""
    await session.execute(_RENAME, {"customer_id": customer_id})
    await session.execute(_EMPTY, {"customer_id": customer_id})
