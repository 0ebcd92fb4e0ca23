"""What procedures can do with a ticket, ask of it, and whom of it they can choose."""

from collections.abc import Sequence

from zhiyin.kernel.contracts.procedures import (
    AnySession,
    AssigneeRule,
    Choices,
    Found,
    ProcedureAction,
    ProcedureCall,
    ProcedureGuard,
)
from zhiyin.kernel.fields.field import Choice, CustomField, FieldType
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.people.interface import get_teams
from zhiyin.modules.tickets.actions.proceeding import (
    MOVER,
    NOBODY,
    STARTER,
    add_comment,
    assign,
    is_filled,
    parts_ended,
    raise_priority,
    set_due,
    set_priority,
    set_status,
)
from zhiyin.modules.tickets.models import Ticket
from zhiyin.modules.tickets.queries.automating import STATES, statuses
from zhiyin.modules.tickets.rules import KIND

ABOUT = (KIND,)
DEGREES = (("1", Text("低", "Low")), ("2", Text("中", "Medium")), ("3", Text("高", "High")))
OWNERS = (
    (MOVER, Text("办理这一步的人", "Whoever did the step")),
    (STARTER, Text("发起流程的人", "Whoever began the procedure")),
    (NOBODY, Text("无人（由团队领取）", "Nobody (the team takes it)")),
)


def field(
    code: str,
    name: Text,
    type_: FieldType = "choice",
    choices: Sequence[tuple[str, Text]] = (),
    *,
    required: bool = True,
) -> CustomField:
    """A parameter."""
    listed = tuple(Choice(value, said.as_json()) for value, said in choices)
    return CustomField(code, name.as_json(), type_, listed, required=required)


async def teams(session: AnySession) -> Choices:
    """The teams by name."""
    found = await get_teams(session)
    return {"team": {str(one): Text(name, name) for one, name in found.items()}}


async def fields(session: AnySession) -> Choices:
    """The custom fields that tickets have."""
    found = await get_fields(session, KIND)
    return {
        "field": {one.code: Text(one.name["zh-CN"], one.name["en"]) for one in found if one.active}
    }


async def owner(session: AnySession, call: ProcedureCall, value: str) -> Sequence[Found]:
    """Whoever has the ticket now, else its team."""
    row = await session.get(Ticket, call.about.id, populate_existing=True)
    if row is None:
        return []
    found = [Found(row.owner_id, row.team_id)] if row.owner_id else []
    return [*found, Found(team_id=row.team_id)] if row.team_id else found


async def maker(session: AnySession, call: ProcedureCall, value: str) -> Sequence[Found]:
    """Whoever made the ticket."""
    row = await session.get(Ticket, call.about.id)
    return [Found(row.made_by)] if row is not None and row.made_by else []


# In the order in which they are done: words are found by what is written before the history is.
ACTIONS = (
    ProcedureAction(
        "tickets.comment",
        Text("在工单上备注", "Note something on the ticket"),
        add_comment,
        ABOUT,
        (field("text", Text("内容", "Words"), "long_text"),),
    ),
    ProcedureAction(
        "tickets.set_status",
        Text("设置工单状态", "Set the ticket's status"),
        set_status,
        ABOUT,
        (
            field("state", Text("含义", "Meaning"), choices=STATES),
            field("status", Text("状态", "Status"), required=False),
        ),
        statuses,
    ),
    ProcedureAction(
        "tickets.set_priority",
        Text("设置工单优先级", "Set the ticket's priority"),
        set_priority,
        ABOUT,
        (
            field("urgency", Text("紧急程度", "Urgency"), choices=DEGREES),
            field("importance", Text("重要程度", "Importance"), choices=DEGREES),
        ),
    ),
    ProcedureAction(
        "tickets.raise_priority",
        Text("提高工单紧急程度", "Raise the ticket's urgency"),
        raise_priority,
        ABOUT,
    ),
    ProcedureAction(
        "tickets.assign",
        Text("转交工单", "Hand the ticket over"),
        assign,
        ABOUT,
        (
            field("to", Text("负责人", "Owner"), choices=OWNERS, required=False),
            field("team", Text("团队", "Team"), required=False),
        ),
        teams,
    ),
    ProcedureAction(
        "tickets.set_due",
        Text("设置工单到期时间", "Set when the ticket is due"),
        set_due,
        ABOUT,
        (field("hours", Text("几小时后到期", "Due in hours"), "number"),),
    ),
)
GUARDS = (
    ProcedureGuard(
        "tickets.parts_ended",
        Text("下级工单都已结束", "All tickets below it have ended"),
        parts_ended,
        ABOUT,
    ),
    ProcedureGuard(
        "tickets.field_filled",
        Text("工单的字段已填写", "A field of the ticket is filled in"),
        is_filled,
        ABOUT,
        (field("field", Text("字段", "Field")),),
        fields,
    ),
)
RULES = (
    AssigneeRule("tickets.owner", Text("工单负责人", "The ticket's owner"), owner, ABOUT),
    AssigneeRule("tickets.maker", Text("工单创建人", "Whoever made the ticket"), maker, ABOUT),
)
