"""Reads of saved views."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import array

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.tickets.models import TicketView
from zhiyin.modules.tickets.permissions import may_keep, visible
from zhiyin.modules.tickets.rules import KIND, is_slow
from zhiyin.modules.tickets.schemas.views import ViewAsked, ViewOut

_ORDER = frozenset({"sort", "box", "state"})
NEAREST_FIRST = array(["nobody", "team", "house"])


async def list_views(session: ReadSession, access: Access) -> list[ViewOut]:
    """The caller's views: their own, those of their teams, those of the house."""
    query = select(TicketView).where(visible(access), TicketView.deleted_at.is_(None))
    rank = func.array_position(NEAREST_FIRST, TicketView.shared)
    rows = await session.execute(query.order_by(rank, TicketView.position, TicketView.id))
    return await show_views(session, access, rows.scalars().all())


async def access_view(
    session: ReadSession | WriteSession, access: Access, view_id: UUID
) -> TicketView:
    """One of them; not found otherwise."""
    query = select(TicketView).where(
        TicketView.id == view_id, visible(access), TicketView.deleted_at.is_(None)
    )
    row: TicketView | None = await session.scalar(query)
    if row is None:
        raise NotFoundError
    return row


async def show_views(
    session: ReadSession | WriteSession, access: Access, rows: Sequence[TicketView]
) -> list[ViewOut]:
    """Views as people see them."""
    names = await get_names(session)
    known = {one.code for one in await get_fields(session, KIND)}
    shown = []
    for row in rows:
        asked = ViewAsked.model_validate(row.asked)
        shown.append(
            ViewOut(
                id=row.id,
                version=row.version,
                name=row.name,
                shared=row.shared,
                team_id=row.team_id,
                asked=asked,
                columns=list(row.columns),
                grouping=row.grouping,
                position=row.position,
                owner_id=row.owner_id,
                owner_name=names.staff_name(row.owner_id),
                may_edit=may_keep(access, row),
                slow=slow(asked),
                unknown=sorted(_fields(asked) - known),
            )
        )
    return shown


def slow(asked: ViewAsked) -> bool:
    """Whether a view asks more at once than indexes answer."""
    given = asked.model_dump(exclude_defaults=True)
    conditions = sum(
        len(value) if part in ("field", "tag") else 1
        for part, value in given.items()
        if part not in _ORDER
    )
    return is_slow(conditions, by_field="field:" in asked.sort)


def _fields(asked: ViewAsked) -> set[str]:
    codes = {one.partition(":")[0] for one in asked.field}
    if "field:" in asked.sort:
        codes.add(asked.sort.removeprefix("-").removeprefix("field:"))
    return codes
