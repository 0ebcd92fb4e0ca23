"""Writes of saved views."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.bin.bin import put_in_bin
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.order import put_in_order
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotAllowedError, NotFoundError
from zhiyin.modules.people.interface import are_known
from zhiyin.modules.tickets.models import TicketView
from zhiyin.modules.tickets.permissions import may_keep, may_share, visible
from zhiyin.modules.tickets.queries.views import access_view, show_views
from zhiyin.modules.tickets.schemas.views import ViewIn

REF = "ticket_view"


def _stored(body: ViewIn) -> dict[str, Any]:
    return {
        "name": body.name,
        "shared": body.shared,
        "team_id": body.team_id if body.shared == "team" else None,
        "asked": body.asked.model_dump(mode="json", exclude_defaults=True),
        "columns": list(dict.fromkeys(body.columns)),
        "grouping": body.grouping,
        "position": body.position,
    }


async def _check(session: WriteSession, access: Access, body: ViewIn) -> None:
    if body.shared == "team" and not (
        body.team_id and await are_known(session, team_ids=[body.team_id])
    ):
        raise NotFoundError
    if not may_share(access, body.shared, body.team_id):
        raise NotAllowedError


async def make_view(session: WriteSession, access: Access, body: ViewIn) -> TicketView:
    """Saves a view."""
    await _check(session, access, body)
    row = TicketView(id=new_id(), version=1, owner_id=access.id, **_stored(body))
    session.add(row)
    audit(session, "tickets.make_view", ObjectRef(REF, row.id), after=_said(row))
    return row


async def _hold(session: WriteSession, access: Access, view_id: UUID) -> TicketView:
    await access_view(session, access, view_id)
    row = await session.get_one(TicketView, view_id, with_for_update=True, populate_existing=True)
    if not may_keep(access, row):
        raise NotAllowedError
    return row


async def edit_view(
    session: WriteSession, access: Access, view_id: UUID, body: ViewIn, version: int | None
) -> TicketView:
    """Changes a view, or with whom it is shared."""
    row = await _hold(session, access, view_id)
    shown = (await show_views(session, access, [row]))[0]
    check_version(row, version, shown.model_dump(mode="json"))
    await _check(session, access, body)
    before = _said(row)
    for name, value in _stored(body).items():
        setattr(row, name, value)
    audit(session, "tickets.edit_view", ObjectRef(REF, row.id), before=before, after=_said(row))
    return row


async def order_views(session: WriteSession, access: Access, ids: Sequence[UUID]) -> None:
    """Puts these views in this order among themselves; views the caller may not change stay."""
    query = select(TicketView).where(
        TicketView.id.in_(ids), visible(access), TicketView.deleted_at.is_(None)
    )
    held = await session.execute(query.order_by(TicketView.id).with_for_update())
    rows = held.scalars().all()
    if {row.id for row in rows} != set(ids):
        raise NotFoundError
    if not all(may_keep(access, row) for row in rows):
        raise NotAllowedError
    put_in_order(rows, ids)
    after = {"ids": [str(one) for one in ids]}
    audit(session, "tickets.order_views", ObjectRef(REF, ids[0]), after=after)


async def delete_view(session: WriteSession, access: Access, view_id: UUID) -> None:
    """Puts a view into the bin."""
    row = await _hold(session, access, view_id)
    audit(session, "tickets.delete_view", ObjectRef(REF, row.id), before=_said(row))
    put_in_bin(session, row)


def _said(row: TicketView) -> dict[str, Any]:
    """What the audit keeps: no names people gave, no words they look for."""
    return {"shared": row.shared, "team_id": row.team_id, "grouping": row.grouping}
