"""Who may set up rules, and use macros."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, true

from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.automation.models import AutomationMacro

MANAGE = Permission(
    "automation.manage",
    Text("管理自动化规则", "Manage automation"),
    Text(
        "编写、试运行和启用自动化规则，查看执行记录，维护大家共用的宏。规则按自己的权限做事，不受编写人的权限限制。",
        "Write, try and switch on rules, see what they did, keep macros for everybody. Rules act by"
        " right of their own, whoever wrote them.",
    ),
)
USE = Permission(
    "automation.use_macros",
    Text("使用宏", "Use macros"),
    Text(
        "在工单和会话上一键执行宏，维护自己的宏；能做什么以本人权限为准。",
        "Carry out macros on tickets and conversations by one click and keep macros of one's own;"
        " what they do is limited by one's own permissions.",
    ),
)
ALL = (MANAGE, USE)


def macros_for(access: Access) -> ColumnElement[bool]:
    """Which macros the caller is offered: their own, those of their teams, those for everybody."""
    ours = AutomationMacro.team_id.is_(None) | AutomationMacro.team_id.in_(access.team_ids)
    reached = true() if access.may(MANAGE) else ours
    return or_(AutomationMacro.owner_id == access.id, AutomationMacro.owner_id.is_(None) & reached)


def may_keep(access: Access, owner_id: UUID | None) -> bool:
    """Whether the caller may change a macro: their own, or with the right for everybody's."""
    mine: Any = owner_id == access.actor.id
    return access.may(MANAGE) or bool(mine)
