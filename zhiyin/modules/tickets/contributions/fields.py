"""Custom fields of tickets: who keeps them."""

from typing import get_args

from sqlalchemy import exists, select

from zhiyin.kernel.contracts.fields import FieldHost
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.fields.field import FieldType
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.tickets.models import TicketValue
from zhiyin.modules.tickets.rules import KIND


async def is_used(session: WriteSession, code: str) -> bool:
    """Whether any ticket has a value of this field."""
    return bool(await session.scalar(select(exists().where(TicketValue.field == code))))


FIELDS = FieldHost(KIND, Text("工单", "Tickets"), is_used, closing=True, types=get_args(FieldType))
