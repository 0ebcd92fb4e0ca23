"""Settings of tickets."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting
from zhiyin.modules.tickets.pressing import MOST_STEPS

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
RAISE_ANGRY = Setting(
    "tickets.raise_angry",
    "int",
    1,
    Text("客户生气时提高几级", "Steps for an angry customer"),
    Text(
        "关联会话里客户最近的话读出生气时，工单优先级提高几级；情绪平复后自动回落。0 表示不提高。",
        "How many steps the priority rises while the latest words of the customer in a linked"
        " conversation are angry; it falls back when they calm down. 0: not at all.",
    ),
    GROUP,
    minimum=0,
    maximum=MOST_STEPS,
)
RAISE_LEVEL = Setting(
    "tickets.raise_level",
    "int",
    1,
    Text("重点客户提高几级", "Steps for a key customer"),
    Text(
        "重点客户的工单优先级提高几级。0 表示不提高。",
        "How many steps the priority of a key customer's ticket rises. 0: not at all.",
    ),
    GROUP,
    minimum=0,
    maximum=MOST_STEPS,
)
RAISE_LEVELS = Setting(
    "tickets.raise_levels",
    "Text",
    Text("VIP,SVIP,钻石,黑金", "VIP,Diamond,Platinum").as_json(),
    Text("提高优先级的客户等级", "Levels of customers that raise it"),
    Text(
        "哪些等级的客户算重点客户，用逗号分隔。",
        "Customers of these levels are key customers; separate them by commas.",
    ),
    GROUP,
)
RAISE_WAITING = Setting(
    "tickets.raise_waiting",
    "int",
    1,
    Text("久等时提高几级", "Steps for a long wait"),
    Text(
        "客户等回复太久，或处理中的工单久无进展时，优先级提高几级；有了进展就回落。0 表示不提高。",
        "How many steps the priority rises when the customer has waited too long for an answer, or"
        " nothing has become of an open ticket for too long; an answer or a change takes it back."
        " 0: not at all.",
    ),
    GROUP,
    minimum=0,
    maximum=MOST_STEPS,
)
RAISE_AFTER = Setting(
    "tickets.raise_after",
    "duration",
    86_400,
    Text("等多久算久等", "What is a long wait"),
    Text(
        "按营业时间计算，等多久之后提高优先级。24 小时营业时间大约是三个工作日。",
        "How long, in opening hours, somebody waits before the priority rises. 24 open hours are"
        " about three working days.",
    ),
    GROUP,
    minimum=60,
    maximum=31_536_000,
)
RAISE_MOST = Setting(
    "tickets.raise_most",
    "int",
    2,
    Text("最多提高几级", "Most steps altogether"),
    Text(
        "几个原因加在一起最多提高几级。0 表示优先级只由紧急程度和重要程度决定。",
        "How many steps all causes together raise a priority at most. 0: urgency and importance"
        " alone decide.",
    ),
    GROUP,
    minimum=0,
    maximum=MOST_STEPS,
)
ALL = (
    REMIND_BEFORE,
    CLIMB_AFTER,
    FROM_MESSAGES,
    RAISE_ANGRY,
    RAISE_LEVEL,
    RAISE_LEVELS,
    RAISE_WAITING,
    RAISE_AFTER,
    RAISE_MOST,
)
