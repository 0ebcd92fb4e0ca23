"""Settings of the bot."""

from zhiyin.kernel.contracts.skills import Skill
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

GROUP = Text("机器人", "Bot")
# What decides how it answers is changed there: measured before, and as a version.
SETTINGS_PAGE = "/bot/settings"

AI_ON = Setting(
    "bot.ai_on",
    "bool",
    True,
    Text("智能功能总开关", "All automatic thinking"),
    Text(
        "关闭后机器人离岗，搜索和推荐只按字面查找，一切由人工完成；其他设置都保留。",
        "Switched off, the bot leaves, search and suggestions go by plain words only, and people do"
        " everything; all other settings are kept.",
    ),
    GROUP,
    scopes=("organisation",),
)
ON = Setting(
    "bot.on",
    "bool",
    False,
    Text("机器人上岗", "Bot on duty"),
    Text(
        "打开后，机器人在推理进程正常时接待分给它的会话；关闭后它手上的会话立即转给人工。",
        "While on and thinking works, the bot takes the conversations routed to it; switched off,"
        " what it holds goes to people at once.",
    ),
    GROUP,
    scopes=("organisation",),
)
HERE = Setting(
    "bot.here",
    "bool",
    True,
    Text("机器人在这里接待", "The bot answers here"),
    Text(
        "可按店铺或团队关闭：那里的会话只由人工接待。",
        "Can be switched off for a shop or a team: only people answer there.",
    ),
    GROUP,
    scopes=("organisation", "shop", "team"),
)
GREETING = Setting(
    "bot.greeting",
    "Text",
    Text(
        "您好，我是智能助手{name}，先由我为您解答；随时说“转人工”就能找到客服。",
        "Hello, I am {name}, an automatic assistant. Say “a person” at any time to reach our team.",
    ).as_json(),
    Text("机器人问候语", "Greeting of the bot"),
    Text(
        "放在它在会话里的第一句回答之前；{name} 是它的名字。留空则不问候。",
        "Stands before its first answer of a conversation; {name} is its name. Empty: none.",
    ),
    GROUP,
    scopes=("organisation", "shop"),
)
LEAST_SURE = Setting(
    "bot.least_sure",
    "int",
    0,
    Text("直接回答至少需要的把握（%）", "Least certainty to answer by itself (%)"),
    Text(
        "0 表示用学到的界线：在那以上，回答正确的比例达到承诺的准确率。填得更高，答得更少也更准。",
        "0: the learned limit, above which answers are right as often as promised. Higher: it"
        " answers less and is right more often.",
    ),
    GROUP,
    scopes=("organisation", "shop"),
    minimum=0,
    maximum=99,
    kept_at=SETTINGS_PAGE,
)
NEAR_FROM = Setting(
    "bot.near_from",
    "int",
    12,
    Text("给出相近问题至少需要的把握（%）", "Least certainty to offer near questions (%)"),
    Text(
        "不足以直接回答、但达到此数时，给出最多三个相近的问题让客户选。",
        "Where it is not sure enough to answer but at least so sure, up to three near questions"
        " are offered.",
    ),
    GROUP,
    scopes=("organisation", "shop"),
    minimum=1,
    maximum=99,
    kept_at=SETTINGS_PAGE,
)
PERSON_WORDS = Setting(
    "bot.person_words",
    "Text",
    Text("转接,接线员", "put me through").as_json(),
    Text("还有哪些话表示要人工", "More words that ask for a person"),
    Text(
        "常见的说法机器人都认得；这里补充本店自己的，用逗号分隔。出现即转人工。",
        "The bot knows the usual ways to say it; add your own, separated by commas. One of them is"
        " enough to hand over.",
    ),
    GROUP,
    kept_at=SETTINGS_PAGE,
)
SENSITIVE_WORDS = Setting(
    "bot.sensitive_words",
    "Text",
    Text(
        "起诉,报警,受伤,过敏,中毒,食物中毒,送医,自杀,轻生,未成年,泄露,盗刷,着火,爆炸",
        "lawsuit,police,injured,allergic,poisoned,hospital,suicide,leaked,stolen card,caught fire",
    ).as_json(),
    Text("敏感话题", "Sensitive subjects"),
    Text(
        "客户的话里出现这些词时，机器人不回答，直接转人工。用逗号分隔。",
        "Where a customer's words contain one of these the bot does not answer but hands over."
        " Separate them by commas.",
    ),
    GROUP,
    kept_at=SETTINGS_PAGE,
)
PEOPLE_LEVELS = Setting(
    "bot.people_levels",
    "Text",
    Text("VIP,SVIP,钻石,黑金", "VIP,Diamond,Platinum").as_json(),
    Text("直接由人工接待的客户等级", "Levels that go straight to people"),
    Text(
        "这些等级的客户不经过机器人，除非自己选择。用逗号分隔。",
        "Customers of these levels never meet the bot unless they choose it. Separate them by"
        " commas.",
    ),
    GROUP,
)
TASKS_OFF = Setting(
    "bot.tasks_off",
    "text",
    "",
    Text("关闭的任务", "Tasks that are switched off"),
    Text(
        "机器人不办理的任务的名称，用逗号分隔。",
        "Names of tasks the bot does not do, separated by commas.",
    ),
    GROUP,
    scopes=("organisation",),
    kept_at=SETTINGS_PAGE,
)
BEHIND = Setting(
    "bot.behind",
    "int",
    5,
    Text("推理进程落后多少秒算离岗", "Seconds behind at which it leaves"),
    Text(
        "推理进程落后超过此数时，机器人离岗，会话交给人工，恢复后自动回来。",
        "When thinking is further behind than this the bot leaves and people answer; it comes back"
        " by itself.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=1,
    maximum=300,
)
KEEP_DAYS = Setting(
    "bot.keep_days",
    "int",
    180,
    Text("机器人对话记录保留天数", "Days the bot's turns are kept"),
    Text(
        "更早的问答记录自动删除，会话本身不受影响。",
        "Earlier turns are removed; conversations themselves stay.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=7,
    maximum=730,
)
TARGET = Setting(
    "bot.target",
    "int",
    80,
    Text("机器人接待占比目标（%）", "Share the bot is meant to take (%)"),
    Text(
        "指标页用它对比实际占比，常见目标是机器人 80%、人工 20%。",
        "The figures compare the real share with it; usual is 80 % bot and 20 % people.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=0,
    maximum=100,
)
BRAKE_ON = Setting(
    "bot.brake_on",
    "bool",
    True,
    Text("答得不好自动少答", "Answer less where answers fail"),
    Text(
        "某类知识的回答常常没解决问题时，机器人自己少答这一类，转给人工，并通知管理者。",
        "Where answers of a category often fail, the bot answers it less by itself, hands over"
        " instead, and tells those who manage it.",
    ),
    GROUP,
    scopes=("organisation",),
)
BRAKE_FROM = Setting(
    "bot.brake_from",
    "int",
    40,
    Text("没解决的回答占多少起少答（%）", "Share of failed answers from which it answers less (%)"),
    Text(
        "14 天内至少 20 次回答，且没解决的占比确实高于此数时，降一级（100、50、20、0），一天最多"
        "一级；确实低于此数时升一级。",
        "Of at least 20 answers within 14 days: where surely more than this share failed, it goes"
        " down a step (100, 50, 20, 0), at most one a day; where surely fewer did, up a step.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=5,
    maximum=95,
)
ALL = (
    AI_ON,
    ON,
    HERE,
    GREETING,
    LEAST_SURE,
    NEAR_FROM,
    PERSON_WORDS,
    SENSITIVE_WORDS,
    PEOPLE_LEVELS,
    TASKS_OFF,
    BEHIND,
    KEEP_DAYS,
    TARGET,
    BRAKE_ON,
    BRAKE_FROM,
)

# What decides how the bot answers: a change of these is a version of it.
DECIDING = {
    "least_sure": LEAST_SURE,
    "near_from": NEAR_FROM,
    "person_words": PERSON_WORDS,
    "sensitive_words": SENSITIVE_WORDS,
    "tasks_off": TASKS_OFF,
}


def names_off(value: str) -> set[str]:
    """The tasks that the setting switches off."""
    return {one.strip() for one in value.split(",") if one.strip()}


def is_on(skill: Skill, value: str) -> bool:
    """Whether the bot may do this task."""
    return skill.name not in names_off(value)
