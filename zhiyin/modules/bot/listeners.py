"""How conversations of the bot end, as far as others end them; and articles begun for questions it
could not answer, once they are published.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.events.registry import Listener, Reader
from zhiyin.modules.bot.actions.learning import close_written
from zhiyin.modules.bot.events import BotHandedOver
from zhiyin.modules.conversations.events import (
    ConversationAssigned,
    ConversationClosed,
    ConversationOpened,
    ConversationReopened,
)
from zhiyin.modules.knowledge.events import ArticleChanged
from zhiyin.modules.knowledge.interface import note_asked_person, note_came_again
from zhiyin.modules.people.interface import find_bot

# Who is handed over has an outcome already; what the bot has let go of without one was taken.
_END = text("""
    UPDATE bot_sessions SET outcome = :outcome, ended_at = now(), task = NULL, slots = '{}',
        asked = NULL, asked_times = 0,
        subject_id = coalesce(CAST(:subject_id AS uuid), subject_id)
    WHERE conversation_id = :id AND outcome IS NULL
""")
_SUBJECT = text("""
    UPDATE bot_sessions SET subject_id = :subject_id WHERE conversation_id = :id
""")


async def follow(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Closed in the bot's hands: it was enough. In somebody else's: a person had to take it."""
    bot = await find_bot(session)
    if bot is None:
        return
    for stored in events:
        event = stored.event
        if isinstance(event, ConversationClosed):
            outcome = "alone" if event.staff_id == bot.id else "taken"
            await _end(session, event.conversation_id, outcome, event.subject_id)
        elif isinstance(event, ConversationAssigned) and event.previous_id == bot.id:
            await _end(session, event.conversation_id, "taken", None)


async def _end(
    session: WriteSession, conversation_id: UUID, outcome: str, subject_id: UUID | None
) -> None:
    values = {"id": conversation_id, "subject_id": subject_id}
    await session.execute(_END, {**values, "outcome": outcome})
    if subject_id is not None:
        await session.execute(_SUBJECT, values)


async def follow_trials(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """What became of those who were shown one of two answers: a person was needed, they came again.

    Told apart from the bot's own records: who rates holds a reader before the conversation.
    """
    bot = await find_bot(session)
    for stored in events:
        event = stored.event
        if isinstance(event, BotHandedOver):
            await note_asked_person(session, event.conversation_id)
        elif isinstance(event, ConversationAssigned):
            if bot is not None and event.previous_id == bot.id:
                await note_asked_person(session, event.conversation_id)
        elif isinstance(event, ConversationOpened | ConversationReopened):
            await note_came_again(session, event.customer_id, stored.at)


TRIED = Reader(
    "bot.tried_answers",
    (BotHandedOver, ConversationAssigned, ConversationOpened, ConversationReopened),
    follow_trials,
)

ENDS = Reader("bot.ends", (ConversationAssigned, ConversationClosed), follow)


async def close_groups(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """What was written for a group of questions is there now."""
    changed = (one.event for one in events)
    await close_written(
        session, [event.article_id for event in changed if isinstance(event, ArticleChanged)]
    )


WRITTEN = Listener("bot.written", (ArticleChanged,), close_groups)
