"""Routes of staff, roles, teams and shops."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, IfMatch, Labels
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.actions.shops import edit_shop, make_shop
from zhiyin.modules.people.actions.staff import (
    delete_role,
    delete_team,
    edit_role,
    edit_staff,
    edit_team,
    invite,
    make_role,
    make_team,
    send_invitation,
)
from zhiyin.modules.people.models import Staff
from zhiyin.modules.people.permissions import (
    MANAGE_ROLES,
    MANAGE_SHOPS,
    MANAGE_STAFF,
    MANAGE_TEAMS,
)
from zhiyin.modules.people.queries.staff import (
    get_staff_out,
    list_roles,
    list_shops,
    list_staff,
    list_teams,
)
from zhiyin.modules.people.schemas.people import (
    InvitationIn,
    PermissionOut,
    RoleIn,
    RoleOut,
    RolePatch,
    StaffOut,
    StaffPatch,
    TeamIn,
    TeamOut,
    TeamPatch,
)
from zhiyin.modules.people.schemas.shops import ShopIn, ShopOut, ShopPatch

routes = Routes("people")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get("/staff", permit=MANAGE_STAFF, response_model=list[StaffOut])
async def get_staff(house: CurrentHouse) -> list[StaffOut]:
    """Everybody who works here."""
    async with house.database.reading() as session:
        return await list_staff(session)


@routes.post("/staff/invitations", permit=MANAGE_STAFF, status=201, response_model=StaffOut)
async def post_invitation(body: InvitationIn, access: Caller, house: CurrentHouse) -> StaffOut:
    """Invites somebody by mail."""
    async with house.database.writing(access.actor) as session:
        staff = await invite(session, access, body, house.environment.base_url)
        await session.flush()
        return await get_staff_out(session, staff.id)


@routes.post("/staff/{staff_id}/invitation", permit=MANAGE_STAFF, response_model=Done)
async def post_invitation_again(staff_id: UUID, access: Caller, house: CurrentHouse) -> Done:
    """Sends an invitation again."""
    async with house.database.writing(access.actor) as session:
        staff = await session.get_one(Staff, staff_id)
        await send_invitation(session, access, staff, house.environment.base_url)
    return Done()


@routes.patch("/staff/{staff_id}", permit=MANAGE_STAFF, response_model=StaffOut)
async def patch_staff(
    staff_id: UUID, body: StaffPatch, access: Caller, house: CurrentHouse, version: Version
) -> StaffOut:
    """Changes a member of staff."""
    async with house.database.writing(access.actor) as session:
        await edit_staff(session, access, staff_id, body, version)
        await session.flush()
        return await get_staff_out(session, staff_id)


@routes.get("/permissions", permit=SIGNED_IN, response_model=list[PermissionOut])
async def get_permissions(house: CurrentHouse) -> list[PermissionOut]:
    """Everything a role may hold."""
    return [
        PermissionOut(
            name=one.name,
            module=one.name.partition(".")[0],
            title=Labels.of(one.title),
            description=Labels.of(one.description),
        )
        for one in house.permissions.values()
    ]


@routes.get("/roles", permit=SIGNED_IN, response_model=list[RoleOut])
async def get_roles(house: CurrentHouse) -> list[RoleOut]:
    """All roles."""
    async with house.database.reading() as session:
        return await list_roles(session)


async def _role(house: CurrentHouse, role_id: UUID) -> RoleOut:
    async with house.database.reading() as session:
        return next(one for one in await list_roles(session) if one.id == role_id)


@routes.post("/roles", permit=MANAGE_ROLES, status=201, response_model=RoleOut)
async def post_role(body: RoleIn, access: Caller, house: CurrentHouse) -> RoleOut:
    """Makes a role."""
    async with house.database.writing(access.actor) as session:
        role = await make_role(session, access, body)
    return await _role(house, role.id)


@routes.patch("/roles/{role_id}", permit=MANAGE_ROLES, response_model=RoleOut)
async def patch_role(
    role_id: UUID, body: RolePatch, access: Caller, house: CurrentHouse, version: Version
) -> RoleOut:
    """Changes a role."""
    async with house.database.writing(access.actor) as session:
        await edit_role(session, access, role_id, body, version)
    return await _role(house, role_id)


@routes.delete("/roles/{role_id}", permit=MANAGE_ROLES)
async def remove_role(role_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Deletes a role that nobody has."""
    async with house.database.writing(access.actor) as session:
        await delete_role(session, role_id)


@routes.get(
    "/teams",
    permit=SIGNED_IN,
    tool=Tool(
        "list_teams",
        Text("查看团队", "List teams"),
        Text("团队的编号、名称、成员和工作时间。", "Teams with id, name, members and hours."),
    ),
    response_model=list[TeamOut],
)
async def get_teams(house: CurrentHouse) -> list[TeamOut]:
    """All teams."""
    async with house.database.reading() as session:
        return await list_teams(session)


async def _team(house: CurrentHouse, team_id: UUID) -> TeamOut:
    async with house.database.reading() as session:
        return next(one for one in await list_teams(session) if one.id == team_id)


@routes.post("/teams", permit=MANAGE_TEAMS, status=201, response_model=TeamOut)
async def post_team(body: TeamIn, access: Caller, house: CurrentHouse) -> TeamOut:
    """Makes a team."""
    async with house.database.writing(access.actor) as session:
        team = await make_team(session, body)
    return await _team(house, team.id)


@routes.patch("/teams/{team_id}", permit=MANAGE_TEAMS, response_model=TeamOut)
async def patch_team(
    team_id: UUID, body: TeamPatch, access: Caller, house: CurrentHouse, version: Version
) -> TeamOut:
    """Changes a team."""
    async with house.database.writing(access.actor) as session:
        await edit_team(session, team_id, body, version)
    return await _team(house, team_id)


@routes.delete("/teams/{team_id}", permit=MANAGE_TEAMS)
async def remove_team(team_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Retires a team."""
    async with house.database.writing(access.actor) as session:
        await delete_team(session, team_id)


@routes.get("/shops", permit=SIGNED_IN, response_model=list[ShopOut])
async def get_shops(house: CurrentHouse) -> list[ShopOut]:
    """All shops."""
    async with house.database.reading() as session:
        return await list_shops(session)


async def _shop(house: CurrentHouse, shop_id: UUID) -> ShopOut:
    async with house.database.reading() as session:
        return next(one for one in await list_shops(session) if one.id == shop_id)


@routes.post("/shops", permit=MANAGE_SHOPS, status=201, response_model=ShopOut)
async def post_shop(body: ShopIn, access: Caller, house: CurrentHouse) -> ShopOut:
    """Makes a shop."""
    async with house.database.writing(access.actor) as session:
        shop = await make_shop(session, body)
    return await _shop(house, shop.id)


@routes.patch("/shops/{shop_id}", permit=MANAGE_SHOPS, response_model=ShopOut)
async def patch_shop(
    shop_id: UUID, body: ShopPatch, access: Caller, house: CurrentHouse, version: Version
) -> ShopOut:
    """Changes a shop."""
    async with house.database.writing(access.actor) as session:
        await edit_shop(session, shop_id, body, version)
    return await _shop(house, shop_id)
