"""What a customer has said of our service."""

from uuid import UUID

from sqlalchemy import select, text, update

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.surveys.models import Rating

TITLE = Text("评价", "Ratings")
COLUMNS = {
    "asked": Text("邀请时间", "Asked"),
    "answered": Text("评价时间", "Answered"),
    "score": Text("分数", "Score"),
    "comment": Text("留言", "Comment"),
}
# Scores stay for the figures. A new token is none: the link in the mail leads nowhere any more.
_ERASE = text("""
    UPDATE ratings SET comment = '', spans = NULL, expires_at = least(expires_at, now()),
        token_hash = sha256(('erased:' || id)::bytea)
    WHERE customer_id = :id
""")


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Their words go, and the way to say more."""
    await session.execute(_ERASE, {"id": customer_id})
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Every rating they were asked for."""
    query = select(Rating).where(Rating.customer_id == customer_id).order_by(Rating.asked_at)
    rows = [
        {
            "asked": row.asked_at,
            "answered": row.answered_at,
            "score": row.score,
            "comment": row.comment,
        }
        for row in (await session.execute(query)).scalars()
    ]
    return [ExportPart(TITLE, COLUMNS, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Ratings go with the file that stays."""
    await session.execute(
        update(Rating).where(Rating.customer_id == from_id).values(customer_id=into_id)
    )


PERSONAL = PersonalData("surveys", TITLE, ("ratings",), erase, export, merge)
