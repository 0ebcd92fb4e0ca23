"""A dry run with the people, calendars and actions of the house; nothing is written."""

from uuid import UUID

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.procedures import ProcedureCall
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.http.shapes import Labels
from zhiyin.modules.people.interface import (
    StaffNames,
    are_known,
    get_calendar,
    get_names,
    get_shops,
)
from zhiyin.modules.procedures.queries.offers import NO_CASE, is_named
from zhiyin.modules.procedures.queries.who import Assigned, find_told, find_who, name_who
from zhiyin.modules.procedures.rules.documents import Sentences, Step
from zhiyin.modules.procedures.rules.dry import Chosen, Visit, walk
from zhiyin.modules.procedures.rules.flow import make_plan
from zhiyin.modules.procedures.schemas.procedures import (
    DryAction,
    DryNotice,
    DryRunIn,
    DryRunOut,
    DryStep,
)


async def run_dry(session: ReadSession, body: DryRunIn, staff_id: UUID) -> DryRunOut:
    """Walks through the document as if the caller began it now."""
    teams = [body.team_id] if body.team_id else []
    if body.shop_id not in await get_shops(session) or not await are_known(session, team_ids=teams):
        raise NotFoundError
    plan = make_plan(body.document)
    if plan.document.start not in plan.scopes:
        return DryRunOut(steps=[], ended=False, ended_at=None, late=False, refused=None)
    calendar = await get_calendar(session, body.shop_id, body.team_id)
    choices = [Chosen(one.step, one.outcome, one.minutes) for one in body.choices]
    started = body.started_at or now()
    went = walk(plan, choices, started, calendar)
    call = ProcedureCall(
        NO_CASE.case_id, "", NO_CASE.about, body.shop_id, None, body.team_id, staff_id
    )
    names = await get_names(session)
    return DryRunOut(
        steps=[await _show(session, call, names, one, plan.step(one.step)) for one in went.visits],
        ended=went.ended_at is not None,
        ended_at=went.ended_at,
        late=went.late,
        refused=Sentences.said(went.refused) if went.refused else None,
    )


async def _show(
    session: ReadSession, call: ProcedureCall, names: StaffNames, visit: Visit, step: Step
) -> DryStep:
    who = Assigned(None, None)
    if step.kind == "work" and is_named(step.who, session):
        who = await find_who(session, call, step.who)
    entered, left = visit.opened_at is not None, visit.state == "done"
    return DryStep(
        step=visit.step,
        visit=visit.visit,
        state=visit.state,
        owner_id=who.staff_id,
        owner_name=names.staff_name(who.staff_id) or None,
        team_id=who.team_id,
        team_name=names.team_name(who.team_id) or None,
        how=Labels.of(await name_who(session, step.who)),
        opened_at=visit.opened_at,
        due_at=visit.due_at,
        ended_at=visit.ended_at,
        outcome=visit.outcome,
        actions=[*_actions(session, step, entered=entered, left=left)],
        notices=await _notices(session, call, names, step) if entered else [],
    )


def _actions(session: ReadSession, step: Step, *, entered: bool, left: bool) -> list[DryAction]:
    known = session.house.procedure_actions
    enter = [DryAction(when="enter", code=one.action, title=Labels.of(known[one.action].title))
             for one in step.on_enter if entered and one.action in known]  # fmt: skip
    leave = [DryAction(when="leave", code=one.action, title=Labels.of(known[one.action].title))
             for one in step.on_leave if left and one.action in known]  # fmt: skip
    return [*enter, *leave]


async def _notices(
    session: ReadSession, call: ProcedureCall, names: StaffNames, step: Step
) -> list[DryNotice]:
    told = []
    for notice in step.notices:
        people: list[str] = []
        for who in notice.to:
            if is_named(who, session):
                people += [names.staff_name(one) for one in await find_told(session, call, who)]
            else:
                people.append((await name_who(session, who)).zh)
        told.append(DryNotice(when=notice.when, names=[one for one in people if one]))
    return told
