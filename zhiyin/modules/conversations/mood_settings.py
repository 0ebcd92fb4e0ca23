"""Settings of reading how customers feel (情绪识别)."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

GROUP = Text("情绪识别", "Moods")

MOODS = Setting(
    "conversations.moods",
    "bool",
    True,
    Text("读出顾客的情绪", "Read how customers feel"),
    Text(
        "从顾客的文字读出情绪：会话里显示一条情绪线；第一次生气时排队提前并提醒客服。"
        "关闭后不再读新消息。",
        "Reads moods from customers' words: a line in the conversation; whoever becomes angry moves"
        " ahead in line and rings with the agent, once. Off: new messages are not read.",
    ),
    GROUP,
    scopes=("organisation",),
)
MOOD_SURE = Setting(
    "conversations.mood_sure",
    "int",
    70,
    Text("情绪的最低把握", "How sure of a mood"),
    Text(
        "把握低于这个百分比的情绪不算数。调高提醒少而准，调低不易漏掉。",
        "A mood less likely than this percentage does not count. Higher: fewer and surer alarms;"
        " lower: fewer are missed.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=30,
    maximum=99,
)
ALL = (MOODS, MOOD_SURE)
