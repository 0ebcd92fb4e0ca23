"""Says where new work goes: entry rules first, then what its subject asks for.

Where conversations are sent is told, so that it can be looked at again.
"""

from collections.abc import Sequence
from dataclasses import replace

from zhiyin.kernel.contracts.module import Placer
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.dispatch.interface import Need, NewWork
from zhiyin.modules.routing.actions.checking import CONVERSATION
from zhiyin.modules.routing.events import ConversationPlaced
from zhiyin.modules.routing.queries.entry_rules import decide, get_named_agents


async def place(session: WriteSession, works: Sequence[NewWork]) -> list[NewWork]:
    """Team, need, boost and named people of new work."""
    customers = [work.facts["customer"] for work in works if "customer" in work.facts]
    named = await get_named_agents(session, customers) if customers else {}
    placed = []
    decisions = await decide(session, [(work.facts, work.team_id) for work in works])
    for work, found in zip(works, decisions, strict=True):
        need = Need(
            channel=work.need.channel,
            skills=((found.skill_id, found.skill_level),) if found.skill_id else (),
            tier=found.tier,
            who=work.facts.get("who", "anyone"),
        )
        if work.ref.kind == CONVERSATION:
            rule_id = found.rule.id if found.rule else None
            subject_id = work.facts.get("subject")
            told = ConversationPlaced(work.ref.id, rule_id, found.team_id, subject_id)
            emit(session, told, work.ref)
        placed.append(
            replace(
                work,
                team_id=found.team_id,
                need=need,
                boost=found.boost,
                named=named.get(work.facts["customer"], ()) if "customer" in work.facts else (),
            )
        )
    return placed


ENTRY_RULES = Placer("routing.entry_rules", place)
