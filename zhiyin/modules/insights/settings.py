"""Settings of the board: what is aimed at, and what calls for somebody."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

GROUP = Text("现场", "Live board")

TARGET_ANSWERED = Setting(
    "insights.target_answered",
    "int",
    90,
    Text("及时答复率目标（%）", "Answered in time, target (%)"),
    Text(
        "现场上及时首次回复的比例低于它时标出。",
        "The board marks a share of first answers given in time below this.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=0,
    maximum=100,
)
TARGET_WAIT = Setting(
    "insights.target_wait",
    "duration",
    60,
    Text("最长等待目标", "Longest wait, target"),
    Text("现场上排队等待超过它时标出。", "The board marks a wait in line that is longer."),
    GROUP,
    scopes=("organisation",),
    minimum=0,
    maximum=86_400,
)
TARGET_ABANDONED = Setting(
    "insights.target_abandoned",
    "int",
    5,
    Text("放弃率目标（%）", "Abandoned, target (%)"),
    Text(
        "现场上未得到答复就离开的比例高于它时标出。",
        "The board marks a share of customers who left without an answer above this.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=0,
    maximum=100,
)
TARGET_CSAT = Setting(
    "insights.target_csat",
    "int",
    85,
    Text("满意度目标（%）", "Satisfaction, target (%)"),
    Text("现场上今日满意度低于它时标出。", "The board marks a satisfaction of today below this."),
    GROUP,
    scopes=("organisation",),
    minimum=0,
    maximum=100,
)
TARGET_FIRST_CONTACT = Setting(
    "insights.target_first_contact",
    "int",
    75,
    Text("首次解决率目标（%）", "First-contact resolution, target (%)"),
    Text(
        "解决情况里首次解决率低于它时标出。",
        "The page of resolution marks a first-contact resolution below this.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=0,
    maximum=100,
)
TARGET_ESCALATED = Setting(
    "insights.target_escalated",
    "int",
    5,
    Text("升级率目标（%）", "Escalated, target (%)"),
    Text(
        "解决情况里升级率高于它时标出。",
        "The page of resolution marks a share of escalated contacts above this.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=0,
    maximum=100,
)
ALERT_WAIT = Setting(
    "insights.alert_wait",
    "duration",
    180,
    Text("久等提醒", "Alert: long wait"),
    Text(
        "顾客排队超过它就提醒。0 表示不提醒。",
        "A customer who waits in line for longer raises an alert. 0: none.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=0,
    maximum=86_400,
)
ALERT_AWAY = Setting(
    "insights.alert_away",
    "duration",
    120,
    Text("离开提醒", "Alert: away with open chats"),
    Text(
        "客服离开或下线超过它、手上还有会话就提醒。0 表示不提醒。",
        "Somebody who is away or gone for longer while holding conversations raises an alert."
        " 0: none.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=0,
    maximum=86_400,
)
ALERT_BREACH = Setting(
    "insights.alert_breach",
    "bool",
    True,
    Text("超时提醒", "Alert: broken promise"),
    Text(
        "首次回复、完整答复或回访超过承诺的时间就提醒。",
        "A first answer, full answer or follow-up that is overdue raises an alert.",
    ),
    GROUP,
    scopes=("organisation",),
)
ALERT_ANGRY = Setting(
    "insights.alert_angry",
    "bool",
    True,
    Text("情绪提醒", "Alert: angry words"),
    Text(
        "第一句话里出现情绪词（分流设置），或之后的消息里读出生气，就提醒。",
        "Angry words (a setting of routing) among the first words, or anger read from later ones,"
        " raise an alert.",
    ),
    GROUP,
    scopes=("organisation",),
)
ALERT_CHANNEL = Setting(
    "insights.alert_channel",
    "bool",
    True,
    Text("渠道中断提醒", "Alert: channel down"),
    Text("渠道探测连续失败就提醒。", "A channel that does not answer its probes raises an alert."),
    GROUP,
    scopes=("organisation",),
)
ALERT_SURGE = Setting(
    "insights.alert_surge",
    "bool",
    True,
    Text("高峰提醒", "Alert: surge"),
    Text("进入或升级高峰阶段就提醒。", "A surge that begins or rises raises an alert."),
    GROUP,
    scopes=("organisation",),
)
ALERTS_KEPT = Setting(
    "insights.alerts_kept_days",
    "int",
    90,
    Text("提醒保留天数", "Days alerts are kept"),
    Text(
        "已经过去的提醒，过了这么多天后自动删除。还没过去的一直保留。",
        "Alerts that are over are removed after so many days; those that are not stay.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=7,
    maximum=3650,
)
ALL = (
    TARGET_ANSWERED,
    TARGET_WAIT,
    TARGET_ABANDONED,
    TARGET_CSAT,
    TARGET_FIRST_CONTACT,
    TARGET_ESCALATED,
    ALERT_WAIT,
    ALERT_AWAY,
    ALERT_BREACH,
    ALERT_ANGRY,
    ALERT_CHANNEL,
    ALERT_SURGE,
    ALERTS_KEPT,
)
