"""A complaint in full."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.http.shapes import Labels
from zhiyin.modules.complaints.grading import NAMES, Grade
from zhiyin.modules.complaints.models import Complaint, ComplaintLevel
from zhiyin.modules.complaints.permissions import FILE, GRADE, OFFER
from zhiyin.modules.complaints.queries.facts import Plaint, count_earlier
from zhiyin.modules.complaints.queries.lists import concealed, show_rows
from zhiyin.modules.complaints.queries.offers import (
    get_latest_follow_up,
    show_follow_up,
    show_offers,
)
from zhiyin.modules.complaints.queries.problems import get_problem_briefs
from zhiyin.modules.complaints.rules import CONTACTS_WITHIN
from zhiyin.modules.complaints.schemas.complaints import (
    ComplaintOut,
    Earlier,
    GradeOut,
    LessonOut,
    LevelChange,
    May,
    ReasonOut,
)
from zhiyin.modules.conversations.interface import count_contacts
from zhiyin.modules.people.interface import StaffNames, get_names

AnySession = ReadSession | WriteSession


def show_grade(found: Grade, *, read: bool) -> GradeOut:
    """What rules say, for people."""
    return GradeOut(
        level=found.level,
        points=found.points,
        reasons=_reasons([[one.code, one.points, one.words] for one in found.reasons]),
        by="model" if read else "rules",
    )


def _reasons(held: Sequence[Sequence[Any]]) -> list[ReasonOut]:
    return [
        ReasonOut(code=code, points=points, name=Labels.of(NAMES[code]), words=words)
        for code, points, words in held
        if code in NAMES
    ]


async def show_complaint(session: AnySession, access: Access, row: Complaint) -> ComplaintOut:
    """Everything about a complaint the caller has been checked for."""
    shown = (await show_rows(session, access, [row]))[0]
    names = await get_names(session)
    held = [(one["code"], one["points"], concealed(access, one["words"])) for one in row.reasons]
    problem = None
    if row.problem_id is not None:
        problem = (await get_problem_briefs(session, [row.problem_id])).get(row.problem_id)
    offers = await show_offers(session, row.id)
    for one in offers:
        one.declined_words = concealed(access, one.declined_words)
    follow_up = show_follow_up(await get_latest_follow_up(session, row.id))
    if follow_up is not None:
        follow_up.words = concealed(access, follow_up.words)
    return ComplaintOut(
        **shown.model_dump(),
        words=concealed(access, row.words),
        wish=concealed(access, row.wish),
        via=row.via,
        grade=GradeOut(
            level=row.proposed,
            points=row.points,
            reasons=_reasons(held),
            by="model" if row.felt is not None else "rules",
        ),
        level_by=row.level_by,
        level_reason=row.level_reason,
        level_set_by_name=names.staff_name(row.level_set_by),
        level_history=await _history(session, row, names),
        calm_seconds=_seconds(row, row.calm_at),
        solve_seconds=_seconds(row, row.first_solved_at),
        repeats_id=row.repeats_id,
        offers=offers,
        follow_up=follow_up,
        lesson=_lesson(row, names),
        problem=problem,
        earlier=await _earlier(session, row),
        may=May(file=access.may(FILE), grade=access.may(GRADE), offer=access.may(OFFER)),
        version=row.version,
    )


def _seconds(row: Complaint, until: Any) -> int | None:
    return int((until - row.filed_at).total_seconds()) if until is not None else None


def _lesson(row: Complaint, names: StaffNames) -> LessonOut | None:
    if row.lesson_at is None:
        return None
    return LessonOut(
        cause_id=row.cause_id,
        wrong=row.lesson_wrong,
        prevent=row.lesson_prevent,
        by_name=names.staff_name(row.lesson_by),
        at=row.lesson_at,
    )


async def _history(session: AnySession, row: Complaint, names: StaffNames) -> list[LevelChange]:
    query = select(ComplaintLevel).where(ComplaintLevel.complaint_id == row.id)
    found = (await session.execute(query.order_by(ComplaintLevel.id))).scalars()
    return [
        LevelChange(
            at=one.at,
            level=one.level,
            by=one.by,
            by_name=names.staff_name(one.staff_id),
            reason=one.reason,
        )
        for one in found
    ]


async def _earlier(session: AnySession, row: Complaint) -> Earlier:
    if row.customer_id is None:
        return Earlier(complaints=0, contacts=0)
    plaint = Plaint(
        row.words, row.shop_id, row.customer_id, complaint_id=row.id, filed_at=row.filed_at
    )
    since = row.filed_at - CONTACTS_WITHIN
    contacts = await count_contacts(session, [row.customer_id], since)
    return Earlier(
        complaints=await count_earlier(session, plaint),
        contacts=contacts.get(row.customer_id, 0),
    )
