"""Who may change what is promised."""

from zhiyin.kernel.auth.access import Permission
from zhiyin.kernel.i18n.text import Text

MANAGE = Permission(
    "servicelevels.manage",
    Text("管理服务等级", "Manage service levels"),
    Text(
        "设置各渠道、客户和问题的时限、预警和超时后的处理。",
        "Set promised times by channel, customer and subject, warnings, and what a breach does.",
    ),
)
ALL = (MANAGE,)
