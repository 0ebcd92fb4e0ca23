"""Settings of routing."""

from collections.abc import Mapping

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
ALL = (STEP, ANGRY_WORDS, KEY_LEVELS, CHECK_SHARE)


def listed(texts: Mapping[str, str]) -> list[str]:
    """The entries of a setting that holds several in each language, separated by commas."""
    whole = ",".join(texts.values()).replace("\N{FULLWIDTH COMMA}", ",")
    return [one.strip() for one in whole.split(",") if one.strip()]
