"""Reads of macros."""

from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.procedures import AnySession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.automation.models import AutomationMacro
from zhiyin.modules.automation.permissions import macros_for, may_keep
from zhiyin.modules.automation.queries.offers import find_action_faults, refused_by
from zhiyin.modules.automation.schemas import ActionIn, MacroOut


async def list_macros(session: AnySession, access: Access, about: str | None) -> list[MacroOut]:
    """The macros the caller is offered, by name."""
    query = select(AutomationMacro).where(macros_for(access))
    if about is not None:
        query = query.where(AutomationMacro.about == about)
    rows = await session.execute(query.order_by(AutomationMacro.name, AutomationMacro.id))
    return [await show_macro(session, access, row) for row in rows.scalars()]


async def access_macro(session: AnySession, access: Access, macro_id: UUID) -> AutomationMacro:
    """One of them; not found otherwise."""
    query = select(AutomationMacro).where(AutomationMacro.id == macro_id, macros_for(access))
    row: AutomationMacro | None = await session.scalar(query)
    if row is None:
        raise NotFoundError
    return row


async def show_macro(session: AnySession, access: Access, row: AutomationMacro) -> MacroOut:
    """A macro, with what keeps the caller from using it."""
    actions = [ActionIn.model_validate(one) for one in row.actions]
    faults = await find_action_faults(session, row.about, actions, access.language)
    return MacroOut(
        id=row.id,
        version=row.version,
        name=row.name,
        about=row.about,
        actions=actions,
        private=row.owner_id is not None,
        team_id=row.team_id,
        may_edit=may_keep(access, row.owner_id),
        faults=[*faults, *refused_by(session, access, actions)],
    )
