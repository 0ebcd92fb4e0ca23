"""Settings of dispatch."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

GROUP = Text("分配", "Assignment")

WRAP_UP = Setting(
    "dispatch.wrap_up",
    "duration",
    0,
    Text("话后处理时间", "Wrap-up time"),
    Text(
        "客服结束会话后，多久内不分配新会话。",
        "How long an agent gets nothing new after closing a conversation.",
    ),
    GROUP,
    minimum=0,
    maximum=3600,
)
VANISH_GRACE = Setting(
    "dispatch.vanish_grace",
    "duration",
    60,
    Text("掉线宽限时间", "Grace time of a vanished agent"),
    Text(
        "客服掉线多久后，其会话退回排队。",
        "How long an agent may be disconnected before their conversations go back to the queue.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=10,
    maximum=3600,
)
ALL = (WRAP_UP, VANISH_GRACE)
