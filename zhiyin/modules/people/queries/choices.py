"""People, teams and shops as something that can be chosen: by id, with their names."""

from collections.abc import Mapping

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.models import Shop, Staff, Team


async def choose_people(session: ReadSession | WriteSession) -> Mapping[str, Text]:
    """Everybody who works here, bots apart."""
    query = select(Staff.id, Staff.name).where(Staff.state != "disabled", Staff.kind == "human")
    rows = await session.execute(query.order_by(Staff.name, Staff.id))
    return {str(row.id): Text(row.name, row.name) for row in rows}


async def choose_teams(session: ReadSession | WriteSession) -> Mapping[str, Text]:
    """The teams there are."""
    query = select(Team.id, Team.name).where(Team.deleted_at.is_(None))
    rows = await session.execute(query.order_by(Team.name, Team.id))
    return {str(row.id): Text(row.name, row.name) for row in rows}


async def choose_shops(session: ReadSession | WriteSession) -> Mapping[str, Text]:
    """The shops there are."""
    rows = await session.execute(select(Shop.id, Shop.name).order_by(Shop.name, Shop.id))
    return {str(row.id): Text(row.name, row.name) for row in rows}
