"""Web push (推送): signing browsers up, queueing what they show, and handing it over."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, delete, text
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.notices import Severity, Topic
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.i18n.text import Text, choose_language, label
from zhiyin.kernel.push.encryption import check_keys, to_text
from zhiyin.kernel.push.keys import PushKeys, get_push_keys, make_push_keys
from zhiyin.kernel.push.sending import Push, Result, is_allowed, send_push
from zhiyin.modules.people.attention import is_between
from zhiyin.modules.people.errors import PushRefusedError
from zhiyin.modules.people.models import PushSubscription
from zhiyin.modules.people.rules import device_name
from zhiyin.modules.people.schemas.attention import NotificationChoice, PushIn

# Who has a page open is told by it first; what they read meanwhile is not pushed.
PATIENCE = timedelta(seconds=10)
MOST_DEVICES = 10
AT_ONCE = 8
MAX_ATTEMPTS = 6
KEPT_DAYS = 1
TEST = Text("这是一条测试提醒", "This is a test notification")
TEST_BODY = Text("推送已经可以送达这台设备。", "Pushes reach this device.")


@dataclass(frozen=True)
class Call:
    """Something to push to all browsers of somebody; each of them shows the same key once."""

    staff_id: UUID
    topic: Topic
    key: str
    title: dict[str, str]
    body: dict[str, str] | None = None
    about: ObjectRef | None = None
    severity: Severity = "info"
    notice_id: UUID | None = None
    # Only who is not at a page of ours: there it is seen and heard anyway.
    only_away: bool = False


def push_hosts(environment: Environment) -> list[str]:
    """The push services the server may call; `none` is none."""
    names = [one.strip() for one in environment.push_hosts.split(",")]
    return [one for one in names if one and one != "none"]


async def public_key(session: WriteSession) -> str:
    """The key browsers sign up with; empty where pushes are switched off."""
    return await make_push_keys(session) if push_hosts(session.house.environment) else ""


_CROWDED = text("""
    DELETE FROM push_subscriptions WHERE id IN (
        SELECT id FROM push_subscriptions WHERE staff_id = :id
        ORDER BY coalesce(used_at, made_at) DESC OFFSET :most)
""")


async def subscribe(session: WriteSession, access: Access, body: PushIn, user_agent: str) -> None:
    """Signs a browser up; who signed it up before is no longer called there."""
    try:
        check_keys(body.p256dh, body.auth)
    except ValueError as error:
        raise PushRefusedError from error
    if not is_allowed(body.endpoint, push_hosts(session.house.environment)):
        raise PushRefusedError
    if access.session_id is None:
        raise NotFoundError
    values = {
        "staff_id": access.id,
        "session_id": access.session_id,
        "p256dh": body.p256dh,
        "auth": body.auth,
        "name": device_name(user_agent),
    }
    made = insert(PushSubscription).values(id=new_id(), endpoint=body.endpoint, **values)
    await session.execute(made.on_conflict_do_update(index_elements=["endpoint"], set_=values))
    await session.execute(_CROWDED, {"id": access.id, "most": MOST_DEVICES})


async def unsubscribe(session: WriteSession, staff_id: UUID, device_id: UUID) -> None:
    """A browser of one's own gets no more pushes."""
    gone = await session.execute(
        delete(PushSubscription)
        .where(PushSubscription.id == device_id, PushSubscription.staff_id == staff_id)
        .returning(PushSubscription.id)
    )
    if gone.first() is None:
        raise NotFoundError


_DEVICES = text("""
    SELECT d.id, d.staff_id, s.preferences -> 'notifications' AS choice, s.language,
           coalesce(p.lease_until > now(), false) AS connected,
           coalesce(p.status IN ('online', 'busy'), false) AS at_work
    FROM push_subscriptions d
    JOIN staff s ON s.id = d.staff_id AND s.state = 'active'
    JOIN staff_sessions l ON l.id = d.session_id AND l.expires_at > now()
    LEFT JOIN presence p ON p.staff_id = s.id
    WHERE d.staff_id = ANY(:ids) ORDER BY d.id
""")
_QUEUE = text("""
    INSERT INTO push_messages (id, subscription_id, key, notice_id, payload, urgent, next_at)
    SELECT m.id, m.subscription_id, m.key, m.notice_id, m.payload, m.urgent,
           now() + make_interval(secs => m.delay)
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS m(id uuid, subscription_id uuid, key text,
        notice_id uuid, payload jsonb, urgent bool, delay float8)
    ORDER BY m.subscription_id, m.key
    ON CONFLICT (subscription_id, key) DO NOTHING
""")


async def call(session: WriteSession, calls: Sequence[Call]) -> None:
    """Queues pushes to whoever wants them now; a notice waits a little for who has a page open."""
    people = sorted({one.staff_id for one in calls})
    devices = (await session.execute(_DEVICES, {"ids": people})).all() if people else []
    if not devices:
        return
    paths = await _paths(session, [one.about for one in calls if one.about])
    rows = [
        _row(one, device, paths.get(one.about) if one.about else None)
        for one in calls
        for device in devices
        if device.staff_id == one.staff_id
        and not (one.only_away and device.connected and device.at_work)
        and _wanted(one, device.choice)
    ]
    if rows:
        await session.execute(_QUEUE, {"rows": msgspec.json.encode(rows).decode()})


def _wanted(one: Call, stored: dict[str, Any] | None) -> bool:
    choice = NotificationChoice(**(stored or {}))
    quiet = choice.quiet
    urgent = one.severity == "urgent" and quiet.urgent_passes
    if quiet.on and not urgent and is_between(quiet.begin, quiet.end, quiet.time_zone, now()):
        return False
    return choice.push and choice.topics[one.topic].push


def _row(one: Call, device: Row[Any], path: str | None) -> dict[str, Any]:
    language = choose_language(device.language)
    return {
        "id": new_id(),
        "subscription_id": device.id,
        "key": one.key,
        "notice_id": one.notice_id,
        "urgent": one.severity == "urgent",
        "delay": PATIENCE.total_seconds() if one.notice_id and device.connected else 0.0,
        "payload": {
            "title": label(one.title, language),
            "body": label(one.body, language) if one.body else "",
            "tag": str(one.about.id) if one.about else one.key,
            "path": path or "/",
        },
    }


async def _paths(session: WriteSession, refs: Sequence[ObjectRef]) -> dict[ObjectRef, str]:
    """Where the console shows these objects."""
    found: dict[ObjectRef, str] = {}
    kinds = session.house.object_kinds
    for kind in {ref.kind for ref in refs} & kinds.keys():
        ids = sorted({ref.id for ref in refs if ref.kind == kind})
        faces = await kinds[kind].look(session, None, ids)
        found.update({ObjectRef(kind, one): face.path for one, face in faces.items()})
    return found


async def send_test(session: WriteSession, staff_id: UUID) -> int:
    """Queues a test to all browsers of somebody, whatever they chose; answers how many."""
    devices = (await session.execute(_DEVICES, {"ids": [staff_id]})).all()
    one = Call(staff_id, "other", f"test:{new_id()}", TEST.as_json(), TEST_BODY.as_json())
    rows = [_row(one, device, "/settings/notifications") for device in devices]
    if rows:
        await session.execute(_QUEUE, {"rows": msgspec.json.encode(rows).decode()})
    return len(rows)


# Taken with a lease: what a killed worker held is due again, and the browser shows a tag once.
_TAKE = text("""
    WITH due AS (
        SELECT id FROM push_messages WHERE state = 'waiting' AND next_at <= now()
        ORDER BY next_at LIMIT 50 FOR UPDATE SKIP LOCKED)
    UPDATE push_messages m SET attempts = m.attempts + 1,
        next_at = now() + interval '1 minute',
        state = CASE WHEN n.read_at IS NULL AND l.expires_at > now()
                     THEN m.state ELSE 'dropped' END
    FROM due JOIN push_messages w ON w.id = due.id
    JOIN push_subscriptions d ON d.id = w.subscription_id
    JOIN staff_sessions l ON l.id = d.session_id
    LEFT JOIN notices n ON n.id = w.notice_id
    WHERE m.id = due.id
    RETURNING m.id, m.subscription_id, m.payload, m.urgent, m.state, m.attempts,
              d.endpoint, d.p256dh, d.auth
""")
_SENT = text("UPDATE push_messages SET state = 'sent' WHERE id = :id")
_USED = text("UPDATE push_subscriptions SET used_at = now() WHERE id = :id")
_GONE = text("DELETE FROM push_subscriptions WHERE id = :id")
_AGAIN = text("""
    UPDATE push_messages SET state = CASE WHEN :final THEN 'dropped' ELSE 'waiting' END,
        next_at = now() + make_interval(secs => least(900, 5 * power(3, attempts)))
    WHERE id = :id
""")


async def send_due_pushes(database: Database) -> None:
    """Hands everything due to the push services, a few at a time."""
    while True:
        async with database.reading() as session:
            environment = session.house.environment
            keys = await get_push_keys(session)
        if keys is None:
            return
        async with database.writing() as session:
            rows = (await session.execute(_TAKE)).all()
        if not rows:
            return
        limit = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(
            *[
                _send(database, keys, environment, row, limit)
                for row in rows
                if row.state == "waiting"
            ]
        )


async def _send(
    database: Database,
    keys: PushKeys,
    environment: Environment,
    row: Row[Any],
    limit: asyncio.Semaphore,
) -> None:
    push = Push(
        row.endpoint,
        row.p256dh,
        row.auth,
        msgspec.json.encode(row.payload),
        # At most 32 characters: what a newer push of the same matter replaces.
        to_text(hashlib.sha256(row.payload["tag"].encode()).digest())[:32],
        "high" if row.urgent else "normal",
    )
    # The list of services may have been shortened since this browser was signed up.
    if not is_allowed(row.endpoint, push_hosts(environment)):
        await _note(database, row, "gone")
        return
    async with limit:
        result = await send_push(keys, push, _contact(environment))
    await _note(database, row, result)


def _contact(environment: Environment) -> str:
    """Whom a push service may write to when our pushes trouble it."""
    if environment.base_url.startswith("https://"):
        return environment.base_url
    return f"mailto:{parseaddr(environment.mail_from)[1]}"


async def _note(database: Database, row: Row[Any], result: Result) -> None:
    async with database.writing() as session:
        if result == "gone":
            await session.execute(_GONE, {"id": row.subscription_id})
        elif result == "sent":
            await session.execute(_USED, {"id": row.subscription_id})
            await session.execute(_SENT, {"id": row.id})
        else:
            final = result == "refused" or row.attempts >= MAX_ATTEMPTS
            await session.execute(_AGAIN, {"id": row.id, "final": final})


_FORGET = text("""
    DELETE FROM push_messages WHERE id IN (
        SELECT id FROM push_messages WHERE made_at < now() - make_interval(days => :days)
        LIMIT 5000)
""")


async def forget_old_pushes(database: Database) -> None:
    """What was pushed is forgotten after a day."""
    async with database.writing() as session:
        await session.execute(_FORGET, {"days": KEPT_DAYS})
