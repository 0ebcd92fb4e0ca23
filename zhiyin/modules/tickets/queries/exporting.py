"""Tickets as rows of a table: every part in words, as the caller may see it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.fields.field import REFERRING, CustomField
from zhiyin.kernel.fields.values import say_value
from zhiyin.kernel.i18n.text import Language, label
from zhiyin.modules.catalogue.interface import get_fields, get_subjects
from zhiyin.modules.people.interface import get_shops
from zhiyin.modules.tickets.models import Ticket
from zhiyin.modules.tickets.queries.references import conceal
from zhiyin.modules.tickets.queries.showing import show_rows
from zhiyin.modules.tickets.queries.types import get_types
from zhiyin.modules.tickets.rules import KIND, external_of, find_status
from zhiyin.modules.tickets.schemas.tickets import TicketRow
from zhiyin.modules.tickets.words import BY_FIELD, IMPORTANCES, PRIORITIES, TITLES, URGENCIES

WIDE = frozenset({"title", "text", "result"})
_MOMENTS = ("due_at", "made_at", "changed_at", "ended_at")


@dataclass(frozen=True)
class Sheet:
    """A table of tickets to be: its columns, and how a ticket fills them."""

    codes: tuple[str, ...]
    titles: tuple[str, ...]
    fields: tuple[CustomField, ...]
    language: Language
    zone: ZoneInfo

    @property
    def widths(self) -> list[int]:
        """How wide each column is drawn."""
        return [40 if code in WIDE else 18 for code in self.codes]


async def plan_sheet(
    session: ReadSession, access: Access, columns: Sequence[str], time_zone: str
) -> Sheet:
    """The columns that were asked for, the title first; without any, all there are."""
    fields = tuple(one for one in await get_fields(session, KIND) if one.active)
    named = {f"{BY_FIELD}{one.code}": label(one.name, access.language) for one in fields}
    known = {code: text.say(access.language) for code, text in TITLES.items()} | named
    wanted = [code for code in dict.fromkeys(columns) if code in known and code != "title"]
    if columns:
        at = 1 if wanted[:1] == ["ref"] else 0
        wanted.insert(at, "title")
    else:
        wanted = list(known)
    titles = tuple(known[code] for code in wanted)
    return Sheet(tuple(wanted), titles, fields, access.language, ZoneInfo(time_zone))


async def fill_rows(
    session: ReadSession, access: Access, sheet: Sheet, rows: Sequence[Ticket]
) -> list[list[str]]:
    """These tickets as rows of the table."""
    shown = await show_rows(session, access, rows)
    say = await _parts(session, sheet)
    return [
        [_cell(access, sheet, say, code, row, one) for code in sheet.codes]
        for row, one in zip(rows, shown, strict=True)
    ]


Say = dict[str, Callable[[TicketRow], str]]


async def _parts(session: ReadSession, sheet: Sheet) -> Say:
    """How parts are told that are kept as codes and ids."""
    types = await get_types(session)
    shops = await get_shops(session)
    subjects = await get_subjects(session)

    def status(one: TicketRow) -> str:
        kind = types.get(one.type_id)
        found = find_status(kind.statuses, one.status) if kind else None
        return label(found.name.as_json(), sheet.language) if found else one.status

    def subject(one: TicketRow) -> str:
        found = subjects.get(one.subject_id) if one.subject_id else None
        return label(found.name, sheet.language) if found else ""

    def kind_of(one: TicketRow) -> str:
        kind = types.get(one.type_id)
        return label(kind.name.as_json(), sheet.language) if kind else ""

    return {
        "type_id": kind_of,
        "status": status,
        "priority": lambda one: PRIORITIES[one.priority].say(sheet.language),
        "urgency": lambda one: URGENCIES[one.urgency].say(sheet.language),
        "importance": lambda one: IMPORTANCES[one.importance].say(sheet.language),
        "customer_id": lambda one: one.customer_name or "",
        "owner_id": lambda one: one.owner_name or "",
        "team_id": lambda one: one.team_name or "",
        "shop_id": lambda one: shops[one.shop_id].name if one.shop_id in shops else "",
        "subject_id": subject,
        "tags": lambda one: " ".join(one.tags),
    }


def _cell(access: Access, sheet: Sheet, say: Say, code: str, row: Ticket, one: TicketRow) -> str:
    if code in say:
        return say[code](one)
    if code.startswith(BY_FIELD):
        return _field(sheet, code.removeprefix(BY_FIELD), one)
    if code in ("text", "result"):
        return conceal(access, getattr(row, code))
    if code == "key":
        return conceal(access, external_of(row.key) or "")
    value: Any = getattr(one, code)
    if code in _MOMENTS:
        return say_moment(value, sheet.zone)
    return str(value)


def say_moment(value: datetime | None, zone: ZoneInfo) -> str:
    """A moment as spreadsheets read it."""
    return value.astimezone(zone).strftime("%Y-%m-%d %H:%M") if value else ""


def _field(sheet: Sheet, code: str, one: TicketRow) -> str:
    value = one.fields.get(code)
    if value is None:
        return ""
    field = next(held for held in sheet.fields if held.code == code)
    if field.type in REFERRING:
        return one.names.get(str(value), "")
    return say_value(field, value, sheet.language)
