"""Tickets are changed, ended, taken back, opened again."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import InvalidInputError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.fields.field import WRITTEN
from zhiyin.kernel.fields.formulas import with_reckoned
from zhiyin.kernel.fields.values import check_values, missing_values
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.procedures.interface import may_undo, refuse_end
from zhiyin.modules.tickets.actions.making import check_places
from zhiyin.modules.tickets.actions.referring import check_references, take_files
from zhiyin.modules.tickets.actions.reminding import remind
from zhiyin.modules.tickets.actions.writing import (
    Parts,
    note,
    ref_of,
    write_tokens,
    write_values,
)
from zhiyin.modules.tickets.errors import (
    BadParentError,
    MergedError,
    NotYourTicketError,
    PartsOpenError,
    TicketEndedError,
    TooLateToUndoError,
    UnknownStatusError,
)
from zhiyin.modules.tickets.events import (
    TicketAssigned,
    TicketChanged,
    TicketEnded,
    TicketReopened,
)
from zhiyin.modules.tickets.models import Ticket
from zhiyin.modules.tickets.permissions import EDIT, may_edit
from zhiyin.modules.tickets.queries.access import access_ticket, get_led
from zhiyin.modules.tickets.queries.references import conceal
from zhiyin.modules.tickets.queries.showing import show_ticket
from zhiyin.modules.tickets.queries.types import access_type, get_type_fields
from zhiyin.modules.tickets.rules import KIND, LIVE, find_status, first_of, priority_of
from zhiyin.modules.tickets.schemas.tickets import EndIn, TicketPatch
from zhiyin.modules.tickets.schemas.types import TypeOut

_PLAIN = (
    "urgency", "importance", "shop_id", "customer_id", "subject_id", "team_id", "owner_id",
    "parent_id", "tags", "due_at", "held",
)  # fmt: skip
# What cannot be empty: null leaves it as it is.
_NEEDED = frozenset(
    {"urgency", "importance", "shop_id", "tags", "title", "text", "type_id", "held"}
)
_SEARCHED = frozenset({"title", "text", "result"})
# Whether a ticket stands somewhere above another one.
_ABOVE = text("""
    WITH RECURSIVE above AS (
        SELECT id, parent_id FROM tickets WHERE id = :id
        UNION SELECT t.id, t.parent_id FROM tickets t JOIN above a ON t.id = a.parent_id)
    SELECT EXISTS (SELECT FROM above WHERE id = :other)
""")


async def _check_parts(session: WriteSession, row: Ticket) -> None:
    """Refuses to end a ticket while tickets below it are worked on."""
    below = select(func.count()).where(Ticket.parent_id == row.id, Ticket.state.in_(LIVE))
    if count := await session.scalar(below):
        raise PartsOpenError(count=count)


async def hold(
    session: WriteSession, access: Access, ticket_id: UUID, *, merged: bool = False
) -> Ticket:
    """The ticket, locked, if the caller may work on it; `merged`: also one that went away."""
    access.check(EDIT)
    await access_ticket(session, access, ticket_id)
    row = await session.get_one(Ticket, ticket_id, with_for_update=True, populate_existing=True)
    if not may_edit(access, row, await get_led(session, access)):
        raise NotYourTicketError
    if row.merged_into_id is not None and not merged:
        raise MergedError
    return row


async def change(
    session: WriteSession,
    access: Access,
    ticket_id: UUID,
    body: TicketPatch,
    version: int | None,
) -> Ticket:
    """Changes what is named of a ticket. A status that ends it ends it; one that does not opens
    it again.
    """
    row = await hold(session, access, ticket_id)
    shown = await show_ticket(session, access, row)
    check_version(row, version, shown.model_dump(mode="json"))
    return await apply(session, access, row, body)


async def apply(
    session: WriteSession,
    access: Access,
    row: Ticket,
    body: TicketPatch,
    *,
    verb: str = "change",
    batch_id: UUID | None = None,
    result: str | None = None,
    quiet: bool = False,
    by_case: UUID | None = None,
) -> Ticket:
    """Changes what is named of a ticket that is held; its version has been counted up. With
    `result` also what came of it; `quiet` rings with nobody; `by_case`: a step of it does this.
    """
    await check_places(session, access, body, body.shop_id or row.shop_id)
    if body.parent_id is not None:
        ids = {"id": body.parent_id, "other": row.id}
        if await session.scalar(_ABOVE, ids):
            raise BadParentError
    given = {
        name
        for name in body.model_fields_set
        if not (name in _NEEDED and getattr(body, name) is None)
    }
    before = _picture(row)
    for name in _PLAIN:
        if name in given:
            setattr(row, name, getattr(body, name))
    for name in ("title", "text"):
        # Who sees it masked has not changed it by sending it back as they see it.
        said = getattr(body, name)
        if name in given and not _is_mask(access, getattr(row, name), said):
            setattr(row, name, said)
    if result is not None:
        row.result = result
    if row.held:
        row.raised, row.raised_by = 0, []
    row.priority = priority_of(row.urgency, row.importance, row.raised)
    kind = await _retype(session, row, body)
    if body.fields:
        await _fill_in(session, access, row, kind, body.fields)
    if body.status is not None:
        await _stand(session, row, kind, body.status, by_case=by_case)
    return await _written(session, row, before, verb, batch_id, quiet=quiet, by_case=by_case)


def _picture(row: Ticket) -> dict[str, Any]:
    """Everything of a ticket that its history tells."""
    plain = (*_PLAIN, "title", "text", "result", "status", "state", "type_id")
    parts = {name: getattr(row, name) for name in plain} | {"tags": list(row.tags)}
    return parts | {f"fields.{code}": value for code, value in row.fields.items()}


async def _retype(session: WriteSession, row: Ticket, body: TicketPatch) -> TypeOut:
    """Another type: its status of the same name, else the first of the same kind."""
    if body.type_id is None or body.type_id == row.type_id:
        return await access_type(session, row.type_id)
    kind = await access_type(session, body.type_id)
    row.type_id = kind.id
    found = find_status(kind.statuses, row.status)
    if found is None or found.kind != row.state:
        state: Any = row.state
        found = first_of(kind.statuses, state, *LIVE, "solved", "closed")
        if found is None:
            raise UnknownStatusError
        await _stand(session, row, kind, found.code)
    return kind


async def _fill_in(
    session: WriteSession, access: Access, row: Ticket, kind: TypeOut, given: dict[str, Any]
) -> None:
    fields = await get_type_fields(session, kind)
    written = {one.code for one in fields if one.type in WRITTEN}
    meant = {
        code: value
        for code, value in given.items()
        if not (code in written and _is_mask(access, row.fields.get(code), value))
    }
    values, errors = check_values(fields, meant, row.fields)
    errors |= await check_references(session, row.id, fields, values, row.fields)
    if errors:
        raise InvalidInputError(fields={f"fields.{code}": said for code, said in errors.items()})
    row.fields = with_reckoned(await get_fields(session, KIND), values)


def _is_mask(access: Access, held: Any, value: Any) -> bool:
    """Whether words are only what the caller sees of those that are held, sent back."""
    return isinstance(held, str) and value != held and value == conceal(access, held)


async def _stand(
    session: WriteSession,
    row: Ticket,
    kind: TypeOut,
    code: str,
    *,
    anyway: bool = False,
    by_case: UUID | None = None,
) -> None:
    """Puts a ticket into a status; `anyway` ends it though tickets below it are worked on."""
    status = find_status(kind.statuses, code)
    if status is None or (not status.active and code != row.status):
        raise UnknownStatusError
    ends = status.kind not in LIVE
    if ends and row.state in LIVE:
        fields = await get_type_fields(session, kind)
        if errors := missing_values(fields, row.fields):
            raise InvalidInputError(
                fields={f"fields.{code}": said for code, said in errors.items()}
            )
        if not anyway:
            await _check_parts(session, row)
        await refuse_end(session, ref_of(row.id), by_case)
        row.status_before = row.status
        row.ended_at = now()
        row.ended_by = session.actor.id if session.actor.kind == "staff" else None
    elif not ends:
        row.ended_at = row.ended_by = row.status_before = None
    row.status, row.state = status.code, status.kind


async def _written(
    session: WriteSession,
    row: Ticket,
    before: dict[str, Any],
    verb: str,
    batch_id: UUID | None = None,
    *,
    quiet: bool = False,
    by_case: UUID | None = None,
) -> Ticket:
    """Writes down and tells what is other than it was; nothing, if nothing is."""
    after = _picture(row)
    parts: Parts = {
        name: (before.get(name), after.get(name))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    }
    if not parts:
        row.version -= 1
        return row
    row.changed_at = now()
    await session.flush()
    if any(name == "tags" or name.startswith("fields.") for name in parts):
        await write_values(session, row)
    if any(name in _SEARCHED or name.startswith("fields.") for name in parts):
        await write_tokens(session, row)
    told = {name: pair for name, pair in parts.items() if name != "state"}
    await note(session, row.id, verb, told, batch_id)
    fields_before = {
        name.removeprefix("fields."): value
        for name, value in before.items()
        if name.startswith("fields.")
    }
    fields = await get_fields(session, KIND)
    await take_files(session, row.id, fields, row.fields, fields_before)
    # Of several, timers are set when the last of them is written.
    if batch_id is None and parts.keys() & {"due_at", "team_id", "status"}:
        await remind(session, [row])
    _tell(session, row, parts, quiet=quiet, by_case=by_case)
    return row


def _tell(
    session: WriteSession, row: Ticket, parts: Parts, *, quiet: bool, by_case: UUID | None
) -> None:
    ref = ref_of(row.id)
    if "owner_id" in parts and row.owner_id is not None and not quiet:
        emit(session, TicketAssigned(row.id, row.owner_id, parts["owner_id"][0]), ref)
    if "state" in parts:
        was, live = parts["state"][0] in LIVE, row.state in LIVE
        if was and not live:
            emit(session, TicketEnded(row.id, row.state, row.ended_by, quiet, by_case), ref)
        elif live and not was:
            emit(session, TicketReopened(row.id), ref)
    state = row.state if "state" in parts else None
    emit(session, TicketChanged(row.id, row.version, tuple(sorted(parts)), state), ref)


async def end(session: WriteSession, access: Access, ticket_id: UUID, body: EndIn) -> Ticket:
    """Ends a ticket, with what came of it."""
    row = await hold(session, access, ticket_id)
    if row.state not in LIVE:
        raise TicketEndedError
    before = _picture(row)
    kind = await access_type(session, row.type_id)
    status = (
        find_status(kind.statuses, body.status)
        if body.status
        else first_of(kind.statuses, "solved", "closed")
    )
    if status is None or status.kind in LIVE:
        raise UnknownStatusError
    if body.fields:
        await _fill_in(session, access, row, kind, body.fields)
    await _stand(session, row, kind, status.code, anyway=body.anyway)
    row.result, row.version = body.result, row.version + 1
    return await _written(session, row, before, "end")


async def take_back(session: WriteSession, access: Access, ticket_id: UUID) -> Ticket:
    """Undoes an end within half a minute: the ticket stands where it stood."""
    row = await hold(session, access, ticket_id)
    if row.ended_at is None or row.status_before is None or not may_undo(row.ended_at, now()):
        raise TooLateToUndoError
    before = _picture(row)
    await _stand(session, row, await access_type(session, row.type_id), row.status_before)
    row.result, row.version = "", row.version + 1
    return await _written(session, row, before, "take_back")
