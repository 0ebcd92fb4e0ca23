"""Who may see what visitors looked at."""

from zhiyin.kernel.auth.access import Permission
from zhiyin.kernel.i18n.text import Text

READ = Permission(
    "visits.read",
    Text("查看访问足迹", "Read page trails"),
    Text(
        "看到客户同意记录的浏览页面。",
        "See the pages that customers agreed to have recorded.",
    ),
)
SEE_PERSONAL = "customers.see_personal"
