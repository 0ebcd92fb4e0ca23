"""A customer's visits: which browsers, which pages."""

from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, select

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData, values_of
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.channels.models import Visitor

TITLE = Text("访客记录", "Visits")
COLUMNS = {
    "origin": Text("网站", "Site"),
    "user_id": Text("店铺用户编号", "User id at the shop"),
    "page": Text("最近页面", "Last page"),
    "language": Text("语言", "Language"),
    "time_zone": Text("时区", "Time zone"),
    "user_agent": Text("浏览器", "Browser"),
    "first": Text("首次访问", "First visit"),
    "last": Text("最近访问", "Last visit"),
}


def _theirs(identities: Identities) -> ColumnElement[bool]:
    visitors = [UUID(one) for one in values_of(identities, "visitor")]
    return or_(Visitor.id.in_(visitors), Visitor.user_id.in_(values_of(identities, "user")))


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """The browsers are strangers again: their tokens no longer hold."""
    await session.execute(delete(Visitor).where(_theirs(identities)))
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Every browser with its last page."""
    query = select(Visitor).where(_theirs(identities)).order_by(Visitor.id)
    rows = [
        {
            "origin": row.origin,
            "user_id": row.user_id,
            "page": (row.page or {}).get("url"),
            "language": row.language,
            "time_zone": row.time_zone,
            "user_agent": row.user_agent,
            "first": row.made_at,
            "last": row.last_seen_at,
        }
        for row in (await session.execute(query)).scalars()
    ]
    return [ExportPart(TITLE, COLUMNS, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Visits are known by the identities, which go with the file."""


PERSONAL = PersonalData("channels", TITLE, ("visitors",), erase, export, merge)
