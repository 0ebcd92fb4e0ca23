"""Settings of routing."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

GROUP = Text("分流", "Routing")

STEP = Setting(
    "routing.priority_step",
    "duration",
    300,
    Text("每级优先级相当于多等待的时间", "Waiting time a priority step is worth"),
    Text(
        "高一级的会话在排队中相当于早到这么久；因此急的先接，也没有人会一直等下去。",
        "A conversation one priority higher stands in line as if it had come so much earlier. So"
        " urgent ones go first and nobody waits for ever.",
    ),
    GROUP,
    minimum=0,
    maximum=7200,
)
ANGRY_WORDS = Setting(
    "routing.angry_words",
    "Text",
    Text(
        "投诉,骗子,欺骗,差评,曝光,12315,消协,工商,媒体,律师,垃圾,太差,气死",
        "complaint,scam,fraud,lawyer,terrible,ridiculous,unacceptable",
    ).as_json(),
    Text("情绪词", "Angry words"),
    Text(
        "第一句话里出现这些词的会话优先级提高一级，用逗号分隔。",
        "A conversation whose first words contain one of these is raised by one priority; separate"
        " them by commas.",
    ),
    GROUP,
)
KEY_LEVELS = Setting(
    "routing.key_levels",
    "Text",
    Text("VIP,SVIP,钻石,黑金", "VIP,Diamond,Platinum").as_json(),
    Text("重点客户等级", "Levels of key customers"),
    Text(
        "这些等级的客户优先级提高一级，用逗号分隔。",
        "Customers of these levels are raised by one priority; separate them by commas.",
    ),
    GROUP,
)
CHECK_SHARE = Setting(
    "routing.check_share",
    "int",
    5,
    Text("分流抽查比例（%）", "Share of routing checks (%)"),
    Text(
        "没有被改派的会话里，结束后有多少交给团队协调人抽查分流是否正确。0 表示不抽查。",
        "Of conversations that were not sent on, how many go to the team's coordinator after"
        " closing to check whether they were routed right. 0: none.",
    ),
    GROUP,
    minimum=0,
    maximum=100,
)
SURGES = Text("高峰", "Surges")
SURGE_AUTO = Setting(
    "routing.surge_auto",
    "bool",
    True,
    Text("自动判断高峰", "Detect surges"),
    Text(
        "进线量超过平时时自动进入高峰阶段，平稳后自动结束。关闭后只能手动。",
        "Enters the stages by itself when arrivals exceed the usual, and leaves them when it is"
        " calm again. Off: by hand only.",
    ),
    SURGES,
    scopes=("organisation",),
)
SURGE_WINDOW = Setting(
    "routing.surge_window",
    "duration",
    300,
    Text("统计进线量的时间", "Window of arrivals"),
    Text(
        "用最近这段时间的新会话数与平时同一星期、同一小时相比。",
        "New conversations of this last while are compared with the same hour of the same weekday.",
    ),
    SURGES,
    scopes=("organisation",),
    minimum=60,
    maximum=3600,
)
SURGE_LEAST = Setting(
    "routing.surge_least",
    "int",
    20,
    Text("至少多少进线才算高峰", "Fewest arrivals of a surge"),
    Text(
        "统计时间内的新会话少于此数时，无论平时多少都不算高峰。",
        "Fewer new conversations than this in the window are never a surge, however few are usual.",
    ),
    SURGES,
    scopes=("organisation",),
    minimum=1,
    maximum=100_000,
)
SURGE_BACK = Setting(
    "routing.surge_back",
    "int",
    80,
    Text("回落判断（阶段起点的百分比）", "Calm below (per cent of a stage's start)"),
    Text(
        "进线量低于阶段起点的这个比例才算回落，避免在界线上来回切换。",
        "A stage counts as calm only below this share of where it starts, so that it does not"
        " flutter around the limit.",
    ),
    SURGES,
    scopes=("organisation",),
    minimum=10,
    maximum=100,
)
SURGE_CALM = Setting(
    "routing.surge_calm",
    "duration",
    600,
    Text("回落多久后降级", "Calm time before stepping down"),
    Text(
        "回落持续这么久后，自动降到仍然成立的阶段或结束高峰。",
        "After so long a calm the surge steps down to the stage that still holds, or ends.",
    ),
    SURGES,
    scopes=("organisation",),
    minimum=0,
    maximum=86_400,
)
BOT_FIRST = Setting(
    "routing.bot_first",
    "bool",
    False,
    Text("机器人优先", "Bot first"),
    Text(
        "机器人在岗时，没有指定人工的新会话先由机器人接待。",
        "While a bot is on duty, new conversations that did not ask for a person go to it first.",
    ),
    GROUP,
)
CRISES = Text("危机", "Crises")
COMPLAINT_SUBJECTS = Setting(
    "routing.complaint_subjects",
    "Text",
    Text("投诉", "complaint").as_json(),
    Text("哪些问题分类算投诉", "Subjects that are complaints"),
    Text(
        "名称（或上级名称）里含有这些词的问题分类算投诉，用逗号分隔。情绪词也算投诉。",
        "A subject whose name, or whose parent's, contains one of these is a complaint; separate"
        " them by commas. Angry words count as complaints, too.",
    ),
    CRISES,
    scopes=("organisation",),
)
COMPLAINT_TARGET = Setting(
    "routing.complaint_target",
    "int",
    10,
    Text("危机期间的投诉率目标（‰）", "Complaints to stay below in a crisis (‰)"),
    Text(
        "危机事件的投诉会话占全部会话的千分比应低于此数，10 即 1%。",
        "Complaints about an incident should stay below this many of a thousand conversations;"
        " 10 is 1 %.",
    ),
    CRISES,
    scopes=("organisation",),
    minimum=1,
    maximum=1000,
)
ALL = (
    STEP,
    ANGRY_WORDS,
    KEY_LEVELS,
    CHECK_SHARE,
    SURGE_AUTO,
    SURGE_WINDOW,
    SURGE_LEAST,
    SURGE_BACK,
    SURGE_CALM,
    BOT_FIRST,
    COMPLAINT_SUBJECTS,
    COMPLAINT_TARGET,
)
