"""Reads of tables of tickets that are taken in."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select, true

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.fields.field import CustomField
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.i18n.text import Text, label
from zhiyin.kernel.jobs.tables import JobRow
from zhiyin.kernel.paging.cursor import BadCursorError, decode_cursor, encode_cursor
from zhiyin.modules.catalogue.interface import get_fields, get_subjects
from zhiyin.modules.people.interface import StaffNames, get_names, get_shops, get_teams
from zhiyin.modules.tickets.import_rows import MOST_ROWS, NOT_TAKEN, PARTS, Names, gather
from zhiyin.modules.tickets.models import Ticket, TicketImport, TicketImportRow
from zhiyin.modules.tickets.permissions import IMPORT
from zhiyin.modules.tickets.queries.references import conceal
from zhiyin.modules.tickets.queries.types import get_types
from zhiyin.modules.tickets.rules import KIND, reference
from zhiyin.modules.tickets.schemas.imports import (
    ImportColumn,
    ImportRowOut,
    ImportRowsQuery,
    PartName,
    TicketImportOut,
)
from zhiyin.modules.tickets.words import BY_FIELD, IMPORTANCES, PRIORITIES, URGENCIES

MOST = 20
REPORT = (
    Text("行", "Row"),
    Text("工单号", "Number"),
    Text("编号或标题", "Number elsewhere, or title"),
    Text("结果", "Outcome"),
    Text("说明", "Remarks"),
)
OUTCOMES = {
    "make": Text("新建", "New"),
    "change": Text("更新", "Changed"),
    "same": Text("没有变化", "Unchanged"),
    "wrong": Text("没有导入", "Left out"),
}
UNDO_WITHIN = timedelta(days=30)
BUSY = ("waiting", "running")


def _own(access: Access) -> ColumnElement[bool]:
    """Whose imports the caller sees: their own, and everybody's in the widest scope."""
    return true() if access.scope(IMPORT) == "all" else TicketImport.by == access.id


def may_undo(row: TicketImport, moment: datetime) -> bool:
    """Whether what an import did can be taken back."""
    return row.stage == "take" and row.done > 0 and row.at > moment - UNDO_WITHIN


def _show(access: Access, names: StaffNames, row: TicketImport, *, busy: bool) -> TicketImportOut:
    plain = ("id", "file_name", "stage", "job_id", "total", "done", "made", "changed", "same",
             "wrong", "back", "at")  # fmt: skip
    columns = [
        ImportColumn(
            title=conceal(access, one["title"]),
            part=one["part"],
            samples=[conceal(access, said) for said in one["samples"]],
        )
        for one in row.columns
    ]
    return TicketImportOut(
        **{name: getattr(row, name) for name in plain},
        columns=columns,
        by=names.staff_name(row.by),
        may_undo=may_undo(row, now()) and not busy,
    )


async def _busy(
    session: ReadSession | WriteSession, rows: Sequence[TicketImport]
) -> set[UUID | None]:
    ids = [row.job_id for row in rows if row.job_id]
    query = select(JobRow.id).where(JobRow.id.in_(ids), JobRow.state.in_(BUSY))
    return set((await session.execute(query)).scalars())


async def is_busy(session: ReadSession | WriteSession, row: TicketImport) -> bool:
    """Whether a job is at it."""
    return bool(await _busy(session, [row]))


async def list_imports(session: ReadSession, access: Access) -> list[TicketImportOut]:
    """The latest imports of which something became."""
    query = select(TicketImport).where(_own(access), TicketImport.stage.in_(("take", "undo")))
    rows = (await session.execute(query.order_by(TicketImport.id.desc()).limit(MOST))).scalars()
    found = rows.all()
    names, busy = await get_names(session), await _busy(session, found)
    return [_show(access, names, row, busy=row.job_id in busy) for row in found]


async def access_import(
    session: ReadSession | WriteSession, access: Access, import_id: UUID, *, lock: bool = False
) -> TicketImport:
    """One import, if it is the caller's to see; locked to change it."""
    query = select(TicketImport).where(TicketImport.id == import_id, _own(access))
    row: TicketImport | None = await session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise NotFoundError
    return row


async def show_import(
    session: ReadSession | WriteSession, access: Access, row: TicketImport
) -> TicketImportOut:
    """How far an import is, and what came of it."""
    return _show(access, await get_names(session), row, busy=await is_busy(session, row))


async def list_rows(
    session: ReadSession, access: Access, import_id: UUID, asked: ImportRowsQuery
) -> tuple[list[ImportRowOut], str | None]:
    """What becomes of the rows of an import, in their order."""
    await access_import(session, access, import_id)
    # A ticket that an undone import had made is there no more.
    there = select(Ticket.id).where(Ticket.id == TicketImportRow.ticket_id).scalar_subquery()
    query = select(TicketImportRow, there.label("ticket")).where(
        TicketImportRow.import_id == import_id
    )
    if asked.outcome:
        query = query.where(TicketImportRow.outcome.in_(asked.outcome))
    after, limit = decode_cursor(asked.cursor, int), asked.limit
    if after is not None:
        if not 0 <= after <= MOST_ROWS + 1:
            raise BadCursorError
        query = query.where(TicketImportRow.row > after)
    rows = (await session.execute(query.order_by(TicketImportRow.row).limit(limit + 1))).all()
    shown = [
        ImportRowOut(
            row=one.row,
            outcome=one.outcome,
            name=conceal(access, one.name),
            ticket_id=ticket_id,
            remarks=one.remarks,
        )
        for one, ticket_id in rows[:limit]
    ]
    return shown, encode_cursor(rows[limit - 1][0].row) if len(rows) > limit else None


async def report_rows(session: ReadSession, access: Access, import_id: UUID) -> list[Sequence[str]]:
    """All rows of an import as rows of a table, the titles first."""
    language = access.language
    query = select(TicketImportRow, Ticket.number, Ticket.made_at).outerjoin(
        Ticket, Ticket.id == TicketImportRow.ticket_id
    )
    query = query.where(TicketImportRow.import_id == import_id).order_by(TicketImportRow.row)
    told: list[Sequence[str]] = [[text.say(language) for text in REPORT]]
    for row, number, made_at in await session.execute(query):
        remarks = "\n".join(label(one, language) for one in row.remarks)
        ref = reference(made_at, number) if number else ""
        outcome = OUTCOMES[row.outcome].say(language)
        name, said = (conceal(access, one) for one in (row.name, remarks))
        told.append([str(row.row), ref, name, outcome, said])
    return told


async def told_rows(session: ReadSession | WriteSession, import_id: UUID) -> set[int]:
    """The numbers of the rows that something was said of: an import goes on after them."""
    query = select(TicketImportRow.row).where(TicketImportRow.import_id == import_id)
    return set((await session.execute(query)).scalars())


async def takeable(session: ReadSession | WriteSession) -> list[CustomField]:
    """Custom fields a table can fill in."""
    fields = await get_fields(session, KIND)
    return [one for one in fields if one.active and one.type not in NOT_TAKEN]


async def list_parts(session: ReadSession) -> list[PartName]:
    """Everything a column can mean."""
    own = [PartName(part=part, name=Labels.of(text)) for part, text in PARTS.items()]
    fields = await takeable(session)
    return own + [
        PartName(part=f"{BY_FIELD}{one.code}", name=Labels.of(one.name)) for one in fields
    ]


async def get_known_names(session: ReadSession | WriteSession, time_zone: str) -> Names:
    """What everything is called that a table may name."""
    people, types = await get_names(session), await get_types(session)
    subjects, shops = await get_subjects(session), await get_shops(session)
    known = {
        "type_id": gather(
            [(name, one.id) for one in types.values()
             for name in (one.name.zh, one.name.en, one.code)]
        ),
        "owner_id": gather([(name, one) for one, name in people.staff.items()]),
        "team_id": gather([(name, one) for one, name in (await get_teams(session)).items()]),
        "shop_id": gather([(shop.name, one) for one, shop in shops.items()]),
        "subject_id": gather(
            [(name, one) for one, subject in subjects.items() for name in subject.name.values()]
        ),
        "urgency": _degrees(URGENCIES),
        "importance": _degrees(IMPORTANCES),
        "priority": _degrees(PRIORITIES),
    }  # fmt: skip
    fields = {one.code: one for one in await takeable(session)}
    return Names(known, fields, ZoneInfo(time_zone))


def _degrees(words: Mapping[int, Text]) -> dict[str, tuple[Any, ...]]:
    return gather(
        [(name, step) for step, text in words.items() for name in (text.zh, text.en, str(step))]
    )
