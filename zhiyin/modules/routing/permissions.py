"""Who may change where work goes."""

from zhiyin.kernel.auth.access import Permission
from zhiyin.kernel.i18n.text import Text

MANAGE = Permission(
    "routing.manage",
    Text("管理分流规则", "Manage entry rules"),
    Text(
        "设置会话进入哪个团队、需要什么技能、优先级多高，以及重点客户的专属客服。",
        "Set which team gets a conversation, which skills it needs, its priority, and the named"
        " agents of key customers.",
    ),
)
CHECK = Permission(
    "routing.check",
    Text("复核分流", "Check routing"),
    Text(
        "在自己负责协调的团队里，判断被改派和抽查的会话当初是否分对；能管理分流规则的人看到全部。",
        "Say whether conversations that were sent on, and a sample, had been routed right: of the"
        " teams one coordinates; who may manage entry rules sees all.",
    ),
)
SURGE = Permission(
    "routing.surge",
    Text("指挥高峰与危机", "Lead in surges and crises"),
    Text(
        "看到进线量与高峰状态，手动进入或结束高峰阶段，宣布和结束危机事件。",
        "See arrivals and the surge's stage, declare or end a stage, declare and close incidents.",
    ),
)
ALL = (MANAGE, CHECK, SURGE)
