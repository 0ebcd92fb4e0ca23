"""Who may change the catalogue."""

from zhiyin.kernel.auth.access import Permission
from zhiyin.kernel.i18n.text import Text

MANAGE = Permission(
    "catalogue.manage",
    Text("管理问题分类", "Manage subjects"),
    Text("新建、移动、停用问题分类。", "Create, move and retire subjects."),
)
MANAGE_FIELDS = Permission(
    "catalogue.manage_fields",
    Text("管理自定义字段", "Manage custom fields"),
    Text(
        "决定客户和会话上有哪些自己的字段。",
        "Decide which fields of one's own customers and conversations have.",
    ),
)
ALL = (MANAGE, MANAGE_FIELDS)
