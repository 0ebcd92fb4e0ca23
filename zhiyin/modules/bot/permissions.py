"""Who may set the bot up, and who looks at what it says."""

from zhiyin.kernel.auth.access import Permission
from zhiyin.kernel.i18n.text import Text

MANAGE = Permission(
    "bot.manage",
    Text("管理机器人", "Manage the bot"),
    Text(
        "开关机器人，设置它在哪里接待、何时转人工、能办哪些事，并试问。",
        "Switch the bot on and off, set where it answers, when it hands over and which tasks it"
        " does, and try it.",
    ),
)
CHECK = Permission(
    "bot.check",
    Text("抽检机器人", "Check the bot"),
    Text(
        "查看机器人的指标和回答，判断对错，并教它正确的答案。",
        "See the bot's figures and answers, say whether they were right, and teach it.",
    ),
)
ALL = (MANAGE, CHECK)
