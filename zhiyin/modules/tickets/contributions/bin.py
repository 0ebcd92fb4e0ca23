"""What of tickets rests in the bin: views, templates, recurring tickets."""

from typing import Any

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.bin import BinKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.tickets.actions.recurring import wind
from zhiyin.modules.tickets.models import TicketSchedule, TicketTemplate, TicketView
from zhiyin.modules.tickets.permissions import READ, TEMPLATES, may_keep, may_keep_template


def _name(row: Any) -> dict[str, str]:
    return {"zh-CN": row.name, "en": row.name}


def _days(row: Any) -> dict[str, str]:
    begin = row.starts_on.isoformat()
    return Text(f"{begin} 起的定期工单", f"Recurring ticket from {begin}").as_json()


def _reached(access: Access, row: Any) -> bool:
    return access.reaches(row.shop_id)


BIN = (
    BinKind(
        "ticket_view", Text("工单视图", "Ticket view"), READ, TicketView, _name, may_touch=may_keep
    ),
    BinKind(
        "ticket_template",
        Text("工单模板", "Ticket template"),
        TEMPLATES,
        TicketTemplate,
        _name,
        may_touch=may_keep_template,
    ),
    BinKind(
        "ticket_schedule",
        Text("定期工单", "Recurring ticket"),
        TEMPLATES,
        TicketSchedule,
        _days,
        restored=wind,
        may_touch=_reached,
    ),
)
