"""Fields of tickets that name customers, colleagues and files: what they name is there."""

from collections.abc import Sequence
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import InvalidInputError
from zhiyin.kernel.fields.field import REFERRING, CustomField, Values
from zhiyin.kernel.fields.values import NOT_ONE
from zhiyin.kernel.files.store import attach_file, get_files
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.customers.interface import get_cards
from zhiyin.modules.people.interface import are_known
from zhiyin.modules.tickets.rules import KIND


async def check_references(
    session: WriteSession,
    ticket_id: UUID,
    fields: Sequence[CustomField],
    values: Values,
    before: Values,
) -> dict[str, Text]:
    """What of the values that are new names nothing."""
    types = {one.code: one.type for one in fields}
    fresh = _fresh(fields, REFERRING, values, before)
    known = await get_cards(
        session, [one for code, one in fresh.items() if types[code] == "customer"]
    )
    errors: dict[str, Text] = {}
    for code, one in fresh.items():
        if types[code] == "customer":
            found = one in known
        elif types[code] == "staff":
            found = await are_known(session, staff_ids=[one])
        else:
            found = await _is_at_hand(session, ticket_id, one)
        if not found:
            errors[code] = NOT_ONE
    return errors


def _fresh(
    fields: Sequence[CustomField], kinds: Sequence[str], values: Values, before: Values
) -> dict[str, UUID]:
    types = {one.code: one.type for one in fields}
    return {
        code: UUID(value)
        for code, value in values.items()
        if types.get(code) in kinds and value != before.get(code)
    }


async def _is_at_hand(session: WriteSession, ticket_id: UUID, file_id: UUID) -> bool:
    """Whether a file is the ticket's, or the caller has just uploaded it."""
    file = (await get_files(session, [file_id])).get(file_id)
    if file is None:
        return False
    own = file.ref is None and file.owner == (session.actor.kind, session.actor.id)
    return own or file.ref == ObjectRef(KIND, ticket_id)


async def take_files(
    session: WriteSession,
    ticket_id: UUID,
    fields: Sequence[CustomField],
    values: Values,
    before: Values,
) -> None:
    """Makes new files the ticket's. Files are locked after everything of tickets."""
    for code, file_id in _fresh(fields, ("file",), values, before).items():
        ref = ObjectRef(KIND, ticket_id)
        held = (await get_files(session, [file_id])).get(file_id)
        if held is not None and held.ref == ref:
            continue
        if not await attach_file(session, file_id, session.actor, ref):
            raise InvalidInputError(fields={f"fields.{code}": NOT_ONE})
