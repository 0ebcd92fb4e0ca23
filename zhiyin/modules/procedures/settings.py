"""Settings of procedures."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

GROUP = Text("待办", "Tasks")

REMIND_BEFORE = Setting(
    "procedures.remind_before",
    "duration",
    1800,
    Text("到期前多久提醒", "Remind before due"),
    Text(
        "待办到期前多久提醒负责人。0 表示只在到期时提醒。",
        "How long before a task is due its owner is reminded. 0: only when it is due.",
    ),
    GROUP,
    scopes=("organisation", "team"),
    minimum=0,
    maximum=604_800,
)
CLIMB_AFTER = Setting(
    "procedures.climb_after",
    "duration",
    3600,
    Text("逾期多久上报", "Climb after"),
    Text(
        "待办到期多久仍未完成时，上报给团队协调人。",
        "How long after it was due an open task climbs to whoever coordinates the team.",
    ),
    GROUP,
    scopes=("organisation", "team"),
    minimum=0,
    maximum=604_800,
)
MOST_GIVEN = Setting(
    "procedures.most_given",
    "int",
    5,
    Text("每人最多自动分到的待办", "Most tasks given to one person"),
    Text(
        "团队的待办自动分给在线的人；一个人手上未完成的达到这个数就不再分。"
        "待办不占用接待会话的名额。0 表示不自动分配，由人领取。",
        "Tasks of a team are given to people who are online, up to so many open ones each. They"
        " take none of the slots for conversations. 0: none are given out, people take them.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=0,
    maximum=100,
)
ALL = (REMIND_BEFORE, CLIMB_AFTER, MOST_GIVEN)
