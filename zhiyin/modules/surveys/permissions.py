"""Who may see ratings and ask for them."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_

from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.auth.reach import rows_within
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.surveys.models import Rating

READ = Permission(
    "surveys.read",
    Text("查看评价", "See ratings"),
    Text(
        "查看客户对自己服务的评价；范围更大的角色看到团队、店铺或全部。",
        "See how customers rate one's own service; wider roles see those of the team, the shop or"
        " all.",
    ),
)
INVITE = Permission(
    "surveys.invite",
    Text("邀请评价", "Ask for ratings"),
    Text("在会话中邀请客户评价，每次会话一次。", "Ask a customer to rate, once a conversation."),
)
ALL = (READ, INVITE)


def readable(access: Access, led: Collection[UUID]) -> ColumnElement[bool]:
    """Which ratings the caller may see; `led` are the teams they coordinate."""
    if not access.may(READ):
        return false()
    return or_(
        rows_within(access, READ, Rating.shop_id, Rating.team_id),
        Rating.staff_id == access.id,
        Rating.team_id.in_(led),
    )
