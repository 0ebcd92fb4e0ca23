"""A key customer's own agents, erased, handed out and joined."""

from uuid import UUID

from sqlalchemy import delete, text

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.routing.models import NamedAgents
from zhiyin.modules.routing.queries import get_named_agents

TITLE = Text("专属客服", "Named agents")
COLUMNS = {"name": Text("姓名", "Name")}

# The agents of the file that stays come first; without any it takes over those of the other.
_MOVE = text("""
    INSERT INTO named_agents (customer_id, staff_ids)
    SELECT :into_id, staff_ids FROM named_agents WHERE customer_id = :from_id
    ON CONFLICT (customer_id) DO NOTHING
""")


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Nobody is named for them any more."""
    await session.execute(delete(NamedAgents).where(NamedAgents.customer_id == customer_id))
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Who serves them by name."""
    named = (await get_named_agents(session, [customer_id])).get(customer_id, ())
    names = await get_names(session)
    return [ExportPart(TITLE, COLUMNS, [{"name": names.staff_name(one)} for one in named])]


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """The file that stays keeps its agents, or takes over those of the other."""
    await session.execute(_MOVE, {"from_id": from_id, "into_id": into_id})
    await session.execute(delete(NamedAgents).where(NamedAgents.customer_id == from_id))


PERSONAL = PersonalData("routing", TITLE, ("named_agents",), erase, export, merge)
