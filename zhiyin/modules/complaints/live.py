"""Complaints for whoever looks at them: each asks again for what they see."""

from collections.abc import Sequence

from zhiyin.kernel.contracts.module import LivePush
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.live.hub import Push, Topic, topic_frame
from zhiyin.modules.complaints.events import ALL
from zhiyin.modules.complaints.permissions import SEE

COMPLAINTS = Topic("complaints", SEE)


async def push_changes(session: ReadSession, events: Sequence[StoredEvent]) -> list[Push]:
    """Whoever looks at complaints is told once that some are other than they were."""
    return [Push(COMPLAINTS.name, topic_frame(COMPLAINTS.name))]


PUSH = LivePush(ALL, push_changes)
