"""Notices as frames, for whom they concern; announcements for everybody."""

from collections.abc import Sequence

import msgspec

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.live.hub import Push, Topic, topic_frame
from zhiyin.modules.people.events import NoticeGiven, NoticesRead
from zhiyin.modules.people.queries.notices import count_unread, get_notices
from zhiyin.modules.people.rules import own_topic

ANNOUNCEMENTS = Topic("announcements", SIGNED_IN)


async def push_announcements(_: ReadSession, events: Sequence[StoredEvent]) -> list[Push]:
    """There is something to read, or no more: each asks for what is theirs."""
    return [Push(ANNOUNCEMENTS.name, topic_frame(ANNOUNCEMENTS.name))] if events else []


async def push_notices(session: ReadSession, events: Sequence[StoredEvent]) -> list[Push]:
    """A frame for each new notice, and the count for who has read some elsewhere."""
    heard = [stored.event for stored in events]
    given = await get_notices(
        session, [one.notice_id for one in heard if isinstance(one, NoticeGiven)]
    )
    readers = {one.staff_id for one in heard if isinstance(one, NoticesRead)}
    people = sorted({staff_id for staff_id, _ in given} | readers)
    unread = {one: await count_unread(session, one) for one in people}
    frames = [
        (staff_id, {"type": "notice", "notice": notice, "unread": unread[staff_id]})
        for staff_id, notice in given
    ]
    frames += [
        (staff_id, {"type": "notices_read", "unread": unread[staff_id]})
        for staff_id in sorted(readers)
    ]
    return [Push(own_topic(one), msgspec.json.encode(frame)) for one, frame in frames]
