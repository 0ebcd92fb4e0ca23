"""Settings of automation."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

GROUP = Text("自动化", "Automation")

MOST_ON_OBJECT = Setting(
    "automation.most_on_object",
    "int",
    10,
    Text("一条规则每小时最多处理同一对象几次", "Runs of a rule on one object in an hour"),
    Text(
        "同一条规则一小时内在同一张工单或同一个会话上超过这个次数，就自动暂停并通知它的创建人和主管。",
        "A rule that runs more often than this within an hour on one ticket or conversation is"
        " paused, and whoever made it and the supervisors are told.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=1,
    maximum=1000,
)
MOST_IN_TOTAL = Setting(
    "automation.most_in_total",
    "int",
    1000,
    Text("一条规则每小时最多运行几次", "Runs of a rule in an hour"),
    Text(
        "同一条规则一小时内总共运行超过这个次数，就自动暂停并通知它的创建人和主管。",
        "A rule that runs more often than this within an hour in all is paused, and whoever made"
        " it and the supervisors are told.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=1,
    maximum=100_000,
)
ALL = (MOST_ON_OBJECT, MOST_IN_TOTAL)
