"""What people do when something happened in themselves."""

from collections.abc import Sequence
from typing import cast

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.contracts.notices import Severity
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.events.registry import Listener
from zhiyin.modules.people.actions.pushing import Call, call
from zhiyin.modules.people.events import NoticeGiven
from zhiyin.modules.people.models import Notice
from zhiyin.modules.people.queries.notices import title_of


async def push_notices(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """A notice goes to the browsers of its owner, too, if they want that."""
    ids = [cast(NoticeGiven, stored.event).notice_id for stored in events]
    kinds = session.house.notice_kinds
    query = select(Notice).where(Notice.id.in_(ids), Notice.read_at.is_(None))
    calls = [
        Call(
            row.staff_id,
            kinds[row.kind].topic,
            f"notice:{row.id}",
            title_of(kinds, row.kind, row.values),
            about=ObjectRef(row.about_kind, row.about_id)
            if row.about_kind and row.about_id
            else None,
            severity=cast(Severity, row.severity),
            notice_id=row.id,
        )
        for row in (await session.execute(query.order_by(Notice.id))).scalars()
        if row.kind in kinds
    ]
    await call(session, calls)


PUSH_NOTICES = Listener("people.push_notices", (NoticeGiven,), push_notices, lane="later")
