"""Who may see and work on tasks and cases: one rule behind lists and single checks."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select

from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.auth.reach import is_within, rows_within
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.models import Case, CaseStep, Task

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
SEE = Permission(
    "procedures.see",
    Text("查看流程", "See procedures"),
    Text(
        "查看有哪些流程，以及自己能看到的对象上流程走到了哪一步。",
        "See which procedures there are, and where they stand about objects one may see.",
    ),
)
RUN = Permission(
    "procedures.run",
    Text("办理流程", "Run procedures"),
    Text(
        "开始一个流程，填写并完成由自己负责的步骤。",
        "Begin a procedure, fill in and finish the steps one has.",
    ),
)
SKIP = Permission(
    "procedures.skip",
    Text("跳过步骤、取消流程", "Skip steps and cancel cases"),
    Text(
        "说明原因后跳过一步，或取消正在进行的流程。",
        "Skip a step or call a running case off, saying why.",
    ),
)
DRAW = Permission(
    "procedures.edit",
    Text("编辑流程", "Edit procedures"),
    Text(
        "修改流程的草稿，新建和停用流程。", "Change drafts of procedures, make and switch them off."
    ),
)
PUBLISH = Permission(
    "procedures.publish",
    Text("发布流程", "Publish procedures"),
    Text(
        "把草稿发布为新版本，并可将进行中的流程转到新版本。",
        "Publish a draft as a new version, and take running cases to another version.",
    ),
)
ALL = (READ, EDIT, SEE, RUN, SKIP, DRAW, PUBLISH)


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


def listed(access: Access) -> ColumnElement[bool]:
    """Which cases a list over all objects shows: those in the caller's scope, those with a step
    that is theirs.
    """
    theirs = (
        select(CaseStep.case_id)
        .join(Task, Task.id == CaseStep.task_id)
        .where(Task.owner_id == access.id, Task.state == "open")
    )
    rows = or_(rows_within(access, SEE, Case.shop_id, Case.team_id), Case.id.in_(theirs))
    return rows if access.only_shops is None else and_(Case.shop_id.in_(access.only_shops), rows)


def reaches_case(access: Access, row: Any) -> bool:
    """Whether a case lies in the caller's scope, whatever it is about."""
    if not access.may(SEE) or not access.reaches(row.shop_id):
        return False
    return is_within(access, SEE, row.shop_id, row.team_id)
