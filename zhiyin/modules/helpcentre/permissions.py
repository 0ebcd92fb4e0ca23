"""Who may change a shop's public pages."""

from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.i18n.text import Text

MANAGE = Permission(
    "helpcentre.manage",
    Text("管理帮助中心", "Manage the help centre"),
    Text(
        "开关店铺的帮助中心，修改网址、外观和联系方式，查看读者的意见。",
        "Switch a shop's help centre on, change its address, look and contact, see what readers"
        " say.",
    ),
)


def serves(access: Access, shop_id: object) -> bool:
    """Whether the caller's role reaches this shop."""
    return access.scope(MANAGE) == "all" or shop_id in access.shop_ids
