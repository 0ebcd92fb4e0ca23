"""Roles and teams in the bin."""

from sqlalchemy import delete

from zhiyin.kernel.contracts.bin import BinKind
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.models import Role, Team, TeamMember
from zhiyin.modules.people.permissions import MANAGE_ROLES, MANAGE_TEAMS


def _team_name(team: Team) -> dict[str, str]:
    return {"zh-CN": team.name, "en": team.name}


def _role_name(role: Role) -> dict[str, str]:
    return role.name


async def _purge_team(session: WriteSession, team: Team) -> None:
    await session.execute(delete(TeamMember).where(TeamMember.team_id == team.id))


BIN = (
    BinKind("role", Text("角色", "Role"), MANAGE_ROLES, Role, _role_name),
    BinKind("team", Text("团队", "Team"), MANAGE_TEAMS, Team, _team_name, purging=_purge_team),
)
