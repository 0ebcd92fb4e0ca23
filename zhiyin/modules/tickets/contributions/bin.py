"""What of tickets rests in the bin: views."""

from typing import Any

from zhiyin.kernel.contracts.bin import BinKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.tickets.models import TicketView
from zhiyin.modules.tickets.permissions import READ, may_keep


def _name(row: Any) -> dict[str, str]:
    return {"zh-CN": row.name, "en": row.name}


BIN = (
    BinKind(
        "ticket_view", Text("工单视图", "Ticket view"), READ, TicketView, _name, may_touch=may_keep
    ),
)
