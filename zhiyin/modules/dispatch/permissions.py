"""Who may see how well work is given out."""

from zhiyin.kernel.auth.access import Permission
from zhiyin.kernel.i18n.text import Text

SEE_FIGURES = Permission(
    "dispatch.see_figures",
    Text("查看分配数据", "See how work is given out"),
    Text(
        "查看每个队列告诉顾客的等待时间与实际相差多少。",
        "See how far the waits that customers are told in each queue are from the real ones.",
    ),
)
