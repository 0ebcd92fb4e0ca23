"""How customers rate the bot's answers."""

from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.bot.models import BotTurn
from zhiyin.modules.conversations.interface import Writer, get_briefs, mark_bot_words
from zhiyin.modules.knowledge.interface import learn_of_rating, note_bot_use

# Sessions are locked before their turns, everywhere.
_HOLD = text("SELECT 1 FROM bot_sessions WHERE conversation_id = :id FOR NO KEY UPDATE")
_UNSURE = text("UPDATE bot_sessions SET unsure = unsure + 1 WHERE conversation_id = :id")


async def rate_turn(session: WriteSession, writer: Writer, turn_id: UUID, *, helpful: bool) -> None:
    """Notes whether an answer in the visitor's own window helped; not found for any other.

    An answer that did not help counts as one the bot was not sure of: the next brings a person.
    """
    turn = await session.get(BotTurn, turn_id)
    if turn is None or turn.kind != "answer":
        raise NotFoundError
    brief = (await get_briefs(session, [turn.conversation_id])).get(turn.conversation_id)
    if brief is None or brief.thread != (writer.channel.id, writer.visitor.thread_key):
        raise NotFoundError
    rating = "helpful" if helpful else "unhelpful"
    if turn.article_id is not None and turn.rating != rating:
        await learn_of_rating(
            session,
            turn.article_id,
            turn.question,
            helpful=helpful,
            conversation_id=turn.conversation_id,
        )
        await note_bot_use(
            session,
            [turn.article_id],
            "helpful" if helpful else "unhelpful",
            actor=("visitor", writer.visitor.id),
            conversation_id=turn.conversation_id,
            customer_id=turn.customer_id,
        )
        await session.flush()
    await mark_bot_words(session, turn.conversation_id, turn.id, {"rating": rating})
    await session.execute(_HOLD, {"id": turn.conversation_id})
    held = select(BotTurn).where(BotTurn.id == turn_id).with_for_update(key_share=True)
    row = (await session.execute(held.execution_options(populate_existing=True))).scalar_one()
    if row.rating is None and not helpful:
        await session.execute(_UNSURE, {"id": row.conversation_id})
    row.rating = rating
    row.rated_at = now()
