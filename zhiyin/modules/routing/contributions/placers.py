"""Says where new work goes: entry rules first, then what its subject asks for.

Where conversations are sent is told, so that it can be looked at again.
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from zhiyin.kernel.contracts.module import Placer
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.conversations.interface import KIND as CONVERSATION
from zhiyin.modules.dispatch.interface import Need, NewWork
from zhiyin.modules.routing.events import ConversationPlaced
from zhiyin.modules.routing.queries.entry_rules import decide, get_named_agents
from zhiyin.modules.routing.queries.surges import get_diversion
from zhiyin.modules.routing.rules import URGENT
from zhiyin.modules.routing.settings import BOT_FIRST


async def place(session: WriteSession, works: Sequence[NewWork]) -> list[NewWork]:
    """Team, need, boost and named people of new work."""
    customers = [work.facts["customer"] for work in works if "customer" in work.facts]
    named = await get_named_agents(session, customers) if customers else {}
    placed = []
    decisions = await decide(session, [(work.facts, work.team_id) for work in works])
    diversion = await get_diversion(session)
    for work, found in zip(works, decisions, strict=True):
        need = Need(
            channel=work.need.channel,
            skills=((found.skill_id, found.skill_level),) if found.skill_id else (),
            tier=found.tier,
            who=work.facts.get("who", "anyone"),
        )
        team_id = found.team_id
        if work.ref.kind == CONVERSATION:
            if diversion is not None:
                urgent = found.priority == URGENT
                team_id = diversion.team(team_id, urgent=urgent, skill_id=found.skill_id)
            # What a rule gives to seniors is no beginner's matter, and no bot's.
            if need.tier != "C" and await _bot_first(session, work, team_id):
                need = replace(need, tier="A")
            rule_id = found.rule.id if found.rule else None
            subject_id = work.facts.get("subject")
            told = ConversationPlaced(work.ref.id, rule_id, team_id, subject_id)
            emit(session, told, work.ref)
        placed.append(
            replace(
                work,
                team_id=team_id,
                need=need,
                boost=found.boost,
                named=named.get(work.facts["customer"], ()) if "customer" in work.facts else (),
            )
        )
    return placed


async def _bot_first(session: WriteSession, work: NewWork, team_id: UUID | None) -> bool:
    if work.facts.get("who", "anyone") != "anyone":
        return False
    place = Place(shop_id=work.facts.get("shop"), team_id=team_id)
    return bool(await get_setting(session, BOT_FIRST, place))


ENTRY_RULES = Placer("routing.entry_rules", place)
