"""Who may change the catalogue."""

from zhiyin.kernel.auth.access import Permission
from zhiyin.kernel.i18n.text import Text

MANAGE = Permission(
    "catalogue.manage",
    Text("管理问题分类", "Manage subjects"),
    Text("新建、移动、停用问题分类。", "Create, move and retire subjects."),
)
