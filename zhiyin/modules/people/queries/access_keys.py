"""Reads of access keys."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.people.models import AccessKey, Shop, Staff
from zhiyin.modules.people.permissions import MANAGE_STAFF
from zhiyin.modules.people.schemas.access_keys import AccessKeyOut


def visible(access: Access) -> ColumnElement[bool]:
    """Everybody sees their own keys; who manages staff sees all."""
    if access.may(MANAGE_STAFF):
        return AccessKey.revoked_at.is_(None)
    return AccessKey.revoked_at.is_(None) & (AccessKey.staff_id == access.id)


async def list_keys(session: ReadSession | WriteSession, access: Access) -> list[AccessKeyOut]:
    """The keys that are not revoked, the newest first."""
    rows = await session.execute(
        select(AccessKey, Staff.name)
        .join(Staff, Staff.id == AccessKey.staff_id)
        .where(visible(access))
        .order_by(AccessKey.id.desc())
    )
    today = await today_of(session)
    return [show_key(key, name, today) for key, name in rows.tuples()]


def show_key(row: AccessKey, owner: str, today: date) -> AccessKeyOut:
    """A key without its secret."""
    used = row.day == today
    return AccessKeyOut(
        id=row.id,
        owner_id=row.staff_id,
        owner_name=owner,
        name=row.name,
        hint=row.hint,
        read_only=row.read_only,
        permissions=row.permissions,
        shop_ids=row.shop_ids,
        calls_a_minute=row.calls_a_minute,
        writes_a_day=row.writes_a_day,
        made_at=row.made_at,
        expires_at=row.expires_at,
        expired=row.expires_at <= now(),
        last_used_at=row.last_used_at,
        calls_today=row.day_calls if used else 0,
        writes_today=row.day_writes if used else 0,
    )


async def zone_of(session: ReadSession | WriteSession) -> ZoneInfo:
    """The time zone whose days count for limits: the first shop's."""
    found = await session.scalar(select(Shop.time_zone).order_by(Shop.id).limit(1))
    return ZoneInfo(found or "UTC")


async def today_of(session: ReadSession | WriteSession) -> date:
    """The day it is there."""
    return now().astimezone(await zone_of(session)).date()
