"""Who may look at the board: one rule behind teams, agents, alerts and lists."""

from collections.abc import Collection, Iterable
from uuid import UUID

from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.i18n.text import Text

SEE = Permission(
    "insights.see_board",
    Text("查看现场", "See the live board"),
    Text(
        "查看范围内各团队的实时情况和提醒，并确认提醒。",
        "See how the teams in one's scope stand now, and their alerts, and acknowledge these.",
    ),
)
DISPLAYS = Permission(
    "insights.manage_displays",
    Text("管理大屏链接", "Manage wall screens"),
    Text(
        "为大屏生成只读链接，或让它失效。",
        "Make read-only links for wall screens, or withdraw them.",
    ),
)
ALL = (SEE, DISPLAYS)


def visible_teams(
    access: Access, shops: dict[UUID, UUID | None], led: Collection[UUID] = ()
) -> frozenset[UUID] | None:
    """The teams whose board the caller sees; `None` is all. `shops` says to which a team belongs.

    Everybody's line belongs to everybody's board.
    """
    scope = access.scope(SEE)
    if scope == "all":
        return None
    mine = frozenset(access.team_ids) | frozenset(led)
    if scope == "shop":
        return mine | {team for team, shop in shops.items() if shop in access.shop_ids}
    return mine if scope is not None else frozenset()


def concerns(visible: frozenset[UUID] | None, team_ids: Iterable[UUID]) -> bool:
    """Whether something of these teams belongs on this board; of no team, it is everybody's."""
    teams = frozenset(team_ids)
    return visible is None or not teams or bool(teams & visible)
