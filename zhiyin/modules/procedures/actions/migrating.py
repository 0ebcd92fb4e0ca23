"""Running cases go on by another version of their procedure, deliberately and with a mapping."""

from uuid import UUID

from sqlalchemy import func, select

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.actions.moving import (
    Running,
    calendar_of,
    hold_cases,
    load_case,
    refs_of,
)
from zhiyin.modules.procedures.actions.procedures import refuse_problems
from zhiyin.modules.procedures.actions.timing import set_step_timers
from zhiyin.modules.procedures.events import CaseMigrated
from zhiyin.modules.procedures.models import Case, CaseStep, ProcedureVersion
from zhiyin.modules.procedures.queries.offers import show_problems
from zhiyin.modules.procedures.queries.procedures import access_version, count_standing
from zhiyin.modules.procedures.rules.checks import Problem
from zhiyin.modules.procedures.rules.documents import read_document
from zhiyin.modules.procedures.rules.flow import Plan, make_plan
from zhiyin.modules.procedures.rules.limits import due_at
from zhiyin.modules.procedures.schemas.procedures import MigrateIn, MigrationOut, StandingOut

# At most so many cases in one transaction; whoever asks asks again while some are left.
PIECE = 100

NOWHERE = Text(
    "有流程停在这一步，请选择它们在新版本中的去处。",
    "Cases stand at this step. Please choose where they go in the other version.",
)
OTHER_BRANCH = Text(
    "新步骤与原步骤不在同样的并行分支里。",
    "The new step does not stand in the same branches as the old one.",
)
SAME_PLACE = Text(
    "已有流程停在新步骤上，不能再转过去。",
    "Cases stand at the new step already, so others cannot go there.",
)
OTHER_KIND = Text(
    "等待客户的步骤与要人处理的步骤不能互换。",
    "Waiting for the customer and work for somebody cannot replace each other.",
)


async def migrate(session: WriteSession, procedure_id: UUID, body: MigrateIn) -> MigrationOut:
    """Says what a migration would do, or does a piece of it."""
    old = await access_version(session, procedure_id, body.from_number)
    new = await access_version(session, procedure_id, body.to_number)
    plan, before = make_plan(read_document(new.document)), make_plan(read_document(old.document))
    standing = await count_standing(session, old.id)
    steps = {code: body.steps.get(code, code) for code in standing}
    problems = find_problems(before, plan, steps)
    cases = await _count(session, old.id)
    moved = 0
    if not body.preview:
        refuse_problems(problems)
        moved = await _move_piece(session, old, new, plan, steps)
    return MigrationOut(
        cases=cases,
        moved=moved,
        left=cases - moved,
        standing=[
            StandingOut(step=code, cases=count, to=steps[code] if plan.document.step(steps[code])
                        else None)
            for code, count in sorted(standing.items())
        ],
        problems=show_problems(problems),
    )  # fmt: skip


def find_problems(before: Plan, after: Plan, steps: dict[str, str]) -> list[Problem]:
    """What stands in the way of moving cases like this."""
    problems = []
    for old, new in sorted(steps.items()):
        if new not in after.scopes:
            problems.append(Problem("nowhere", NOWHERE, old, "steps"))
        elif len(after.scopes[new]) != len(before.scopes.get(old, ())):
            problems.append(Problem("other_branch", OTHER_BRANCH, old, "steps"))
        elif after.step(new).kind != before.step(old).kind:
            problems.append(Problem("other_kind", OTHER_KIND, old, "steps"))
        elif new != old and (new in steps or list(steps.values()).count(new) > 1):
            problems.append(Problem("same_place", SAME_PLACE, old, "steps"))
    return problems


async def _count(session: WriteSession, version_id: UUID) -> int:
    query = select(func.count()).where(Case.version_id == version_id, Case.state == "running")
    return await session.scalar(query) or 0


async def _move_piece(
    session: WriteSession,
    old: ProcedureVersion,
    new: ProcedureVersion,
    plan: Plan,
    steps: dict[str, str],
) -> int:
    query = select(Case.id).where(Case.version_id == old.id, Case.state == "running")
    ids = (await session.execute(query.order_by(Case.id).limit(PIECE))).scalars().all()
    await hold_cases(session, [str(one) for one in ids])
    moved = 0
    for case_id in ids:
        running = await load_case(session, case_id)
        # Moved on, or away, while it was waited for.
        if running is None or running.case.version_id != old.id:
            continue
        if running.case.state == "running" and running.live.keys() <= steps.keys():
            await _move_one(session, running, old, new, plan, steps)
            moved += 1
    return moved


async def _move_one(
    session: WriteSession,
    running: Running,
    old: ProcedureVersion,
    new: ProcedureVersion,
    plan: Plan,
    steps: dict[str, str],
) -> None:
    """The case and its live steps; who has them keeps them, and the time they have spent counts."""
    case = running.case
    case.version_id, case.version = new.id, case.version + 1
    calendar = await calendar_of(session, case, None)
    case.due_at = due_at(plan.document.limit, case.started_at, calendar)
    await session.flush()
    live = [row for row in running.visits if row.state in ("open", "waiting")]
    for row in live:
        _place(running, row, steps[row.step], new, plan)
    await session.flush()
    for row in live:
        if row.opened_at is not None and row.state == "open":
            step = plan.step(row.step)
            row.due_at = due_at(step.limit, row.opened_at, calendar)
            set_step_timers(session, row, step, calendar)
    await session.flush()
    told = CaseMigrated(case.id, old.number, new.number)
    emit(session, told, *refs_of(case))
    audit(
        session,
        "procedures.migrate_case",
        refs_of(case)[0],
        before={"number": old.number},
        after={"number": new.number, "steps": {row.step: row.visit for row in live}},
    )


def _place(running: Running, row: CaseStep, code: str, new: ProcedureVersion, plan: Plan) -> None:
    """A live visit becomes one of the step in the other version."""
    if code != row.step:
        earlier = [one.visit for one in running.visits if one.step == code and one is not row]
        row.step, row.visit = code, max(earlier, default=0) + 1
    row.version_id, row.branch = new.id, plan.branch(code)
