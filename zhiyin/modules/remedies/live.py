"""Payouts for whoever looks at them: each asks again for what they see."""

from collections.abc import Sequence

from zhiyin.kernel.contracts.module import LivePush
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.live.hub import Push, Topic, topic_frame
from zhiyin.modules.remedies.events import ALL
from zhiyin.modules.remedies.permissions import SEE

PAYOUTS = Topic("payouts", SEE)


async def push_changes(session: ReadSession, events: Sequence[StoredEvent]) -> list[Push]:
    """Whoever looks at payouts is told once that some are other than they were."""
    return [Push(PAYOUTS.name, topic_frame(PAYOUTS.name))]


PUSH = LivePush(ALL, push_changes)
