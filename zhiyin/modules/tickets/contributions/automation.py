"""What rules of automation can hear of tickets, ask of them and do to them."""

from typing import cast
from uuid import UUID

from zhiyin.kernel.contracts.automation import AutomationAction, Happening, Matter, Standstill
from zhiyin.kernel.contracts.procedures import AnySession, Choices
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.people.interface import choose_people, choose_teams
from zhiyin.modules.servicelevels.events import ClockBreached
from zhiyin.modules.tickets import events
from zhiyin.modules.tickets.actions.automating import (
    NOBODY,
    add_comment,
    add_tags,
    assign,
    raise_priority,
    remove_tags,
    set_field,
    set_priority,
    set_status,
    tell_customer,
)
from zhiyin.modules.tickets.actions.pressing import UNMOVING
from zhiyin.modules.tickets.contributions.procedures import DEGREES, field
from zhiyin.modules.tickets.permissions import EDIT
from zhiyin.modules.tickets.queries.automating import (
    asked,
    facts,
    find_in_status,
    live_statuses,
    statuses,
)
from zhiyin.modules.tickets.rules import IMPORTED, KIND

ABOUT = (KIND,)


def _id(stored: StoredEvent) -> UUID:
    found: UUID = stored.event.ticket_id  # type: ignore[attr-defined]
    return found


def _made(stored: StoredEvent) -> UUID | None:
    """What came out of a table begins nothing."""
    made = cast(events.TicketMade, stored.event)
    return None if made.origin == IMPORTED else made.ticket_id


def _changed(stored: StoredEvent) -> UUID | None:
    """What moves by itself is no change that somebody made."""
    changed = cast(events.TicketChanged, stored.event)
    return None if changed.parts in UNMOVING else changed.ticket_id


def _breached(stored: StoredEvent) -> UUID | None:
    breached = cast(ClockBreached, stored.event)
    return breached.ref_id if breached.ref_kind == KIND else None


async def owners(session: AnySession) -> Choices:
    """Who can be given a ticket."""
    nobody = Text("无人（由团队领取）", "Nobody (the team takes it)")
    return {
        "owner": {NOBODY: nobody, **await choose_people(session)},
        "team": await choose_teams(session),
    }


async def own_fields(session: AnySession) -> Choices:
    """The custom fields that can be filled in."""
    found = await get_fields(session, KIND)
    named = {
        one.code: Text(one.name["zh-CN"], one.name["en"])
        for one in found
        if one.active and not one.personal and one.type not in ("file", "formula")
    }
    return {"field": named}


MATTER = Matter(KIND, Text("工单", "Ticket"), asked, facts)
HAPPENINGS = (
    Happening("tickets.made", Text("新建工单", "A ticket is made"), KIND,
              (events.TicketMade,), _made),
    Happening("tickets.changed", Text("工单有改动", "A ticket is changed"), KIND,
              (events.TicketChanged,), _changed),
    Happening("tickets.assigned", Text("工单交给了别人", "A ticket is assigned"), KIND,
              (events.TicketAssigned,), _id),
    Happening("tickets.commented", Text("工单有新评论", "A ticket is commented on"), KIND,
              (events.TicketCommented,), _id),
    Happening("tickets.ended", Text("工单结束", "A ticket ends"), KIND,
              (events.TicketEnded,), _id),
    Happening("tickets.reopened", Text("工单重新打开", "A ticket is reopened"), KIND,
              (events.TicketReopened,), _id),
    Happening("tickets.overdue", Text("工单逾期", "A ticket is overdue"), KIND,
              (events.TicketOverdue,), _id),
    Happening("tickets.breached", Text("工单超过承诺时限", "A promise about a ticket is broken"),
              KIND, (ClockBreached,), _breached),
)  # fmt: skip
STANDSTILLS = (
    Standstill(
        "tickets.in_status",
        Text("工单停在某个状态", "A ticket has been in a status"),
        KIND,
        find_in_status,
        (field("status", Text("状态", "Status")),),
        live_statuses,
    ),
)
TAGS = field("tags", Text("标签（用逗号分开）", "Tags (parted by commas)"), "text")
ACTIONS = (
    AutomationAction(
        "tickets.set_status",
        Text("设置状态", "Set the status"),
        set_status,
        ABOUT,
        (field("status", Text("状态", "Status")),),
        statuses,
        EDIT,
    ),
    AutomationAction(
        "tickets.set_priority",
        Text("设置优先级", "Set the priority"),
        set_priority,
        ABOUT,
        (
            field("urgency", Text("紧急程度", "Urgency"), choices=DEGREES),
            field("importance", Text("重要程度", "Importance"), choices=DEGREES),
        ),
        permission=EDIT,
    ),
    AutomationAction(
        "tickets.raise_priority",
        Text("提高紧急程度", "Raise the urgency"),
        raise_priority,
        ABOUT,
        permission=EDIT,
    ),
    AutomationAction(
        "tickets.assign",
        Text("交给员工或团队", "Hand over to a colleague or team"),
        assign,
        ABOUT,
        (
            field("owner", Text("负责人", "Owner"), required=False),
            field("team", Text("团队", "Team"), required=False),
        ),
        owners,
        EDIT,
    ),
    AutomationAction(
        "tickets.add_tags", Text("加标签", "Add tags"), add_tags, ABOUT, (TAGS,), permission=EDIT
    ),
    AutomationAction(
        "tickets.remove_tags",
        Text("去掉标签", "Remove tags"),
        remove_tags,
        ABOUT,
        (TAGS,),
        permission=EDIT,
    ),
    AutomationAction(
        "tickets.set_field",
        Text("填写字段", "Fill in a field"),
        set_field,
        ABOUT,
        (field("field", Text("字段", "Field")), field("value", Text("值", "Value"), "text")),
        own_fields,
        EDIT,
    ),
    AutomationAction(
        "tickets.comment",
        Text("写内部备注", "Note something"),
        add_comment,
        ABOUT,
        (field("text", Text("内容", "Words"), "long_text"),),
        permission=EDIT,
    ),
    AutomationAction(
        "tickets.tell_customer",
        Text("告诉客户", "Tell the customer"),
        tell_customer,
        ABOUT,
        (
            field("zh", Text("中文内容", "Words in Chinese"), "long_text"),
            field("en", Text("英文内容", "Words in English"), "long_text", required=False),
        ),
        permission=EDIT,
    ),
)
