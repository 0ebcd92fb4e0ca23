"""What every change of a complaint shares: how it is named, graded, written and told."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.event import Event
from zhiyin.kernel.i18n.text import LANGUAGES, Text
from zhiyin.modules.complaints.grading import Felt, Grade
from zhiyin.modules.complaints.models import Complaint, ComplaintLevel
from zhiyin.modules.complaints.rules import KIND
from zhiyin.modules.tickets.interface import KIND as TICKET


def refs_of(row: Complaint) -> tuple[ObjectRef, ...]:
    """What events about a complaint concern."""
    about = (ObjectRef(KIND, row.id), ObjectRef(TICKET, row.ticket_id))
    customer = (ObjectRef("customer", row.customer_id),) if row.customer_id else ()
    return (*about, *customer)


def tell(session: WriteSession, row: Complaint, event: Event) -> None:
    """Emits something that happened to a complaint."""
    emit(session, event, *refs_of(row))


def note(session: WriteSession, row: Complaint, verb: str, **after: Any) -> None:
    """Writes a change into the audit: ids, numbers and codes, never a customer's words."""
    audit(session, f"complaints.{verb}", ObjectRef(KIND, row.id), after=after)


def in_both(text: Text, values: Mapping[str, object]) -> dict[str, str]:
    """What a customer is told, in every language; theirs is chosen when it is said."""
    return {language: text.say(language, **values) for language in LANGUAGES}


def staff_of(session: WriteSession) -> UUID | None:
    """Who of staff acts, if somebody does."""
    return session.actor.id if session.actor.kind == "staff" else None


def stored_reasons(found: Grade) -> list[dict[str, Any]]:
    """Reasons as they are kept."""
    return [one._asdict() for one in found.reasons]


def stored_felt(felt: Felt | None) -> dict[str, float] | None:
    """What was read, as it is kept."""
    return felt._asdict() if felt is not None else None


def read_felt(row: Complaint) -> Felt | None:
    """What was read of a complaint."""
    return Felt(**row.felt) if row.felt is not None else None


async def note_level(session: WriteSession, row: Complaint, reason: str = "") -> None:
    """Writes the level a complaint has now into its history."""
    by = staff_of(session) if row.level_by == "staff" else None
    values = {
        "id": new_id(),
        "complaint_id": row.id,
        "level": row.level,
        "by": row.level_by,
        "staff_id": by,
        "reason": reason,
    }
    await session.execute(insert(ComplaintLevel).values(values))
