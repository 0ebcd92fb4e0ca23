"""Staff, roles and teams: changes by those who may, each audited."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import SCOPE_ORDER, Access
from zhiyin.kernel.auth.secrets import hash_token, new_token
from zhiyin.kernel.bin.bin import put_in_bin
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.mail.outbox import Mail, send_mail
from zhiyin.modules.people.errors import (
    AddressTakenError,
    InUseError,
    LastOwnerError,
    NameTakenError,
    TooPowerfulError,
)
from zhiyin.modules.people.events import StaffChanged
from zhiyin.modules.people.models import (
    OneTimeToken,
    Role,
    Shop,
    Staff,
    StaffRole,
    StaffSession,
    Team,
    TeamMember,
)
from zhiyin.modules.people.permissions import MANAGE_ROLES, MANAGE_STAFF
from zhiyin.modules.people.queries.calendars import forget_calendars
from zhiyin.modules.people.schemas.people import (
    InvitationIn,
    RoleIn,
    RolePatch,
    StaffPatch,
    TeamIn,
    TeamPatch,
)

INVITATION_LIFE = timedelta(days=7)
INVITATION_SUBJECT = Text("邀请您加入知音客服", "You are invited to Zhiyin")
INVITATION_BODY = Text(
    "{name}，您好：\n\n{inviter} 邀请您加入客服团队。\n"
    "请在 7 天内打开下面的链接，设置密码后即可登录：\n\n"
    "{link}\n\n如果您不认识对方，请忽略这封邮件。\n",
    "Hello {name},\n\n{inviter} invites you to the service team. Open this link within 7 days and"
    " choose a password to sign in:\n\n{link}\n\nIf you do not know them, ignore this mail.\n",
)


async def _set_roles(
    session: WriteSession, access: Access, staff_id: UUID, role_ids: Sequence[UUID]
) -> None:
    """Gives roles; nobody gives what they do not hold themselves, in a wider scope either."""
    roles = (
        (
            await session.execute(
                select(Role).where(Role.id.in_(role_ids), Role.deleted_at.is_(None))
            )
        )
        .scalars()
        .all()
    )
    if len(roles) != len(set(role_ids)):
        raise NotFoundError
    for role in roles:
        _check_power(access, role.permissions, role.scope)
    await session.execute(delete(StaffRole).where(StaffRole.staff_id == staff_id))
    if roles:
        rows = [{"staff_id": staff_id, "role_id": role.id} for role in roles]
        await session.execute(insert(StaffRole).values(rows))


def _check_power(access: Access, permissions: Sequence[str], scope: str) -> None:
    for name in permissions:
        held = access.scopes.get(name)
        if held is None or SCOPE_ORDER.index(held) < SCOPE_ORDER.index(scope):
            raise TooPowerfulError


async def _set_teams(session: WriteSession, staff_id: UUID, team_ids: Sequence[UUID]) -> None:
    known = (await session.execute(select(Team.id).where(Team.id.in_(team_ids)))).scalars().all()
    if len(known) != len(set(team_ids)):
        raise NotFoundError
    await session.execute(delete(TeamMember).where(TeamMember.staff_id == staff_id))
    if known:
        rows = [{"team_id": team_id, "staff_id": staff_id} for team_id in known]
        await session.execute(insert(TeamMember).values(rows))


async def _check_somebody_manages(session: WriteSession) -> None:
    """Refuses a change after which nobody could manage staff and roles."""
    await session.flush()
    left = await session.scalar(
        text("""
            SELECT count(*) FROM staff s WHERE s.state = 'active' AND s.kind = 'human'
              AND EXISTS (SELECT 1 FROM staff_roles x JOIN roles r ON r.id = x.role_id
                          WHERE x.staff_id = s.id AND r.permissions @> ARRAY[:staff, :roles])
        """),
        {"staff": MANAGE_STAFF.name, "roles": MANAGE_ROLES.name},
    )
    if not left:
        raise LastOwnerError


async def invite(session: WriteSession, access: Access, body: InvitationIn, base_url: str) -> Staff:
    """Makes an invited account and sends its link."""
    email = body.email.strip().lower()
    if await session.scalar(select(Staff.id).where(Staff.email == email)):
        raise AddressTakenError
    staff = Staff(id=new_id(), email=email, name=body.name, state="invited")
    session.add(staff)
    await session.flush()
    await _set_roles(session, access, staff.id, body.role_ids)
    await _set_teams(session, staff.id, body.team_ids)
    audit(session, "people.invite", ObjectRef("staff", staff.id), after={"email": email})
    await send_invitation(session, access, staff, base_url)
    return staff


async def send_invitation(
    session: WriteSession, access: Access, staff: Staff, base_url: str
) -> None:
    """Sends (again) the link by which an invited person chooses a password."""
    if staff.state != "invited":
        raise NotFoundError
    token = new_token()
    row = OneTimeToken(
        id=new_id(),
        staff_id=staff.id,
        purpose="invitation",
        token_hash=hash_token(token),
        made_by=access.id,
        expires_at=now() + INVITATION_LIFE,
    )
    session.add(row)
    link = f"{base_url}/console/invitation/{token}"
    words = {"name": staff.name, "inviter": access.name, "link": link}
    mail = Mail(
        f"invitation:{row.id}",
        staff.email,
        INVITATION_SUBJECT.say(access.language),
        INVITATION_BODY.say(access.language, **words),
    )
    await send_mail(session, mail)


async def edit_staff(
    session: WriteSession, access: Access, staff_id: UUID, body: StaffPatch, version: int | None
) -> None:
    """Changes what is known of a person; one who is disabled is signed out everywhere."""
    staff = await session.get(Staff, staff_id, with_for_update=True)
    if staff is None or staff.kind != "human":
        raise NotFoundError
    before: dict[str, Any] = {
        "name": staff.name,
        "state": staff.state,
        "grade": staff.grade,
        "capacity": staff.capacity,
    }
    check_version(staff, version, before)
    if body.name is not None:
        staff.name = body.name
    if body.capacity is not None:
        staff.capacity = body.capacity
    staff.grade = body.grade or staff.grade
    if body.state is not None and body.state != staff.state:
        staff.state = body.state if staff.password_hash or body.state == "disabled" else "invited"
        if staff.state == "disabled":
            await session.execute(delete(StaffSession).where(StaffSession.staff_id == staff_id))
    if body.role_ids is not None:
        await _set_roles(session, access, staff_id, body.role_ids)
    if body.team_ids is not None:
        await _set_teams(session, staff_id, body.team_ids)
    await _check_somebody_manages(session)
    after = body.model_dump(mode="json", exclude_none=True)
    audit(session, "people.edit_staff", ObjectRef("staff", staff_id), before=before, after=after)
    emit(session, StaffChanged(staff_id), ObjectRef("staff", staff_id))


async def make_role(session: WriteSession, access: Access, body: RoleIn) -> Role:
    """Makes a role out of permissions its maker holds."""
    _check_permissions(session, body.permissions)
    _check_power(access, body.permissions, body.scope)
    if await session.scalar(select(Role.id).where(Role.code == body.code)):
        raise NameTakenError
    role = Role(
        id=new_id(),
        code=body.code,
        name=body.name.as_json(),
        permissions=sorted(set(body.permissions)),
        scope=body.scope,
        builtin=False,
    )
    session.add(role)
    audit(
        session, "people.make_role", ObjectRef("role", role.id), after=body.model_dump(mode="json")
    )
    return role


def _check_permissions(session: WriteSession, names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in session.house.permissions]
    if unknown:
        hint = Text(f"没有这些权限：{unknown}。", f"There are no such permissions: {unknown}.")
        raise InvalidInputError(fields={"permissions": hint})


async def edit_role(
    session: WriteSession, access: Access, role_id: UUID, body: RolePatch, version: int | None
) -> None:
    """Changes a role; it holds at once for everybody who has it."""
    role = await session.get(Role, role_id, with_for_update=True)
    if role is None or role.deleted_at is not None:
        raise NotFoundError
    before: dict[str, Any] = {
        "name": role.name,
        "permissions": role.permissions,
        "scope": role.scope,
    }
    check_version(role, version, before)
    if body.permissions is not None:
        _check_permissions(session, body.permissions)
        role.permissions = sorted(set(body.permissions))
    role.scope = body.scope or role.scope
    if body.permissions is not None or body.scope is not None:
        _check_power(access, role.permissions, role.scope)
    if body.name is not None:
        role.name = body.name.as_json()
    await _check_somebody_manages(session)
    after = body.model_dump(mode="json", exclude_none=True)
    audit(session, "people.edit_role", ObjectRef("role", role_id), before=before, after=after)


async def delete_role(session: WriteSession, role_id: UUID) -> None:
    """Puts a role that nobody has and that is not built in into the bin."""
    role = await session.get(Role, role_id, with_for_update=True)
    if role is None or role.deleted_at is not None:
        raise NotFoundError
    holders = await session.scalar(
        select(func.count()).select_from(StaffRole).where(StaffRole.role_id == role_id)
    )
    if role.builtin or holders:
        raise InUseError(what=role.name.get("zh-CN", role.code))
    audit(session, "people.delete_role", ObjectRef("role", role_id), before={"code": role.code})
    put_in_bin(session, role)


async def make_team(session: WriteSession, body: TeamIn) -> Team:
    """Makes a team."""
    team = Team(
        id=new_id(),
        name=body.name,
        shop_id=body.shop_id,
        line=body.line,
        coordinator_id=await _coordinator(session, body.coordinator_id),
        hours=body.hours.model_dump(mode="json") if body.hours else None,
    )
    if body.shop_id is not None and await session.get(Shop, body.shop_id) is None:
        raise NotFoundError
    session.add(team)
    await session.flush()
    await _set_members(session, team.id, body.member_ids)
    audit(session, "people.make_team", ObjectRef("team", team.id), after={"name": body.name})
    return team


async def _set_members(session: WriteSession, team_id: UUID, member_ids: Sequence[UUID]) -> None:
    known = (
        (await session.execute(select(Staff.id).where(Staff.id.in_(member_ids)))).scalars().all()
    )
    if len(known) != len(set(member_ids)):
        raise NotFoundError
    await session.execute(delete(TeamMember).where(TeamMember.team_id == team_id))
    if known:
        rows = [{"team_id": team_id, "staff_id": staff_id} for staff_id in known]
        await session.execute(insert(TeamMember).values(rows))
    for staff_id in sorted(known):
        emit(session, StaffChanged(staff_id), ObjectRef("staff", staff_id))


async def _coordinator(session: WriteSession, staff_id: UUID | None) -> UUID | None:
    if staff_id is not None and await session.get(Staff, staff_id) is None:
        raise NotFoundError
    return staff_id


async def edit_team(
    session: WriteSession, team_id: UUID, body: TeamPatch, version: int | None
) -> None:
    """Changes a team's name, shop, opening hours or members."""
    team = await session.get(Team, team_id, with_for_update=True)
    if team is None or team.deleted_at is not None:
        raise NotFoundError
    before: dict[str, Any] = {"name": team.name, "shop_id": team.shop_id, "hours": team.hours}
    check_version(team, version, before)
    given = body.model_fields_set
    if body.name is not None:
        team.name = body.name
    if "shop_id" in given:
        if body.shop_id is not None and await session.get(Shop, body.shop_id) is None:
            raise NotFoundError
        team.shop_id = body.shop_id
    if body.line is not None:
        team.line = body.line
    if "coordinator_id" in given:
        team.coordinator_id = await _coordinator(session, body.coordinator_id)
    if "hours" in given:
        team.hours = body.hours.model_dump(mode="json") if body.hours else None
        forget_calendars(session)
    if body.member_ids is not None:
        await _set_members(session, team_id, body.member_ids)
    after = body.model_dump(mode="json", exclude_unset=True)
    audit(session, "people.edit_team", ObjectRef("team", team_id), before=before, after=after)


async def delete_team(session: WriteSession, team_id: UUID) -> None:
    """Puts a team that no widget and no waiting customer needs into the bin."""
    team = await session.get(Team, team_id, with_for_update=True)
    if team is None or team.deleted_at is not None:
        raise NotFoundError
    # Asked by table name: those modules stand above this one.
    needed = await session.scalar(
        text("""
            SELECT EXISTS (SELECT 1 FROM channel_accounts WHERE team_id = :id AND active)
                OR EXISTS (SELECT 1 FROM work_items WHERE queue_id = :id AND state = 'queued')
        """),
        {"id": team_id},
    )
    if needed:
        raise InUseError(what=team.name)
    put_in_bin(session, team)
    audit(session, "people.delete_team", ObjectRef("team", team_id), before={"name": team.name})
