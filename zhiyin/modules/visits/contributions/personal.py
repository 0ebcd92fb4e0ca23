"""A customer's visits, erased and handed out."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData, values_of
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.customers.interface import get_subjects
from zhiyin.modules.visits.models import Visit, VisitPage

TITLE = Text("浏览过的页面", "Pages looked at")
COLUMNS = {
    "at": Text("时间", "At"),
    "site": Text("网站", "Site"),
    "path": Text("页面", "Page"),
    "title": Text("标题", "Title"),
    "seconds": Text("停留（秒）", "Seconds"),
    "referrer": Text("来自", "Came from"),
}


def _hashes(house: House, identities: Identities) -> list[bytes]:
    return [
        house.keyring.hash(kind, value)
        for kind in ("visitor", "user")
        for value in values_of(identities, kind)
    ]


async def _subjects(
    session: ReadSession | WriteSession, customer_id: UUID, identities: Identities
) -> Sequence[bytes]:
    """How the file is known itself, and how its conversations knew it."""
    return [*await get_subjects(session, customer_id), *_hashes(session.house, identities)]


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Every visit goes, with its pages."""
    subjects = await _subjects(session, customer_id, identities)
    await session.execute(delete(Visit).where(Visit.subject_hash.in_(subjects)))
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Every page that was recorded."""
    subjects = await _subjects(session, customer_id, identities)
    query = (
        select(VisitPage, Visit)
        .join(Visit, Visit.id == VisitPage.visit_id)
        .where(Visit.subject_hash.in_(subjects))
        .order_by(Visit.started_at, Visit.id, VisitPage.number)
    )
    rows = [
        {
            "at": page.at,
            "site": visit.origin,
            "path": page.path,
            "title": page.title,
            "seconds": page.seconds,
            "referrer": visit.referrer if page.number == 1 else None,
        }
        for page, visit in (await session.execute(query)).tuples()
    ]
    return [ExportPart(TITLE, COLUMNS, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Visits are known by the identities, which go with the file."""


PERSONAL = PersonalData("visits", TITLE, ("visits", "visit_pages"), erase, export, merge)
