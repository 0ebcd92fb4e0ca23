"""Customers as others refer to them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import Face, ObjectKind
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.customers.models import Customer
from zhiyin.modules.customers.permissions import READ


async def look(
    session: ReadSession | WriteSession, access: Access | None, ids: Sequence[UUID]
) -> dict[UUID, Face]:
    """These customers, for whoever may read customer files."""
    if access is not None and not access.may(READ):
        return {}
    query = select(Customer.id, Customer.name).where(
        Customer.id.in_(ids), Customer.merged_into.is_(None)
    )
    return {
        row.id: Face(row.name, f"/customers/{row.id}", row.id)
        for row in await session.execute(query)
    }


CUSTOMER = ObjectKind("customer", Text("客户", "Customer"), look)
