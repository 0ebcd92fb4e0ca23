"""Who a step is for: whom the rule names, who stands in, else the team, else its supervisors."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from zhiyin.kernel.contracts.procedures import AnySession, AssigneeRule, Found, ProcedureCall
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.interface import (
    get_coordinators,
    get_holders,
    get_members,
    get_standings,
)
from zhiyin.modules.procedures.permissions import SKIP
from zhiyin.modules.procedures.rules.documents import Who

BY_RULE = "rule"
SUBSTITUTE = "substitute"
FELL_TO_TEAM = "fell_to_team"
FELL_TO_SUPERVISOR = "fell_to_supervisor"


@dataclass(frozen=True)
class Assigned:
    """Who has a step: somebody, or one of a team. `reason` says how it came to them; `alone`: it
    fell to those who look after the shop.
    """

    staff_id: UUID | None
    team_id: UUID | None
    reason: str = BY_RULE
    alone: bool = False


async def find_who(session: AnySession, call: ProcedureCall, who: Who) -> Assigned:
    """Who does it now. Never nobody while anybody looks after the shop."""
    rule = session.house.assignee_rules.get(who.rule)
    found: Sequence[Found] = []
    if rule is not None:
        found = await rule.find(session, call, who.value)
    chosen = await _first(session, call, found)
    if chosen is not None:
        return chosen
    if call.team_id is not None and await get_members(session, [call.team_id]):
        return Assigned(None, call.team_id, FELL_TO_TEAM)
    above = await get_supervisors(session, call)
    first = await _first(session, call, [Found(one) for one in above])
    staff_id = first.staff_id if first else next(iter(above), None)
    return Assigned(staff_id, call.team_id, FELL_TO_SUPERVISOR, alone=True)


async def _first(
    session: AnySession, call: ProcedureCall, asked: Sequence[Found]
) -> Assigned | None:
    standings = await get_standings(session, [one.staff_id for one in asked if one.staff_id])
    for one in asked:
        if one.staff_id is not None:
            standing = standings.get(one.staff_id)
            if standing is not None and standing.here:
                return Assigned(one.staff_id, one.team_id or call.team_id)
            if standing is not None and standing.substitute_id is not None:
                return Assigned(standing.substitute_id, one.team_id or call.team_id, SUBSTITUTE)
        elif one.team_id is not None and await get_members(session, [one.team_id]):
            return Assigned(None, one.team_id)
    return None


async def get_supervisors(session: AnySession, call: ProcedureCall) -> list[UUID]:
    """Who looks after a case: whoever coordinates its team first, then those who may skip steps in
    its shop.
    """
    teams = {call.team_id} if call.team_id else set()
    coordinators = sorted((await get_coordinators(session, teams)).values())
    holders = [
        one.staff_id
        for one in await get_holders(session, SKIP.name)
        if call.shop_id is None or not one.shop_ids or call.shop_id in one.shop_ids
    ]
    return list(dict.fromkeys([*coordinators, *holders]))


async def find_told(session: AnySession, call: ProcedureCall, who: Who) -> list[UUID]:
    """Everybody whom a notice is for: people by name, all members of a team."""
    rule = session.house.assignee_rules.get(who.rule)
    found: Sequence[Found] = []
    if rule is not None:
        found = await rule.find(session, call, who.value)
    people: list[UUID] = []
    for one in found:
        if one.staff_id is not None:
            people.append(one.staff_id)
        elif one.team_id is not None:
            people += await get_members(session, [one.team_id])
    return list(dict.fromkeys(people))


async def name_who(session: AnySession, who: Who) -> Text:
    """A rule with its value, in words."""
    rule: AssigneeRule | None = session.house.assignee_rules.get(who.rule)
    if rule is None:
        return Text(who.rule, who.rule)
    if rule.choices is None or not who.value:
        return rule.title
    name = (await rule.choices(session)).get(who.value, Text(who.value, who.value))
    return Text(f"{rule.title.zh}：{name.zh}", f"{rule.title.en}: {name.en}")
