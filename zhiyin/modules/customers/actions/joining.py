"""Joining two files (合并客户) that are one person. Only a person or a signed identity says so."""

from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.customers.errors import SameCustomerError
from zhiyin.modules.customers.events import CustomerChanged, CustomersMerged
from zhiyin.modules.customers.models import Customer


async def join_customers(session: WriteSession, into_id: UUID, from_id: UUID) -> None:
    """Everything of `from_id` moves to `into_id`; whoever asks for the one is shown the other.

    Both files are locked in the order of their ids, so two people who join the same files in
    opposite directions come one after the other, and the second is told that one is gone.
    """
    if into_id == from_id:
        raise SameCustomerError
    locked = await session.execute(
        select(Customer)
        .where(Customer.id.in_((into_id, from_id)))
        .order_by(Customer.id)
        .with_for_update()
    )
    rows = {row.id: row for row in locked.scalars()}
    if len(rows) < 2 or any(row.merged_into or row.erased_at for row in rows.values()):
        raise NotFoundError
    for part in session.house.personal.values():
        await part.merge(session, from_id, into_id)
    into_ref, from_ref = ObjectRef("customer", into_id), ObjectRef("customer", from_id)
    audit(session, "customers.merge", into_ref, after={"from": from_id, "into": into_id})
    emit(session, CustomersMerged(from_id, into_id), from_ref, into_ref)
    emit(session, CustomerChanged(into_id), into_ref)
