"""What the bot keeps is kept only so long."""

from sqlalchemy import text

from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.bot.settings import KEEP_DAYS

_TURNS = text("DELETE FROM bot_turns WHERE at < now() - make_interval(days => :days)")
_SESSIONS = text("""
    DELETE FROM bot_sessions WHERE started_at < now() - make_interval(days => :days)
    AND outcome IS NOT NULL
""")


async def forget_turns(database: Database) -> None:
    """Removes turns and ended sessions that are older than an organisation keeps them."""
    async with database.writing() as session:
        values = {"days": await get_setting(session, KEEP_DAYS)}
        await session.execute(_SESSIONS, values)
        await session.execute(_TURNS, values)
