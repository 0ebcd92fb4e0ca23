"""Reads of imports."""

from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.knowledge.models import ArticleImport
from zhiyin.modules.knowledge.schemas.searching import ImportOut
from zhiyin.modules.people.interface import StaffNames, get_names

MOST = 20


def _show(names: StaffNames, row: ArticleImport) -> ImportOut:
    values = {name: getattr(row, name) for name in ImportOut.model_fields if name != "by"}
    return ImportOut.model_validate(values | {"by": names.staff_name(row.by)})


async def list_imports(session: ReadSession) -> list[ImportOut]:
    """The latest imports."""
    query = select(ArticleImport).order_by(ArticleImport.at.desc()).limit(MOST)
    rows = (await session.execute(query)).scalars().all()
    names = await get_names(session)
    return [_show(names, row) for row in rows]


async def get_import(session: ReadSession, import_id: UUID) -> ImportOut:
    """What became of one."""
    row = await session.get(ArticleImport, import_id)
    if row is None:
        raise NotFoundError
    return _show(await get_names(session), row)
