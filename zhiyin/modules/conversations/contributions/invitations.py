"""A customer's invitations: which ones their browsers showed.

What is known by a signed-in user's other browsers goes with those browsers: the rows hang on them.
"""

from uuid import UUID

from sqlalchemy import delete, select

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData, values_of
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.models import InvitationShow

TITLE = Text("看到的邀请", "Invitations seen")
COLUMNS = {"at": Text("时间", "At"), "outcome": Text("结果", "Outcome")}


def _browsers(identities: Identities) -> list[UUID]:
    return [UUID(one) for one in values_of(identities, "visitor")]


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Nobody knows any more what they were shown; the counters name nobody."""
    theirs = InvitationShow.visitor_id.in_(_browsers(identities))
    await session.execute(delete(InvitationShow).where(theirs))
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """When they were invited, and what they did."""
    theirs = InvitationShow.visitor_id.in_(_browsers(identities))
    query = select(InvitationShow).where(theirs).order_by(InvitationShow.id)
    rows = [
        {"at": row.at, "outcome": row.outcome} for row in (await session.execute(query)).scalars()
    ]
    return [ExportPart(TITLE, COLUMNS, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Browsers are joined by whom they are known as; the rows stay theirs."""


SHOWS = PersonalData(
    "conversations.invitations", TITLE, ("invitation_shows",), erase, export, merge
)
