"""What was taken back is gone in every language."""

from collections.abc import Sequence

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.events.registry import Listener
from zhiyin.modules.assistance.actions.translating import forget_recalled
from zhiyin.modules.conversations.events import MessageRecalled


async def forget(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Translations of recalled messages, and what agents wrote for them."""
    recalled = [one.event for one in events if isinstance(one.event, MessageRecalled)]
    await forget_recalled(
        session,
        [one.conversation_id for one in recalled],
        [one.message_id for one in recalled],
    )


RECALLED = Listener("assistance.recalled", (MessageRecalled,), forget)
