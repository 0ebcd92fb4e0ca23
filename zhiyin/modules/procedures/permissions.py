"""Who may see and work on tasks: one rule behind lists and single checks."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_

from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.auth.reach import is_within, rows_within
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.models import Task

READ = Permission(
    "procedures.read_tasks",
    Text("查看待办", "See tasks"),
    Text(
        "查看自己的待办、自己新建的待办，以及所在团队无人负责的待办；范围更大的角色看到更多。",
        "See one's own tasks, those one has made, and those of one's teams that nobody has; wider"
        " roles see more.",
    ),
)
EDIT = Permission(
    "procedures.edit_tasks",
    Text("处理待办", "Work on tasks"),
    Text(
        "新建、领取、交给同事、完成和取消待办。",
        "Make, take, hand over, finish and cancel tasks.",
    ),
)
ALL = (READ, EDIT)


def readable(access: Access, led: Collection[UUID]) -> ColumnElement[bool]:
    """Which rows the caller may see; `led` are the teams they coordinate."""
    if not access.may(READ):
        return false()
    if access.only_shops is not None:
        return and_(Task.shop_id.in_(access.only_shops), _readable(access, led))
    return _readable(access, led)


def _readable(access: Access, led: Collection[UUID]) -> ColumnElement[bool]:
    unowned = Task.owner_id.is_(None) & (Task.team_id.is_(None) | Task.team_id.in_(access.team_ids))
    return or_(
        rows_within(access, READ, Task.shop_id, Task.team_id),
        Task.owner_id == access.id,
        Task.made_by == access.id,
        Task.team_id.in_(led),
        unowned,
    )


def may_edit(access: Access, row: Any, led: Collection[UUID]) -> bool:
    """Whether the caller may work on a task they can see: owners may, makers until it has an
    owner, whoever coordinates its team, and others only in a wider scope.
    """
    if not access.may(EDIT):
        return False
    if access.actor.id == row.owner_id or row.team_id in led:
        return True
    if row.owner_id is None and access.actor.id == row.made_by:
        return True
    return is_within(access, EDIT, row.shop_id, row.team_id)
