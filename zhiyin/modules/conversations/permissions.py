"""Who may see and do what with conversations: one rule behind lists and single checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, text

from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.auth.reach import is_within, rows_within
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.models.conversations import Conversation
from zhiyin.modules.conversations.rules import ANSWERING_ROLES, READING_ROLES, role_in

READ = Permission(
    "conversations.read",
    Text("查看会话", "Read conversations"),
    Text(
        "查看自己的、所在团队排队中的会话；范围更大的角色看到更多。",
        "See one's own conversations and the queue of one's teams; wider roles see more.",
    ),
)
REPLY = Permission(
    "conversations.reply",
    Text("回复会话", "Reply"),
    Text("向顾客发送消息、写内部备注。", "Write to customers and add internal notes."),
)
PICK = Permission(
    "conversations.pick",
    Text("主动接入", "Pick from the queue"),
    Text("从排队中选择会话接入。", "Take a waiting conversation from the queue."),
)
TRANSFER = Permission(
    "conversations.transfer",
    Text("转接会话", "Transfer"),
    Text(
        "转给同事或其他团队，或退回排队。",
        "Hand over to a colleague, a team, or back to the queue.",
    ),
)
CLOSE = Permission(
    "conversations.close",
    Text("结束会话", "Close"),
    Text("结束会话并归类。", "Close conversations and file them under a subject."),
)
READ_ALL = Permission(
    "conversations.read_all",
    Text("查看同事的会话", "Read others' conversations"),
    Text(
        "查看范围内同事正在进行的会话。",
        "See conversations held by others, within the role's scope.",
    ),
)
MANAGE_CANNED = Permission(
    "conversations.manage_canned",
    Text("管理话术", "Manage canned replies"),
    Text(
        "编辑团队和店铺的话术，导入话术表。个人话术由本人管理。",
        "Edit the canned replies of teams and shops and import tables of them. Everybody keeps"
        " their own.",
    ),
)
MANAGE_INVITATIONS = Permission(
    "conversations.manage_invitations",
    Text("管理主动邀请", "Manage invitations"),
    Text(
        "设置何时主动邀请访客咨询、说什么，查看效果。",
        "Decide when visitors are invited to chat and with which words, and see what came of it.",
    ),
)
OVERRIDE = Permission(
    "conversations.override",
    Text("介入回复", "Answer in others' conversations"),
    Text(
        "在同事负责的会话里直接回复顾客，会话中会注明。",
        "Answer the customer in a conversation that a colleague holds; the thread says so.",
    ),
)
BLOCK = Permission(
    "conversations.block",
    Text("拉黑访客", "Block visitors"),
    Text("不再接收某位访客的消息，或解除。", "Stop accepting a visitor's messages, or lift that."),
)
SUPERVISE = Permission(
    "conversations.supervise",
    Text("旁听与接管", "Watch, whisper, take over"),
    Text(
        "旁听进行中的会话、发悄悄话、接管和交还；投诉和超时会请有此权限的人介入。",
        "Watch open conversations silently, whisper, take over and give back; complaints and broken"
        " promises call those who hold it.",
    ),
)
ALL = (
    READ,
    REPLY,
    PICK,
    TRANSFER,
    CLOSE,
    READ_ALL,
    OVERRIDE,
    BLOCK,
    SUPERVISE,
    MANAGE_CANNED,
    MANAGE_INVITATIONS,
)


@dataclass(frozen=True)
class Standing:
    """What decides who may see a conversation."""

    shop_id: UUID
    team_id: UUID | None
    assignee_id: UUID | None
    closed_by: UUID | None
    state: str
    # Who takes part besides, with their roles.
    participants: Mapping[str, Any] = field(default_factory=dict)


def may_read(access: Access, it: Standing) -> bool:
    """Whether the caller may read a conversation. Mirrors `readable`."""
    if not access.may(READ) or not access.reaches(it.shop_id):
        return False
    if access.actor.id in (it.assignee_id, it.closed_by):
        return True
    if role_in(it.participants, access.actor.id) in READING_ROLES:
        return True
    if it.state == "queued" and (it.team_id is None or it.team_id in access.team_ids):
        return True
    return _in_scope(access, READ_ALL, it)


def takes_part(staff_id: UUID) -> ColumnElement[bool]:
    """Rows of conversations in which somebody takes part without holding them."""
    entry = Conversation.participants[str(staff_id)]["role"].astext
    # The first condition is the index's own.
    return and_(
        Conversation.participants != text("'{}'"),
        Conversation.participants.has_key(str(staff_id)),
        entry != "watching",
    )


def readable(access: Access) -> ColumnElement[bool]:
    """The same rule as a condition on rows."""
    if not access.may(READ):
        return false()
    if access.only_shops is not None:
        return and_(Conversation.shop_id.in_(access.only_shops), _readable(access))
    return _readable(access)


def _readable(access: Access) -> ColumnElement[bool]:
    return or_(
        rows_within(access, READ_ALL, Conversation.shop_id, Conversation.team_id, of_no_team=True),
        Conversation.assignee_id == access.id,
        Conversation.closed_by == access.id,
        takes_part(access.id),
        (Conversation.state == "queued")
        & (Conversation.team_id.is_(None) | Conversation.team_id.in_(access.team_ids)),
    )


def may_act(access: Access, permission: Permission, it: Standing) -> bool:
    """Whether the caller may do something to a conversation they can read.

    The holder may; others only with the permission in a wider scope.
    """
    if not access.may(permission) or not may_read(access, it):
        return False
    return it.assignee_id == access.actor.id or _in_scope(access, permission, it)


def _in_scope(access: Access, permission: Permission, it: Standing) -> bool:
    return is_within(access, permission, it.shop_id, it.team_id, of_no_team=True)


class Shelved(Protocol):
    """What decides whose a canned reply is."""

    level: Any
    owner_id: Any
    team_id: Any
    shop_id: Any


def may_keep(access: Access, it: Shelved) -> bool:
    """Whether the caller may write, change or delete a canned reply of this place."""
    if it.level == "personal":
        return access.may(REPLY) and it.owner_id == access.actor.id
    scope = access.scope(MANAGE_CANNED)
    if scope == "all":
        return True
    if it.level == "team":
        return scope in ("team", "shop") and it.team_id in access.team_ids
    return scope == "shop" and it.shop_id in access.shop_ids


Voice = Literal["holder", "guest", "override"]


def voice_of(access: Access, it: Standing) -> Voice | None:
    """As what the caller may answer the customer, if at all.

    The holder may, and who was invited or called in; others only by stepping in, which shows.
    """
    if not access.may(REPLY) or not may_read(access, it):
        return None
    if it.assignee_id == access.actor.id:
        return "holder"
    if role_in(it.participants, access.actor.id) in ANSWERING_ROLES:
        return "guest"
    return "override" if access.may(OVERRIDE) and _in_scope(access, OVERRIDE, it) else None


def may_supervise(access: Access, it: Standing) -> bool:
    """Whether the caller may watch, whisper and take over: in the scope of that permission."""
    return access.may(SUPERVISE) and may_read(access, it) and _in_scope(access, SUPERVISE, it)
