"""What routing knows of a customer: their own agents, and what was said of their routing."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, text, update

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.routing.models import NamedAgents, RoutingCheck

TITLE = Text("分流", "Routing")
COLUMNS = {
    "what": Text("内容", "What"),
    "at": Text("时间", "When"),
    "text": Text("说明", "Words"),
}
AGENTS = Text("专属客服", "Named agents")
CHECK = Text("分流复核", "Routing check")


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Nobody is named for them any more; verdicts stay for the figures, words about them go."""
    await session.execute(delete(NamedAgents).where(NamedAgents.customer_id == customer_id))
    await session.execute(
        update(RoutingCheck).where(RoutingCheck.customer_id == customer_id).values(reason="")
    )
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Their named agents, and what was noted about their routing."""
    names = await get_names(session)
    named = await session.get(NamedAgents, customer_id)
    rows: list[dict[str, Any]] = [
        {"what": AGENTS.zh, "at": None, "text": names.staff_name(one)}
        for one in (named.staff_ids if named else ())
    ]
    query = select(RoutingCheck).where(
        RoutingCheck.customer_id == customer_id, RoutingCheck.verdict.is_not(None)
    )
    rows += [
        {"what": CHECK.zh, "at": row.checked_at, "text": row.reason}
        for row in (await session.execute(query.order_by(RoutingCheck.id))).scalars()
    ]
    return [ExportPart(TITLE, COLUMNS, rows)] if rows else []


# The file that stays keeps its own agents; without any it takes those of the other.
_TAKE_AGENTS = text("""
    INSERT INTO named_agents (customer_id, staff_ids)
    SELECT :into_id, staff_ids FROM named_agents WHERE customer_id = :from_id
    ON CONFLICT (customer_id) DO NOTHING
""")


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Named agents and checks go with the file that stays."""
    await session.execute(_TAKE_AGENTS, {"from_id": from_id, "into_id": into_id})
    await session.execute(delete(NamedAgents).where(NamedAgents.customer_id == from_id))
    await session.execute(
        update(RoutingCheck).where(RoutingCheck.customer_id == from_id).values(customer_id=into_id)
    )


PERSONAL = PersonalData("routing", TITLE, ("routing_checks", "named_agents"), erase, export, merge)
