"""Ways to say who does a step that need nothing but people and the case itself."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.contracts.procedures import AnySession, AssigneeRule, Found, ProcedureCall
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.interface import (
    get_names,
    get_role_members,
    get_roles,
    get_standings,
    get_teams,
)
from zhiyin.modules.procedures.queries.who import get_supervisors

_HELD = text("""
    SELECT owner_id, count(*) AS held FROM tasks
    WHERE state = 'open' AND owner_id = ANY(:ids) GROUP BY owner_id
""")


async def case_team(session: AnySession, call: ProcedureCall, value: str) -> Sequence[Found]:
    """The team of what the case is about."""
    return [Found(team_id=call.team_id)] if call.team_id else []


async def team(session: AnySession, call: ProcedureCall, value: str) -> Sequence[Found]:
    """A team by its id."""
    return [Found(team_id=found)] if (found := _id(value)) else []


async def staff(session: AnySession, call: ProcedureCall, value: str) -> Sequence[Found]:
    """Somebody by their id."""
    return [Found(found)] if (found := _id(value)) else []


async def role(session: AnySession, call: ProcedureCall, value: str) -> Sequence[Found]:
    """Everybody who has a role: those of the case's team first, then of its shop; of those who are
    as near, whoever has least to do.
    """
    members = await get_role_members(session, value)
    ids = [one.staff_id for one in members]
    counted = await session.execute(_HELD, {"ids": ids})
    held: dict[UUID, int] = {row.owner_id: row.held for row in counted}
    ranked = sorted(
        members,
        key=lambda one: (
            call.team_id not in one.team_ids,
            call.shop_id not in one.shop_ids and bool(one.shop_ids),
            held.get(one.staff_id, 0),
            one.staff_id,
        ),
    )
    return [Found(one.staff_id) for one in ranked]


async def starter(session: AnySession, call: ProcedureCall, value: str) -> Sequence[Found]:
    """Whoever began the case."""
    return [Found(call.started_by)] if call.started_by else []


async def supervisors(session: AnySession, call: ProcedureCall, value: str) -> Sequence[Found]:
    """Whoever coordinates the case's team, then those who may skip steps in its shop."""
    return [Found(one) for one in await get_supervisors(session, call)]


def _id(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


async def teams(session: AnySession) -> Mapping[str, Text]:
    """All teams by name."""
    return {str(one): Text(name, name) for one, name in (await get_teams(session)).items()}


async def people(session: AnySession) -> Mapping[str, Text]:
    """Everybody who works here, by name."""
    names = await get_names(session)
    found = await get_standings(session, list(names.staff))
    held = sorted((names.staff_name(one), one) for one in found if one not in names.bots)
    return {str(one): Text(name, name) for name, one in held}


async def roles(session: AnySession) -> Mapping[str, Text]:
    """All roles by name."""
    found = await get_roles(session)
    return {code: Text(name["zh-CN"], name["en"]) for code, name in found.items()}


RULES = (
    AssigneeRule("case_team", Text("所在团队", "The team it belongs to"), case_team),
    AssigneeRule("role", Text("角色", "Role"), role, choices=roles, fixed=True),
    AssigneeRule("team", Text("团队", "Team"), team, choices=teams, fixed=True),
    AssigneeRule("staff", Text("指定的人", "A person"), staff, choices=people, fixed=True),
    AssigneeRule("starter", Text("发起人", "Whoever began it"), starter),
    AssigneeRule("supervisors", Text("主管", "Supervisors"), supervisors, fixed=True),
)
