"""How far a scope goes (数据范围): one rule behind the rows of lists and single objects.

A scope is all, a shop or a team; beyond it stands what is somebody's own, which each module says.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, true

from zhiyin.kernel.auth.access import Access, Permission


def is_within(
    access: Access,
    permission: Permission,
    shop_id: UUID | None,
    team_id: UUID | None,
    *,
    of_no_team: bool = False,
) -> bool:
    """Whether something of this shop and team lies in the caller's scope. `of_no_team` says that
    what belongs to no team belongs to every one.
    """
    scope = access.scope(permission)
    if scope == "shop":
        return shop_id in access.shop_ids
    if scope == "team":
        return team_id in access.team_ids or (of_no_team and team_id is None)
    return scope == "all"


def rows_within(
    access: Access, permission: Permission, shop: Any, team: Any, *, of_no_team: bool = False
) -> ColumnElement[bool]:
    """The same for rows, by their columns."""
    scope = access.scope(permission)
    if scope == "shop":
        rows: ColumnElement[bool] = shop.in_(access.shop_ids)
        return rows
    if scope == "team":
        theirs: ColumnElement[bool] = team.in_(access.team_ids)
        return or_(team.is_(None), theirs) if of_no_team else theirs
    return true() if scope == "all" else false()
