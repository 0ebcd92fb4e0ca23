"""Who may have other systems told."""

from zhiyin.kernel.auth.access import Permission
from zhiyin.kernel.i18n.text import Text

MANAGE = Permission(
    "webhooks.manage",
    Text("管理 Webhook", "Manage webhooks"),
    Text(
        "设置把哪些事件推送到哪些地址，查看推送记录并重新推送。",
        "Set which events are sent to which addresses, see what was sent and send it again.",
    ),
)
ALL = (MANAGE,)
