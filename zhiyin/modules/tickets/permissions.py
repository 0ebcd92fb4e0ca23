"""Who may see and work on tickets: one rule behind lists and single checks."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select

from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.auth.reach import is_within, rows_within
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.interface import about_own_steps
from zhiyin.modules.tickets.models import Ticket, TicketTemplate, TicketView, TicketWatcher
from zhiyin.modules.tickets.rules import KIND

READ = Permission(
    "tickets.read",
    Text("查看工单", "See tickets"),
    Text(
        "查看自己负责、自己新建和自己关注的工单，手上有待办步骤的工单，以及所在团队无人负责的工单；范围更大的角色看到更多。",
        "See tickets one owns, has made or watches, those one has a step to do about, and those of"
        " one's teams that nobody has; wider roles see more.",
    ),
)
EDIT = Permission(
    "tickets.edit",
    Text("处理工单", "Work on tickets"),
    Text(
        "新建、修改、转给同事、评论、结束和重新打开工单。",
        "Make, change, hand over, comment, end and reopen tickets.",
    ),
)
MANAGE = Permission(
    "tickets.manage",
    Text("管理工单类型", "Manage ticket types"),
    Text(
        "维护工单类型及其状态、字段、默认团队和时限。",
        "Keep the types of tickets with their statuses, fields, team and time limit.",
    ),
)
TEMPLATES = Permission(
    "tickets.templates",
    Text("维护工单模板", "Keep ticket templates"),
    Text(
        "维护工单模板和定期工单；范围为团队的角色只维护所在团队的。",
        "Keep templates of tickets and recurring tickets; roles of a team's scope those of their"
        " teams.",
    ),
)
EXPORT = Permission(
    "tickets.export",
    Text("导出工单", "Export tickets"),
    Text(
        "把能看到的工单导出成表格；看不到的个人信息在表里同样打码。",
        "Export tickets one can see as a table; personal data one may not see is masked, too.",
    ),
)
IMPORT = Permission(
    "tickets.import",
    Text("导入工单", "Import tickets"),
    Text(
        "从表格批量新建和修改工单，并可在 30 天内撤销；只能修改自己有权处理的工单。",
        "Make and change tickets from a table, and undo that within 30 days; only tickets one may"
        " work on are changed.",
    ),
)
ALL = (READ, EDIT, MANAGE, TEMPLATES, EXPORT, IMPORT)


def readable(access: Access, led: Collection[UUID]) -> ColumnElement[bool]:
    """Which rows the caller may see; `led` are the teams they coordinate. Who has a step to do sees
    the ticket it is about as long as that is open.
    """
    if not access.may(READ):
        return false()
    if access.only_shops is not None:
        return and_(Ticket.shop_id.in_(access.only_shops), _readable(access, led))
    return _readable(access, led)


def _readable(access: Access, led: Collection[UUID]) -> ColumnElement[bool]:
    unowned = Ticket.owner_id.is_(None) & (
        Ticket.team_id.is_(None) | Ticket.team_id.in_(access.team_ids)
    )
    watched = select(TicketWatcher.ticket_id).where(TicketWatcher.staff_id == access.id)
    return or_(
        rows_within(access, READ, Ticket.shop_id, Ticket.team_id),
        Ticket.owner_id == access.id,
        Ticket.made_by == access.id,
        Ticket.team_id.in_(led),
        Ticket.id.in_(watched),
        Ticket.id.in_(about_own_steps(KIND, access.id)),
        unowned,
    )


def may_edit(access: Access, row: Any, led: Collection[UUID]) -> bool:
    """Whether the caller may work on a ticket they can see: owners and makers may, whoever
    coordinates its team, its team while nobody has it, and others only in a wider scope.
    """
    if not access.may(EDIT):
        return False
    if access.actor.id in (row.owner_id, row.made_by) or row.team_id in led:
        return True
    if row.owner_id is None and (row.team_id is None or row.team_id in access.team_ids):
        return True
    return is_within(access, EDIT, row.shop_id, row.team_id)


def usable(access: Access) -> ColumnElement[bool]:
    """Which templates are for the caller: for everybody, their shops, their teams."""
    teams = TicketTemplate.only_team_id
    found = or_(teams.is_(None), teams.in_(access.team_ids))
    if access.only_shops is not None:
        shops = TicketTemplate.only_shop_id
        return and_(found, or_(shops.is_(None), shops.in_(access.only_shops)))
    return found


def may_keep_template(access: Access, row: Any) -> bool:
    """Whether the caller may keep a template: all of them, or those of their shops and teams."""
    if not access.may(TEMPLATES) or not access.reaches(row.only_shop_id):
        return False
    return is_within(access, TEMPLATES, row.only_shop_id, row.only_team_id)


def visible(access: Access) -> ColumnElement[bool]:
    """Which saved views the caller has: their own, those of their teams and of the house."""
    return or_(
        TicketView.owner_id == access.id,
        TicketView.shared == "house",
        and_(TicketView.shared == "team", TicketView.team_id.in_(access.team_ids)),
    )


def may_share(access: Access, shared: str, team_id: UUID | None) -> bool:
    """Whether the caller may keep a view for these people."""
    if shared == "nobody":
        return True
    if access.may(MANAGE):
        return True
    return shared == "team" and access.may(EDIT) and team_id in access.team_ids


def may_keep(access: Access, row: Any) -> bool:
    """Whether the caller may change a view: their own, and shared ones where they may share."""
    if row.owner_id == access.actor.id:
        return True
    return row.shared != "nobody" and access.may(MANAGE)
