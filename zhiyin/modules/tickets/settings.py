"""Settings of tickets."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

GROUP = Text("工单", "Tickets")

REMIND_BEFORE = Setting(
    "tickets.remind_before",
    "duration",
    3600,
    Text("到期前多久提醒", "Remind before due"),
    Text(
        "工单到期前多久提醒负责人。0 表示只在到期时提醒。",
        "How long before a ticket is due its owner is reminded. 0: only when it is due.",
    ),
    GROUP,
    scopes=("organisation", "team"),
    minimum=0,
    maximum=604_800,
)
CLIMB_AFTER = Setting(
    "tickets.climb_after",
    "duration",
    7200,
    Text("逾期多久上报", "Climb after"),
    Text(
        "工单到期多久仍未结束时，上报给团队协调人。",
        "How long after it was due an open ticket climbs to whoever coordinates the team.",
    ),
    GROUP,
    scopes=("organisation", "team"),
    minimum=0,
    maximum=604_800,
)
FROM_MESSAGES = Setting(
    "tickets.from_messages",
    "bool",
    True,
    Text("未按时答复的留言转工单", "Tickets for messages left unanswered"),
    Text(
        "客户留言或请求回拨，到了承诺的时间还没有在会话里办完，就自动建一张“咨询跟进”工单，交给会话的团队。",
        "A message left, or a call asked for, that is not settled in the chat by the promised time"
        " becomes a ticket of the conversation's team.",
    ),
    GROUP,
    scopes=("organisation", "shop", "team"),
)
ALL = (REMIND_BEFORE, CLIMB_AFTER, FROM_MESSAGES)
