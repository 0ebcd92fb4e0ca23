"""Reads of what rules and macros did, and why."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import Face
from zhiyin.kernel.contracts.procedures import AnySession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.http.shapes import Page
from zhiyin.kernel.i18n.text import label
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.automation.models import AutomationRule, AutomationRun
from zhiyin.modules.automation.schemas import AutomationRunOut, AutomationStepOut, TrueConditionOut
from zhiyin.modules.people.interface import get_names

MOST = 50


async def list_runs(
    session: AnySession, access: Access, rule_id: UUID, cursor: str | None
) -> Page[AutomationRunOut]:
    """The runs of a rule, the newest first."""
    query = select(AutomationRun).where(AutomationRun.rule_id == rule_id)
    before = decode_cursor(cursor, UUID)
    if before is not None:
        query = query.where(AutomationRun.id < before)
    rows = await session.execute(query.order_by(AutomationRun.id.desc()).limit(MOST + 1))
    found = rows.scalars().all()
    shown = await show_runs(session, access, found[:MOST])
    return Page(items=shown, next=encode_cursor(found[MOST - 1].id) if len(found) > MOST else None)


async def list_about(
    session: AnySession, access: Access, about: ObjectRef
) -> list[AutomationRunOut]:
    """What was done to an object the caller may see, the newest first."""
    await access_object(session, access, about)
    query = select(AutomationRun).where(
        AutomationRun.about_kind == about.kind, AutomationRun.about_id == about.id
    )
    rows = await session.execute(query.order_by(AutomationRun.id.desc()).limit(MOST))
    return await show_runs(session, access, rows.scalars().all())


async def get_run(session: AnySession, access: Access, run_id: UUID) -> AutomationRunOut:
    """One run, of an object the caller may see."""
    row = await session.get(AutomationRun, run_id)
    if row is None:
        raise NotFoundError
    await access_object(session, access, ObjectRef(row.about_kind, row.about_id))
    return (await show_runs(session, access, [row]))[0]


async def access_object(session: AnySession, access: Access, about: ObjectRef) -> Face:
    """The object, if the caller may see it; not found otherwise."""
    kind = session.house.object_kinds.get(about.kind)
    if kind is None or about.kind not in session.house.matters:
        raise NotFoundError
    face = (await kind.look(session, access, [about.id])).get(about.id)
    if face is None:
        raise NotFoundError
    return face


async def show_runs(
    session: AnySession, access: Access, rows: Sequence[AutomationRun]
) -> list[AutomationRunOut]:
    """Runs as people see them; of objects they may not see, no title."""
    names = await get_names(session)
    rules = await _rule_names(session, rows)
    faces: dict[UUID, Face] = {}
    for kind in session.house.object_kinds.values():
        ids = [row.about_id for row in rows if row.about_kind == kind.kind]
        if ids:
            faces |= await kind.look(session, access, ids)
    return [
        _show(access, row, faces.get(row.about_id), rules, names.staff_name(row.by_id))
        for row in rows
    ]


async def _rule_names(session: AnySession, rows: Sequence[AutomationRun]) -> dict[UUID, str]:
    ids = {one for row in rows for one in row.chain}
    if not ids:
        return {}
    query = select(AutomationRule.id, AutomationRule.name).where(AutomationRule.id.in_(ids))
    return {row.id: row.name for row in await session.execute(query)}


def _show(
    access: Access, row: AutomationRun, face: Face | None, rules: dict[UUID, str], by_name: str
) -> AutomationRunOut:
    document = row.document
    values: dict[str, Any] = {
        name: getattr(row, name)
        for name in ("id", "rule_id", "name", "about_kind", "about_id", "event_id", "state",
                     "made_at", "ended_at")
    }  # fmt: skip
    return AutomationRunOut(
        **values,
        by_name=by_name or None,
        title=face.title if face else "",
        path=face.path if face else None,
        start=document.get("happening") or document.get("standstill"),
        chain=[rules[one] for one in row.chain if one in rules],
        held=[TrueConditionOut.model_validate(one) for one in row.held],
        steps=[
            AutomationStepOut(
                code=one["code"],
                state=one["state"],
                said=label(one["said"], access.language) if one["said"] else None,
                at=one["at"],
            )
            for one in row.steps
        ],
        pending=[one["code"] for one in document["actions"][row.place :]]
        if row.state == "waiting"
        else [],
        next_at=row.next_at if row.state == "waiting" else None,
    )
