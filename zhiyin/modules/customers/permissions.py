"""Who may see and change customers."""

from zhiyin.kernel.auth.access import Permission
from zhiyin.kernel.i18n.text import Text

READ = Permission(
    "customers.read",
    Text("查看客户", "Read customers"),
    Text("查看客户档案和时间线。", "See customer files and their timeline."),
)
EDIT = Permission(
    "customers.edit",
    Text("修改客户", "Edit customers"),
    Text("修改姓名、标签、备注和联系方式。", "Change names, tags, notes and contacts."),
)
SEE_PERSONAL = Permission(
    "customers.see_personal",
    Text("查看完整联系方式", "See personal data"),
    Text(
        "看到完整的手机号、邮箱，否则只显示部分。",
        "See full phone numbers and addresses; others see them masked.",
    ),
)
SENSITIVE = Permission(
    "customers.fields.sensitive",
    Text("查看个人信息字段", "See personal fields"),
    Text(
        "看到并修改标为个人信息的自定义字段，否则不显示或只显示部分。",
        "See and change custom fields marked as personal; others see nothing of them, or a part.",
    ),
)
MERGE = Permission(
    "customers.merge",
    Text("合并客户", "Join customers"),
    Text("把属于同一个人的两份档案合并为一份。", "Join two files that are one person."),
)
EXPORT = Permission(
    "customers.export",
    Text("导出客户资料", "Export customers"),
    Text(
        "把一位客户的全部资料导出为文件，内含完整联系方式。",
        "Export everything about a customer, with full contacts, as a file.",
    ),
)
ERASE = Permission(
    "customers.erase",
    Text("删除客户资料", "Erase customers"),
    Text(
        "永久删除一位客户的全部资料，无法恢复。",
        "Erase everything about a customer for good.",
    ),
)
ALL = (READ, EDIT, SEE_PERSONAL, SENSITIVE, MERGE, EXPORT, ERASE)
