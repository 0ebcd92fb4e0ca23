"""Macros are kept, and carried out: all of their actions, or none."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.automation import AutomationCall
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotAllowedError, NotFoundError, ProblemError
from zhiyin.modules.automation.errors import (
    MacroStoppedError,
    RuleFaultyError,
    TooManyRulesError,
    WrongMatterError,
)
from zhiyin.modules.automation.models import AutomationMacro, AutomationRun
from zhiyin.modules.automation.permissions import MANAGE, may_keep
from zhiyin.modules.automation.queries.macros import access_macro, show_macro
from zhiyin.modules.automation.queries.offers import find_action_faults, refused_by
from zhiyin.modules.automation.queries.runs import access_object
from zhiyin.modules.automation.rules import MACRO, WAIT
from zhiyin.modules.automation.schemas import ActionIn, MacroIn, MacroUse
from zhiyin.modules.people.interface import are_known

MOST = 200


async def make_macro(session: WriteSession, access: Access, body: MacroIn) -> AutomationMacro:
    """Keeps a macro for oneself, for a team, or for everybody."""
    count = await session.scalar(select(func.count()).select_from(AutomationMacro))
    if (count or 0) >= MOST:
        raise TooManyRulesError(most=MOST)
    row = AutomationMacro(id=new_id(), version=1, made_by=access.id, name="", about="", actions=[])
    await _put(session, access, row, body)
    session.add(row)
    await session.flush()
    audit(session, "automation.make_macro", ObjectRef(MACRO, row.id), after=_said(row))
    return row


async def edit_macro(
    session: WriteSession, access: Access, macro_id: UUID, body: MacroIn, version: int | None
) -> AutomationMacro:
    """Changes a macro, or for whom it is."""
    row = await _hold(session, access, macro_id)
    shown = await show_macro(session, access, row)
    check_version(row, version, shown.model_dump(mode="json"))
    before = _said(row)
    await _put(session, access, row, body)
    audit(session, "automation.edit_macro", ObjectRef(MACRO, row.id), before=before,
          after=_said(row))  # fmt: skip
    return row


async def drop_macro(session: WriteSession, access: Access, macro_id: UUID) -> None:
    """Takes a macro away; what it did stays in the record."""
    row = await _hold(session, access, macro_id)
    audit(session, "automation.drop_macro", ObjectRef(MACRO, row.id), before=_said(row))
    await session.delete(row)


async def _hold(session: WriteSession, access: Access, macro_id: UUID) -> AutomationMacro:
    await access_macro(session, access, macro_id)
    row = await session.get_one(
        AutomationMacro, macro_id, with_for_update=True, populate_existing=True
    )
    if not may_keep(access, row.owner_id):
        raise NotAllowedError
    return row


async def _put(session: WriteSession, access: Access, row: AutomationMacro, body: MacroIn) -> None:
    if not body.private and not access.may(MANAGE):
        raise NotAllowedError
    if body.team_id is not None and not await are_known(session, team_ids=[body.team_id]):
        raise NotFoundError
    waits = any(one.code == WAIT for one in body.actions)
    faults = await find_action_faults(session, body.about, body.actions, access.language)
    if waits or faults or body.about not in session.house.matters:
        raise RuleFaultyError
    row.name, row.about = body.name, body.about
    row.actions = [one.model_dump(mode="json") for one in body.actions]
    row.owner_id = access.id if body.private else None
    row.team_id = None if body.private else body.team_id


def _said(row: AutomationMacro) -> dict[str, Any]:
    return {
        "name": row.name,
        "about": row.about,
        "actions": row.actions,
        "owner_id": row.owner_id,
        "team_id": row.team_id,
    }


async def use_macro(
    session: WriteSession, access: Access, macro_id: UUID, body: MacroUse
) -> AutomationRun:
    """Carries a macro out on something the caller may see, with their own rights. Where one action
    is refused nothing is changed.
    """
    macro = await access_macro(session, access, macro_id)
    about = ObjectRef(body.about_kind, body.about_id)
    if macro.about != about.kind:
        raise WrongMatterError
    await access_object(session, access, about)
    actions = [ActionIn.model_validate(one) for one in macro.actions]
    if refused_by(session, access, actions):
        raise NotAllowedError
    if await find_action_faults(session, about.kind, actions, access.language):
        raise RuleFaultyError
    run = AutomationRun(
        id=new_id(),
        rule_id=None,
        name=macro.name,
        by_id=access.id,
        key=f"macro:{new_id()}",
        about_kind=about.kind,
        about_id=about.id,
        document={"about": macro.about, "actions": macro.actions},
        steps=[await _do(session, access, macro, about, place, one)
               for place, one in enumerate(actions)],
        state="done",
        place=len(actions),
        ended_at=now(),
    )  # fmt: skip
    session.add(run)
    await session.flush()
    await session.refresh(run)
    return run


async def _do(
    session: WriteSession,
    access: Access,
    macro: AutomationMacro,
    about: ObjectRef,
    place: int,
    asked: ActionIn,
) -> dict[str, Any]:
    action = session.house.automation_actions[asked.code]
    # One use is one run, told apart from every other use of the same macro.
    key = f"macro:{new_id()}:{place}"
    call = AutomationCall(macro.id, key, about, macro.name, asked.values, access)
    try:
        said = await action.run(session, call)
    except ProblemError as problem:
        language = access.language
        details = "".join(one.say(language) for one in problem.fields.values())
        reason = details or problem.sentence().say(language)
        raise MacroStoppedError(action=action.title.say(language), reason=reason) from problem
    return {
        "code": asked.code,
        "state": "done",
        "said": said.as_json() if said else None,
        "at": now().isoformat(),
    }
