"""Rules and their runs as others refer to them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.automation import RUN
from zhiyin.kernel.contracts.module import Face, ObjectKind
from zhiyin.kernel.contracts.procedures import AnySession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.automation.models import AutomationRule, AutomationRun
from zhiyin.modules.automation.permissions import MANAGE
from zhiyin.modules.automation.rules import KIND


async def look_at_rules(
    session: AnySession, access: Access | None, ids: Sequence[UUID]
) -> dict[UUID, Face]:
    """These rules, for who may manage them."""
    if access is not None and not access.may(MANAGE):
        return {}
    query = select(AutomationRule.id, AutomationRule.name).where(AutomationRule.id.in_(ids))
    rows = await session.execute(query)
    return {row.id: Face(row.name, f"/settings/automation/{row.id}") for row in rows}


async def look_at_runs(
    session: AnySession, access: Access | None, ids: Sequence[UUID]
) -> dict[UUID, Face]:
    """These runs by the names of their rules, for histories of objects the caller may see."""
    rows = await session.execute(
        select(AutomationRun.id, AutomationRun.name).where(AutomationRun.id.in_(ids))
    )
    return {row.id: Face(row.name, f"/automation/runs/{row.id}") for row in rows}


OBJECTS = (
    ObjectKind(KIND, Text("自动化规则", "Rule of automation"), look_at_rules),
    ObjectKind(RUN, Text("自动化执行记录", "Run of a rule"), look_at_runs),
)
