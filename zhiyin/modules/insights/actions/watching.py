"""What is looked at every two seconds: long waits, agents who went, and matters that are over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.conversations.interface import get_courses, list_open
from zhiyin.modules.dispatch.interface import presence_with_loads
from zhiyin.modules.insights.actions.alerting import (
    NewAlert,
    of_conversations,
    raise_alerts,
    resolve,
)
from zhiyin.modules.insights.models import Alert
from zhiyin.modules.insights.rules import is_over
from zhiyin.modules.insights.settings import ALERT_AWAY, ALERT_WAIT
from zhiyin.modules.people.interface import PresenceOut, get_names

WATCH_EVERY = 2.0
# Alerts a look raises at most: whoever has a hundred of them has one matter, not a hundred.
MOST = 100


async def watch(database: Database) -> None:
    """Raises what has come to call for somebody, and lets go what does not any more."""
    async with database.writing() as session:
        gone = await _gone(session)
        found = (await session.execute(select(Alert).where(Alert.resolved_at.is_(None)))).scalars()
        known = list(found)
        await _let_go(session, known, {one.staff_id for one in gone})
        keys = {one.key for one in known}
        waits = {one: key for one, key in (await _waits(session)).items() if key not in keys}
        alerts = await of_conversations(session, "long_wait", waits) if waits else []
        alerts += [one for one in map(_away, gone) if one.key not in keys]
        await raise_alerts(session, alerts[:MOST])


def wait_key(conversation_id: UUID, since: datetime) -> str:
    """One wait in line: standing in line again is another one."""
    return f"wait:{conversation_id}:{since.timestamp():.3f}"


async def _waits(session: WriteSession) -> dict[UUID, str]:
    seconds: int = await get_setting(session, ALERT_WAIT)
    if not seconds:
        return {}
    before = now() - timedelta(seconds=seconds)
    rows = await list_open(session, "waiting", None, None, MOST)
    return {one: wait_key(one, since) for one, since in rows if since < before}


async def _gone(session: WriteSession) -> list[PresenceOut]:
    """Who has been away or gone for long and still holds conversations."""
    seconds: int = await get_setting(session, ALERT_AWAY)
    if not seconds:
        return []
    before = now() - timedelta(seconds=seconds)
    bots = (await get_names(session)).bots
    return [
        one
        for one in await presence_with_loads(session)
        if one.used
        and one.status in ("away", "offline")
        and one.since < before
        and one.staff_id not in bots
    ]


def _away(one: PresenceOut) -> NewAlert:
    return NewAlert(
        "away",
        f"away:{one.staff_id}:{one.since.timestamp():.3f}",
        ObjectRef("staff", one.staff_id),
        tuple(sorted(one.team_ids)),
        {"agent": one.name, "count": str(one.used)},
    )


async def _let_go(session: WriteSession, known: Sequence[Alert], gone: set[UUID]) -> None:
    about = [one for one in known if one.kind in ("long_wait", "breach", "angry")]
    courses = await get_courses(session, [one.ref_id for one in about])
    over = []
    for one in about:
        course = courses.get(one.ref_id)
        again = (
            course is not None
            and course.queued_at is not None
            and one.key != wait_key(one.ref_id, course.queued_at)
        )
        over += [one.id] if is_over(one.kind, one.at, course, again=again) else []
    over += [one.id for one in known if one.kind == "away" and one.ref_id not in gone]
    await resolve(session, over)
