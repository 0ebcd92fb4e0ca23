"""Who may change channels."""

from zhiyin.kernel.auth.access import Permission
from zhiyin.kernel.i18n.text import Text

MANAGE = Permission(
    "channels.manage",
    Text("管理聊天窗口", "Manage widgets"),
    Text(
        "新建聊天窗口，修改外观、允许的网站和身份密钥。",
        "Create widgets, change their look, allowed sites and identity secret.",
    ),
)
