"""Payouts as the console lists and shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.conversations.interface import SEE_PERSONAL
from zhiyin.modules.customers.interface import get_cards, mask_spans, personal_spans
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.remedies.models import Payout
from zhiyin.modules.remedies.permissions import readable
from zhiyin.modules.remedies.queries.access import about_of, get_faces, verbs_of
from zhiyin.modules.remedies.queries.limits import allowed_to
from zhiyin.modules.remedies.rules import State, reference
from zhiyin.modules.remedies.schemas import PayoutAboutOut, PayoutRow

AnySession = ReadSession | WriteSession


@dataclass(frozen=True)
class PayoutQuery:
    """Which payouts are asked for."""

    about: ObjectRef | None = None
    states: Sequence[State] = ()
    shop_id: UUID | None = None
    customer_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    mine: bool = False


async def list_payouts(
    session: ReadSession, access: Access, asked: PayoutQuery, cursor: str | None, limit: int
) -> tuple[list[PayoutRow], str | None]:
    """One page of payouts, newest first: those for something the caller can see, or all of their
    scope.
    """
    query = select(Payout).where(*await chosen(session, access, asked))
    before = decode_cursor(cursor, UUID)
    if before is not None:
        query = query.where(Payout.id < before)
    rows = (await session.execute(query.order_by(Payout.id.desc()).limit(limit + 1))).scalars()
    found = list(rows)
    page = found[:limit]
    following = encode_cursor(page[-1].id) if len(found) > limit else None
    return await show_payouts(session, access, page), following


async def chosen(
    session: ReadSession, access: Access, asked: PayoutQuery
) -> list[ColumnElement[bool]]:
    """The conditions of a list."""
    conditions: list[ColumnElement[bool]] = []
    if asked.about is None:
        conditions.append(readable(access))
    else:
        if not await get_faces(session, access, [asked.about]):
            raise NotFoundError
        conditions += [Payout.about_kind == asked.about.kind, Payout.about_id == asked.about.id]
        if access.only_shops is not None:
            conditions.append(Payout.shop_id.in_(access.only_shops))
    if asked.states:
        conditions.append(Payout.state.in_(asked.states))
    if asked.shop_id is not None:
        conditions.append(Payout.shop_id == asked.shop_id)
    if asked.customer_id is not None:
        conditions.append(Payout.customer_id == asked.customer_id)
    if asked.since is not None:
        conditions.append(Payout.requested_at >= asked.since)
    if asked.until is not None:
        conditions.append(Payout.requested_at < asked.until)
    if asked.mine:
        conditions.append(Payout.requested_by == access.id)
    return conditions


def conceal(access: Access, text: str) -> str:
    """The text, with personal data in it masked for who may not see that."""
    return text if SEE_PERSONAL in access.scopes else mask_spans(text, personal_spans(text))


async def show_payouts(
    session: AnySession, access: Access, rows: Sequence[Payout]
) -> list[PayoutRow]:
    """Payouts as whoever asks sees them."""
    names = await get_names(session)
    faces = await get_faces(session, access, {about_of(row) for row in rows})
    cards = await get_cards(session, sorted({row.customer_id for row in rows if row.customer_id}))
    currencies = {row.currency for row in rows}
    allowed = {one: await allowed_to(session, access.actor, one) for one in sorted(currencies)}
    kinds = session.house.payout_kinds
    by_hand = {one.code for one in kinds.values() if one.pay is None}
    shown = []
    for row in rows:
        face, about = faces.get(about_of(row)), about_of(row)
        card = cards.get(row.customer_id) if row.customer_id else None
        kind = kinds.get(row.kind)
        name = kind.name.as_json() if kind else {"zh-CN": row.kind, "en": row.kind}
        given: dict[str, Any] = {
            "id": row.id,
            "number": reference(row.requested_at, row.number),
            "kind": row.kind,
            "kind_name": Labels.of(name),
            "about": PayoutAboutOut(
                kind=about.kind,
                id=about.id,
                title=face.title if face else None,
                path=face.path if face else None,
            ),
            "shop_id": row.shop_id,
            "customer_id": row.customer_id,
            "customer_name": card.name if card else None,
            "amount": row.amount,
            "currency": row.currency,
            "reason": conceal(access, row.reason),
            "state": row.state,
            "held": row.held,
            "at_once": row.granted_on is not None,
            "requested_by": row.requested_by,
            "requested_by_name": names.staff_name(row.requested_by) or None,
            "requested_at": row.requested_at,
            "decided_by_name": names.staff_name(row.decided_by) or None,
            "decided_at": row.decided_at,
            "why": conceal(access, row.why),
            "due_at": row.due_at,
            "method": row.method,
            "reference": conceal(access, row.reference),
            "sent_by_name": names.staff_name(row.sent_by) or None,
            "sent_at": row.sent_at,
            "arrived_at": row.arrived_at,
            "may": verbs_of(access, row, allowed, by_hand),
            "version": row.version,
        }
        shown.append(PayoutRow(**given))
    return shown
