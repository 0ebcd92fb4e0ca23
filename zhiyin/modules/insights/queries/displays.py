"""Reads of the links for wall screens."""

from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.secrets import hash_token
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.modules.insights.errors import LinkOverError
from zhiyin.modules.insights.models import DisplayLink
from zhiyin.modules.insights.schemas import DisplayOut
from zhiyin.modules.people.interface import StaffNames, get_names


def show_link(row: DisplayLink, names: StaffNames) -> DisplayOut:
    """A link without its token."""
    return DisplayOut(
        id=row.id,
        name=row.name,
        team_ids=row.team_ids,
        made_by=names.staff_name(row.made_by),
        made_at=row.made_at,
    )


async def list_links(session: ReadSession) -> list[DisplayOut]:
    """The links that are valid, the newest first."""
    query = select(DisplayLink).where(DisplayLink.revoked_at.is_(None))
    names = await get_names(session)
    rows = (await session.execute(query.order_by(DisplayLink.id.desc()))).scalars()
    return [show_link(row, names) for row in rows]


async def check_link(session: ReadSession, token: str) -> frozenset[UUID] | None:
    """The teams a screen with this token may show; `None` is all. Refuses a link that is over."""
    query = select(DisplayLink).where(
        DisplayLink.token_hash == hash_token(token), DisplayLink.revoked_at.is_(None)
    )
    row = await session.scalar(query)
    if row is None:
        raise LinkOverError
    return frozenset(row.team_ids) or None
