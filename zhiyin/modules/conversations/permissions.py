"""Who may see and do what with conversations: one rule behind lists and single checks."""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, true

from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.models import Conversation

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
ALL = (READ, REPLY, PICK, TRANSFER, CLOSE, READ_ALL, MANAGE_CANNED)


@dataclass(frozen=True)
class Standing:
    """What decides who may see a conversation."""

    shop_id: UUID
    team_id: UUID | None
    assignee_id: UUID | None
    closed_by: UUID | None
    state: str


def may_read(access: Access, it: Standing) -> bool:
    """Whether the caller may read a conversation. Mirrors `readable`."""
    if not access.may(READ):
        return False
    if access.actor.id in (it.assignee_id, it.closed_by):
        return True
    if it.state == "queued" and (it.team_id is None or it.team_id in access.team_ids):
        return True
    scope = access.scope(READ_ALL)
    if scope == "all":
        return True
    if scope == "shop":
        return it.shop_id in access.shop_ids
    return scope == "team" and (it.team_id is None or it.team_id in access.team_ids)


def readable(access: Access) -> ColumnElement[bool]:
    """The same rule as a condition on rows."""
    if not access.may(READ):
        return false()
    scope = access.scope(READ_ALL)
    if scope == "all":
        return true()
    mine = or_(
        Conversation.assignee_id == access.id,
        Conversation.closed_by == access.id,
        (Conversation.state == "queued")
        & (Conversation.team_id.is_(None) | Conversation.team_id.in_(access.team_ids)),
    )
    if scope == "shop":
        return or_(mine, Conversation.shop_id.in_(access.shop_ids))
    if scope == "team":
        return or_(mine, Conversation.team_id.is_(None), Conversation.team_id.in_(access.team_ids))
    return mine


def may_act(access: Access, permission: Permission, it: Standing) -> bool:
    """Whether the caller may do something to a conversation they can read.

    The holder may; others only with the permission in a wider scope.
    """
    if not access.may(permission) or not may_read(access, it):
        return False
    if it.assignee_id == access.actor.id:
        return True
    scope = access.scope(permission)
    if scope == "all":
        return True
    if scope == "shop":
        return it.shop_id in access.shop_ids
    return scope == "team" and (it.team_id is None or it.team_id in access.team_ids)


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
