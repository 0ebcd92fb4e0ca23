"""Custom fields of customers: who keeps them, and what conditions can ask of them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import exists, select

from zhiyin.kernel.contracts.fields import CustomerFacts, FieldHost, OfferedFact
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.fields.field import CHOSEN, CustomField
from zhiyin.kernel.fields.values import NO, YES, as_facts
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.customers.models import Customer
from zhiyin.modules.customers.permissions import SENSITIVE
from zhiyin.modules.customers.queries import KIND

PREFIX = "field."
# What nobody would ask word for word.
_UNASKED = ("long_text", "url")


async def is_used(session: WriteSession, code: str) -> bool:
    """Whether any file has a value of this field."""
    return bool(await session.scalar(select(exists().where(Customer.fields.has_key(code)))))


async def offer(session: ReadSession | WriteSession) -> Sequence[OfferedFact]:
    """Fields that conditions can ask for: none that are personal."""
    return [
        OfferedFact(PREFIX + one.code, one.name, _choices(one))
        for one in await get_fields(session, KIND)
        if one.active and not one.personal and one.type not in _UNASKED
    ]


def _choices(field: CustomField) -> dict[str, dict[str, str]] | None:
    if field.type == "yes_no":
        return {"yes": YES.as_json(), "no": NO.as_json()}
    if field.type in CHOSEN:
        return {one.code: one.name for one in field.choices}
    return None


async def get_field_facts(
    session: ReadSession | WriteSession, customer_ids: Sequence[UUID], asked: Sequence[str]
) -> Mapping[UUID, Mapping[str, Sequence[str]]]:
    """The values of these fields of these customers, as conditions compare them."""
    wanted = {
        PREFIX + one.code: one
        for one in await get_fields(session, KIND)
        if PREFIX + one.code in asked and not one.personal
    }
    if not wanted or not customer_ids:
        return {}
    query = select(Customer.id, Customer.fields).where(Customer.id.in_(customer_ids))
    return {
        row.id: {
            name: as_facts(field, row.fields[field.code])
            for name, field in wanted.items()
            if field.code in row.fields
        }
        for row in await session.execute(query)
    }


FIELDS = FieldHost(KIND, Text("客户", "Customers"), is_used, personal=SENSITIVE)
FACTS = CustomerFacts(PREFIX, offer, get_field_facts)
