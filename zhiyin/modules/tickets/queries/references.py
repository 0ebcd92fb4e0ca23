"""What fields of tickets name: customers, colleagues and files, by their names."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.fields.field import REFERRING, CustomField
from zhiyin.kernel.files.store import get_files
from zhiyin.modules.conversations.interface import SEE_PERSONAL
from zhiyin.modules.customers.interface import get_cards, mask_spans, personal_spans
from zhiyin.modules.people.interface import get_names


def conceal(access: Access, text: str) -> str:
    """The text, with personal data in it masked for who may not see that."""
    return text if SEE_PERSONAL in access.scopes else mask_spans(text, personal_spans(text))


def ids_held(
    fields: Sequence[CustomField], rows: Iterable[Mapping[str, Any]]
) -> dict[str, set[UUID]]:
    """The ids that stand in these values, by the type of their field."""
    held: dict[str, set[UUID]] = {kind: set() for kind in REFERRING}
    referring = [one for one in fields if one.type in held]
    if referring:
        for values in rows:
            for one in referring:
                if one.code in values:
                    held[one.type].add(UUID(values[one.code]))
    return held


async def name_ids(
    session: ReadSession | WriteSession, access: Access, held: Mapping[str, set[UUID]]
) -> dict[str, str]:
    """What these ids are called."""
    found: dict[str, str] = {}
    if held["customer"]:
        cards = await get_cards(session, sorted(held["customer"]))
        found |= {str(one): card.name for one, card in cards.items()}
    if held["staff"]:
        names = await get_names(session)
        found |= {str(one): name for one in held["staff"] if (name := names.staff_name(one))}
    if held["file"]:
        files = await get_files(session, sorted(held["file"]))
        found |= {str(one): conceal(access, file.name) for one, file in files.items()}
    return found
