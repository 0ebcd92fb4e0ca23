"""Who may change the list, and who may send what is refused to others."""

from uuid import UUID

from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.i18n.text import Text

MANAGE = Permission(
    "assistance.manage_wording",
    Text("管理用语词表", "Manage the wording list"),
    Text(
        "修改发送前检查的用语：禁用语、广告用语、承诺和礼貌用语，看到各人触发的次数。",
        "Change the words checked before sending: banned, advertising, promises, politeness; see"
        " how often each agent met them.",
    ),
)
OVERRIDE = Permission(
    "assistance.override_wording",
    Text("发送被禁止的用语", "Send refused words"),
    Text(
        "词表禁止发送的内容，确认后仍可发送；会被计数。",
        "May send, after a second Enter, what the list refuses; it is counted.",
    ),
)
ALL = (MANAGE, OVERRIDE)


def may_keep(access: Access, shop_id: UUID | None) -> bool:
    """Whether the caller may change entries of this shop; those of all shops need all of them."""
    scope = access.scope(MANAGE)
    return scope == "all" or (scope is not None and shop_id in access.shop_ids)
