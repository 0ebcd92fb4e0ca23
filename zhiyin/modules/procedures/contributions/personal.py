"""What tasks and cases say of a customer."""

from uuid import UUID

from sqlalchemy import select, text, update

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.actions.timing import DOUBLE, move_soon
from zhiyin.modules.procedures.models import Case, CaseStep, Task

TITLE = Text("待办", "Tasks")
COLUMNS = {
    "at": Text("时间", "When"),
    "title": Text("标题", "Title"),
    "text": Text("内容", "Text"),
    "result": Text("结果", "Result"),
}
# That there was something to do, and by whom, stays for the figures; the words go.
_ERASE = text("""
    UPDATE tasks SET title = '—', text = '', result = '', labels = NULL, version = version + 1
    WHERE customer_id = :id
      AND (title <> '—' OR text <> '' OR result <> '' OR labels IS NOT NULL)
""")
# The same of what forms were filled in with; which ways a case went, stays.
_ERASE_CASES = text("""
    UPDATE cases SET reason = '', version = version + 1
    WHERE customer_id = :id AND reason <> ''
""")
_ERASE_STEPS = text("""
    UPDATE case_steps SET values = '{}', reason = ''
    WHERE case_id IN (SELECT id FROM cases WHERE customer_id = :id)
      AND (values <> '{}' OR reason <> '')
""")
_MERGE_ABOUT = text("""
    UPDATE cases c SET about_id = :into_id WHERE c.about_kind = 'customer' AND c.about_id = :from_id
      AND NOT (c.state = 'running' AND EXISTS (
          SELECT FROM cases o WHERE o.procedure_id = c.procedure_id AND o.state = 'running'
            AND o.about_kind = 'customer' AND o.about_id = :into_id))
""")
CASES = Text("流程", "Procedures")
CASE_COLUMNS = {
    "at": Text("时间", "When"),
    "step": Text("步骤", "Step"),
    "outcome": Text("结果", "Outcome"),
    "values": Text("填写的内容", "What was filled in"),
    "reason": Text("原因", "Reason"),
}


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Words about them go."""
    for statement in (_ERASE, _ERASE_CASES, _ERASE_STEPS):
        await session.execute(statement, {"id": customer_id})
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Every task about them, and every step of their cases."""
    query = select(Task).where(Task.customer_id == customer_id).order_by(Task.id)
    rows = [
        {"at": row.made_at, "title": row.title, "text": row.text, "result": row.result}
        for row in (await session.execute(query)).scalars()
    ]
    parts = [ExportPart(TITLE, COLUMNS, rows)] if rows else []
    return parts + await _export_cases(session, customer_id)


async def _export_cases(session: ReadSession, customer_id: UUID) -> list[ExportPart]:
    query = (
        select(CaseStep)
        .join(Case, Case.id == CaseStep.case_id)
        .where(Case.customer_id == customer_id)
        .order_by(CaseStep.id)
    )
    rows = [
        {
            "at": row.opened_at,
            "step": row.step,
            "outcome": row.outcome or "",
            "values": "；".join(f"{code}：{value}" for code, value in row.values.items()),
            "reason": row.reason,
        }
        for row in (await session.execute(query)).scalars()
    ]
    return [ExportPart(CASES, CASE_COLUMNS, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Tasks and cases go with the file that stays; a case about the file itself ends where the
    other file has the same one running.
    """
    await session.execute(
        update(Task).where(Task.customer_id == from_id).values(customer_id=into_id)
    )
    await session.execute(
        update(Task)
        .where(Task.about_kind == "customer", Task.about_id == from_id)
        .values(about_id=into_id)
    )
    await session.execute(
        update(Case).where(Case.customer_id == from_id).values(customer_id=into_id)
    )
    await session.execute(_MERGE_ABOUT, {"from_id": from_id, "into_id": into_id})
    doubles = (
        select(CaseStep.id, CaseStep.case_id)
        .join(Case, Case.id == CaseStep.case_id)
        .where(
            Case.about_kind == "customer",
            Case.about_id == from_id,
            Case.state == "running",
            CaseStep.state == "open",
        )
    )
    found = (await session.execute(doubles)).all()
    move_soon(session, DOUBLE, [(row.id, row.case_id) for row in found])


PERSONAL = PersonalData("procedures", TITLE, ("tasks", "cases", "case_steps"), erase, export, merge)
