"""What rules of automation can hear of conversations, ask of them and do to them."""

from typing import cast
from uuid import UUID

from zhiyin.kernel.contracts.automation import AutomationAction, Happening, Matter, Standstill
from zhiyin.kernel.contracts.procedures import AnySession, Choices
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.fields.field import Choice, CustomField, FieldType
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations import events
from zhiyin.modules.conversations.actions.automating import (
    add_tags,
    assign,
    bring_supervisor,
    end,
    note,
    raise_priority,
    remove_tags,
    reply,
    set_priority,
)
from zhiyin.modules.conversations.permissions import CLOSE, REPLY, TRANSFER
from zhiyin.modules.conversations.queries.automating import (
    PRIORITIES,
    asked,
    facts,
    find_silent,
    find_waiting,
    words_of,
)
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.people.interface import choose_people, choose_teams
from zhiyin.modules.servicelevels.events import ClockBreached

ABOUT = (KIND,)


def _id(stored: StoredEvent) -> UUID:
    found: UUID = stored.event.conversation_id  # type: ignore[attr-defined]
    return found


def _wrote(stored: StoredEvent) -> UUID | None:
    posted = cast(events.MessagePosted, stored.event)
    from_customer = posted.sender_kind == "customer" and posted.kind != "event"
    return posted.conversation_id if from_customer else None


def _angered(stored: StoredEvent) -> UUID | None:
    changed = cast(events.MoodChanged, stored.event)
    return changed.conversation_id if changed.angered else None


def _breached(stored: StoredEvent) -> UUID | None:
    breached = cast(ClockBreached, stored.event)
    return breached.ref_id if breached.ref_kind == KIND else None


async def takers(session: AnySession) -> Choices:
    """Who can be given a conversation."""
    return {"owner": await choose_people(session), "team": await choose_teams(session)}


def _field(
    code: str, name: Text, type_: FieldType = "choice", *, required: bool = True
) -> CustomField:
    return CustomField(code, name.as_json(), type_, required=required)


MATTER = Matter(KIND, Text("会话", "Conversation"), asked, facts)
HAPPENINGS = (
    Happening("conversations.posted", Text("客户发来消息", "A customer writes"), KIND,
              (events.MessagePosted,), _wrote, words_of),
    Happening("conversations.opened", Text("会话开始", "A conversation begins"), KIND,
              (events.ConversationOpened,), _id),
    Happening("conversations.reopened", Text("客户在结束后又来", "A customer comes back"),
              KIND, (events.ConversationReopened,), _id),
    Happening("conversations.assigned", Text("会话分给了客服", "A conversation is assigned"), KIND,
              (events.ConversationAssigned,), _id),
    Happening("conversations.closed", Text("会话结束", "A conversation ends"), KIND,
              (events.ConversationClosed,), _id),
    Happening("conversations.angered", Text("客户生气了", "A customer becomes angry"), KIND,
              (events.MoodChanged,), _angered),
    Happening("conversations.breached", Text("会话超过承诺时限",
              "A promise about a conversation is broken"), KIND, (ClockBreached,), _breached),
)  # fmt: skip
STANDSTILLS = (
    Standstill(
        "conversations.silent",
        Text("客户一直没有回复", "The customer has not answered"),
        KIND,
        find_silent,
    ),
    Standstill(
        "conversations.waiting",
        Text("客户一直在等我们", "The customer has waited for us"),
        KIND,
        find_waiting,
    ),
)
TAGS = _field("tags", Text("标签（用逗号分开）", "Tags (parted by commas)"), "text")
_LEVELS = tuple(Choice(value, name.as_json()) for value, name in PRIORITIES.items())
ACTIONS = (
    AutomationAction(
        "conversations.assign",
        Text("转给客服或团队", "Hand over to a colleague or team"),
        assign,
        ABOUT,
        (
            _field("owner", Text("客服", "Colleague"), required=False),
            _field("team", Text("团队", "Team"), required=False),
        ),
        takers,
        TRANSFER,
    ),
    AutomationAction(
        "conversations.set_priority",
        Text("设置优先级", "Set the priority"),
        set_priority,
        ABOUT,
        (
            CustomField(
                "priority",
                Text("优先级", "Priority").as_json(),
                "choice",
                _LEVELS,
                required=True,
            ),
        ),
        permission=REPLY,
    ),
    AutomationAction(
        "conversations.raise_priority",
        Text("优先级提高一级", "Raise the priority"),
        raise_priority,
        ABOUT,
        permission=REPLY,
    ),
    AutomationAction(
        "conversations.add_tags",
        Text("加标签", "Add tags"),
        add_tags,
        ABOUT,
        (TAGS,),
        permission=REPLY,
    ),
    AutomationAction(
        "conversations.remove_tags",
        Text("去掉标签", "Remove tags"),
        remove_tags,
        ABOUT,
        (TAGS,),
        permission=REPLY,
    ),
    AutomationAction(
        "conversations.note",
        Text("写内部备注", "Note something"),
        note,
        ABOUT,
        (_field("text", Text("内容", "Words"), "long_text"),),
        permission=REPLY,
    ),
    AutomationAction(
        "conversations.reply",
        Text("回复客户", "Reply to the customer"),
        reply,
        ABOUT,
        (
            _field("zh", Text("中文内容", "Words in Chinese"), "long_text"),
            _field("en", Text("英文内容", "Words in English"), "long_text", required=False),
        ),
        permission=REPLY,
    ),
    AutomationAction(
        "conversations.supervisor",
        Text("请主管介入", "Bring in a supervisor"),
        bring_supervisor,
        ABOUT,
        permission=REPLY,
    ),
    AutomationAction(
        "conversations.close",
        Text("结束会话", "End the conversation"),
        end,
        ABOUT,
        permission=CLOSE,
    ),
)
