"""Settings of the knowledge base."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

GROUP = Text("知识库", "Knowledge base")

FOUR_EYES = Setting(
    "knowledge.four_eyes",
    "bool",
    False,
    Text("作者不能发布自己写的内容", "Authors cannot publish what they have written"),
    Text(
        "打开后，每一版都要由另一位有发布权限的同事审核。",
        "Each version must be published by somebody else who may publish.",
    ),
    GROUP,
    scopes=("organisation",),
)
REMIND_DAYS = Setting(
    "knowledge.remind_days",
    "int",
    7,
    Text("到期提前提醒（天）", "Days to remind before an article expires"),
    Text(
        "文章失效或该复查前，提前这么多天提醒负责人。",
        "Its owner is told so many days before an article ends or should be looked at again.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=1,
    maximum=90,
)
SEARCHES_KEPT_DAYS = Setting(
    "knowledge.searches_kept_days",
    "int",
    180,
    Text("搜索记录保留天数", "Days searches are kept"),
    Text(
        "更早的搜索记录自动删除。其中的电话、邮箱和卡号不会保存。",
        "Earlier searches are removed. Phone numbers, mail addresses and card numbers in them are"
        " never stored.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=7,
    maximum=730,
)
ALL = (FOUR_EYES, REMIND_DAYS, SEARCHES_KEPT_DAYS)
