"""Who comes with an access key, what they may do then, and what is counted of their calls."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.actor import Actor, ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.auth.secrets import hash_token
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import TooManyRequestsError
from zhiyin.modules.people.actions.access_keys import KIND
from zhiyin.modules.people.actions.sessions import access_of
from zhiyin.modules.people.errors import AccessKeyOverError, DayUsedUpError
from zhiyin.modules.people.models import AccessKey, Staff
from zhiyin.modules.people.permissions import HOLD_KEYS
from zhiyin.modules.people.queries.access_keys import today_of, zone_of

# One statement, whichever process asks: what is over a limit is not counted.
_TAKE = text("""
    UPDATE access_keys SET
        last_used_at = now(),
        minute = :minute,
        minute_calls = CASE WHEN minute = :minute THEN minute_calls ELSE 0 END + 1,
        day = :day,
        day_calls = CASE WHEN day = :day THEN day_calls ELSE 0 END + 1,
        day_writes = CASE WHEN day = :day THEN day_writes ELSE 0 END + :writes
    WHERE id = :id AND revoked_at IS NULL AND expires_at > now()
      AND (minute IS DISTINCT FROM :minute OR minute_calls < calls_a_minute)
      AND (:writes = 0 OR CASE WHEN day = :day THEN day_writes ELSE 0 END < writes_a_day)
    RETURNING id
""")
_GIVE_BACK = text("""
    UPDATE access_keys SET day_writes = day_writes - 1
    WHERE id = :id AND day = :day AND day_writes > 0
""")


@dataclass(frozen=True)
class KeyHolder:
    """Who comes with an access key, and what the key allows of what they may do."""

    key_id: UUID
    name: str
    read_only: bool
    access: Access


async def find_holder(session: ReadSession | WriteSession, token: str) -> KeyHolder:
    """Who comes with this key; refuses one that is over, or whose owner may not hold keys now."""
    found = (
        await session.execute(
            select(AccessKey, Staff)
            .join(Staff, Staff.id == AccessKey.staff_id)
            .where(
                AccessKey.token_hash == hash_token(token),
                AccessKey.revoked_at.is_(None),
                AccessKey.expires_at > now(),
                Staff.state == "active",
            )
        )
    ).first()
    if found is None:
        raise AccessKeyOverError
    key, staff = found.tuple()
    access = await access_of(session, staff)
    if not access.may(HOLD_KEYS):
        raise AccessKeyOverError
    return KeyHolder(
        key.id, key.name, key.read_only, narrow(access, key.id, key.permissions, key.shop_ids)
    )


def narrow(
    access: Access, key_id: UUID, permissions: Collection[str], shop_ids: Collection[UUID]
) -> Access:
    """What a key allows: its permissions as far as its owner holds them, in its shops."""
    return replace(
        access,
        actor=Actor("staff", access.id, key=key_id),
        scopes={name: scope for name, scope in access.scopes.items() if name in permissions},
        only_shops=frozenset(shop_ids) if shop_ids else None,
    )


async def take_call(session: WriteSession, key_id: UUID, *, writes: bool) -> None:
    """Counts a call before it is made; refuses one over the limits of its key."""
    values = {
        "id": key_id,
        "minute": now().replace(second=0, microsecond=0),
        "day": await today_of(session),
        "writes": int(writes),
    }
    if (await session.execute(_TAKE, values)).first() is not None:
        return
    row = await session.get(AccessKey, key_id)
    if row is None or row.revoked_at is not None or row.expires_at <= now():
        raise AccessKeyOverError
    if row.minute == values["minute"] and row.minute_calls >= row.calls_a_minute:
        raise TooManyRequestsError(seconds=60 - now().second)
    raise DayUsedUpError(limit=row.writes_a_day, seconds=await _until_tomorrow(session))


async def _until_tomorrow(session: WriteSession) -> int:
    here = now().astimezone(await zone_of(session))
    midnight = datetime.combine(here.date() + timedelta(days=1), time(), here.tzinfo)
    return round((midnight - here).total_seconds())


async def note_call(
    session: WriteSession, key_id: UUID, after: dict[str, Any], *, give_back: bool
) -> None:
    """Records a call that was made; one that changed nothing does not count as a change."""
    if give_back:
        await session.execute(_GIVE_BACK, {"id": key_id, "day": await today_of(session)})
    audit(session, "people.use_access_key", ObjectRef(KIND, key_id), after=after)
