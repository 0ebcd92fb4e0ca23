"""The built-in roles, made on an empty database."""

from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.auth.access import RoleScope
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.models import Role

AGENT = (
    "conversations.read",
    "conversations.reply",
    "conversations.pick",
    "conversations.transfer",
    "conversations.close",
    "customers.read",
    "customers.edit",
    "visits.read",
    "presence.read",
    "procedures.read_tasks",
    "procedures.edit_tasks",
    "procedures.see",
    "procedures.run",
    "tickets.read",
    "tickets.edit",
    "surveys.read",
    "surveys.invite",
    "knowledge.read",
    "people.hold_keys",
    "remedies.see",
    "remedies.propose",
    "complaints.see",
    "complaints.file",
    "complaints.offer",
    "automation.use_macros",
)
# A senior agent may coordinate a team, and then looks at its routing again.
SENIOR = (
    *AGENT,
    "complaints.grade",
    "customers.see_personal",
    "customers.fields.sensitive",
    "routing.check",
    "knowledge.write",
)
SUPERVISOR = (
    *SENIOR,
    "complaints.figures",
    "conversations.read_all",
    "conversations.override",
    "conversations.block",
    "conversations.supervise",
    "customers.merge",
    "people.manage_teams",
    "dispatch.see_figures",
    "people.manage_skills",
    "people.read_attendance",
    "routing.manage",
    "routing.surge",
    "servicelevels.manage",
    "conversations.manage_canned",
    "tickets.templates",
    "conversations.manage_invitations",
    "insights.see_board",
    "insights.manage_displays",
    "people.announce",
    "knowledge.publish",
    "bot.check",
    "assistance.manage_wording",
    "assistance.override_wording",
    "tickets.export",
    "procedures.skip",
    "remedies.approve",
)
MANAGER = (
    *SUPERVISOR,
    "people.manage_staff",
    "people.manage_roles",
    "people.manage_shops",
    "catalogue.manage",
    "catalogue.manage_fields",
    "tickets.manage",
    "tickets.import",
    "procedures.edit",
    "procedures.publish",
    "channels.manage",
    "helpcentre.manage",
    "settings.manage",
    "audit.read",
    "customers.export",
    "customers.erase",
    "jobs.read_all",
    "bot.manage",
    "remedies.pay",
    "remedies.limits",
    "webhooks.manage",
    "automation.manage",
)
BUILTIN_ROLES: tuple[tuple[str, Text, RoleScope, tuple[str, ...]], ...] = (
    ("owner", Text("负责人", "Owner"), "all", MANAGER),
    ("manager", Text("客服经理", "Service manager"), "all", MANAGER),
    ("supervisor", Text("客服主管", "Supervisor"), "team", SUPERVISOR),
    ("agent_senior", Text("高级客服", "Senior agent"), "own", SENIOR),
    ("agent_junior", Text("初级客服", "Junior agent"), "own", AGENT),
    (
        "quality",
        Text("质检", "Quality analyst"),
        "all",
        (
            "conversations.read",
            "conversations.read_all",
            "customers.read",
            "visits.read",
            "presence.read",
            "surveys.read",
            "tickets.read",
            "complaints.see",
            "complaints.figures",
            "procedures.read_tasks",
            "procedures.edit_tasks",
            "procedures.run",
            "procedures.see",
            "knowledge.read",
            "knowledge.write",
            "bot.check",
            "assistance.manage_wording",
            "people.hold_keys",
            "remedies.see",
        ),
    ),
    (
        "finance",
        Text("财务", "Finance"),
        "all",
        (
            "remedies.see",
            "remedies.pay",
            "customers.read",
            "presence.read",
            "procedures.read_tasks",
            "procedures.edit_tasks",
            "procedures.see",
            "procedures.run",
            "people.hold_keys",
        ),
    ),
    (
        "support",
        Text("技术支持", "Technical support"),
        "own",
        AGENT,
    ),
    (
        "admin",
        Text("管理员", "Administrator"),
        "all",
        (
            "people.manage_staff",
            "people.manage_roles",
            "people.manage_teams",
            "people.manage_skills",
            "people.manage_shops",
            "routing.manage",
            "servicelevels.manage",
            "catalogue.manage",
            "catalogue.manage_fields",
            "tickets.manage",
            "tickets.templates",
            "procedures.see",
            "procedures.edit",
            "procedures.publish",
            "channels.manage",
            "webhooks.manage",
            "automation.manage",
            "settings.manage",
            "audit.read",
            "jobs.read_all",
            "presence.read",
            "knowledge.read",
            "people.hold_keys",
            "remedies.see",
            "remedies.limits",
        ),
    ),
)


async def make_builtin_roles(session: WriteSession) -> dict[str, UUID]:
    """Makes the built-in roles; answers their ids by code. Only for a database without them."""
    return {role[0]: await _make(session, *role) for role in BUILTIN_ROLES}


async def _make(
    session: WriteSession, code: str, name: Text, scope: RoleScope, permissions: tuple[str, ...]
) -> UUID:
    role_id = new_id()
    values = {
        "id": role_id,
        "code": code,
        "name": name.as_json(),
        "permissions": list(permissions),
        "offered": list(permissions),
        "scope": scope,
        "builtin": True,
    }
    statement = insert(Role).values(values).on_conflict_do_nothing(index_elements=["code"])
    await session.execute(statement)
    return role_id


_OFFER = text("""
    UPDATE roles SET permissions = permissions || CAST(:new AS text[]),
        offered = offered || CAST(:new AS text[]), version = version + 1
    WHERE code = :code AND builtin AND NOT offered @> CAST(:new AS text[])
""")


async def offer_new_permissions(database: Database) -> None:
    """Gives built-in roles what a newer version has added for them, once: who takes a permission
    away from a role afterwards is not overruled. Roles it has added are made.
    """
    async with database.writing() as session:
        roles = await session.execute(select(Role).where(Role.builtin))
        offered = {role.code: set(role.offered) for role in roles.scalars()}
        for role in BUILTIN_ROLES:
            code, permissions = role[0], role[3]
            # Before the house is set up there are none.
            if offered and code not in offered:
                await _make(session, *role)
            new = [one for one in permissions if one not in offered.get(code, permissions)]
            if new:
                await session.execute(_OFFER, {"code": code, "new": new})
