"""Roles, teams and announcements in the bin."""

from sqlalchemy import delete

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.bin import BinKind
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.models import Announcement, AnnouncementRead, Role, Team, TeamMember
from zhiyin.modules.people.permissions import ANNOUNCE, MANAGE_ROLES, MANAGE_TEAMS
from zhiyin.modules.people.queries.announcements import readable_words


def _team_name(team: Team) -> dict[str, str]:
    return {"zh-CN": team.name, "en": team.name}


def _role_name(role: Role) -> dict[str, str]:
    return role.name


async def _purge_team(session: WriteSession, team: Team) -> None:
    await session.execute(delete(TeamMember).where(TeamMember.team_id == team.id))


def _first_words(row: Announcement) -> dict[str, str]:
    return {one: said[:60] for one, said in readable_words(row.text).items()}


def _may_announce(access: Access, row: Announcement) -> bool:
    mine = row.made_by == access.actor.id
    teams = set(row.team_ids)
    return access.scope(ANNOUNCE) == "all" or mine or bool(teams and teams <= access.team_ids)


async def _purge_reads(session: WriteSession, row: Announcement) -> None:
    await session.execute(
        delete(AnnouncementRead).where(AnnouncementRead.announcement_id == row.id)
    )


BIN = (
    BinKind(
        "announcement",
        Text("公告", "Announcement"),
        ANNOUNCE,
        Announcement,
        _first_words,
        purging=_purge_reads,
        may_touch=_may_announce,
    ),
    BinKind("role", Text("角色", "Role"), MANAGE_ROLES, Role, _role_name),
    BinKind("team", Text("团队", "Team"), MANAGE_TEAMS, Team, _team_name, purging=_purge_team),
)
