"""The first owner, shop and team of an empty database."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.secrets import hash_password
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.modules.people.actions.credentials import check_password
from zhiyin.modules.people.actions.roles import make_builtin_roles
from zhiyin.modules.people.actions.sessions import start_session
from zhiyin.modules.people.errors import AlreadySetUpError
from zhiyin.modules.people.models import Shop, Staff, StaffRole, Team, TeamMember


@dataclass(frozen=True)
class Begun:
    """What was made, and the owner's session."""

    shop_id: UUID
    team_id: UUID
    token: str


async def begin_organisation(
    session: WriteSession,
    *,
    owner_name: str,
    email: str,
    password: str,
    shop_name: str,
    time_zone: str,
    team_name: str,
    user_agent: str,
    address: str,
) -> Begun:
    """Makes the built-in roles, the owner, the shop and the team. Refused once anybody is here."""
    if await session.scalar(select(Staff.id).limit(1)):
        raise AlreadySetUpError
    check_password(password)
    roles = await make_builtin_roles(session)
    shop = Shop(id=new_id(), code="main", name=shop_name, time_zone=time_zone)
    owner = Staff(
        id=new_id(),
        email=email.strip().lower(),
        name=owner_name,
        password_hash=hash_password(password),
    )
    session.add_all([shop, owner])
    await session.flush()
    team = Team(id=new_id(), name=team_name, shop_id=shop.id)
    session.add_all([team, StaffRole(staff_id=owner.id, role_id=roles["owner"])])
    await session.flush()
    session.add(TeamMember(team_id=team.id, staff_id=owner.id))
    audit(session, "people.begin", ObjectRef("staff", owner.id), after={"email": owner.email})
    token = await start_session(session, owner.id, user_agent, address)
    return Begun(shop.id, team.id, token)
