"""What the board tells members of staff of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.insights.actions.alerting import CALLED

NOTICES = (
    NoticeKind(
        "insights.long_wait",
        Text("顾客等待过久：{ref} {team}", "A customer has waited for long: {ref} {team}"),
        "urgent",
        "supervision",
    ),
    NoticeKind(
        "insights.breach",
        Text("承诺的时限已过：{ref} {agent}", "A promise is broken: {ref} {agent}"),
        "urgent",
        "supervision",
    ),
    NoticeKind(
        "insights.angry",
        Text("顾客情绪激动：{ref} {team}", "Angry words: {ref} {team}"),
        "warning",
        "supervision",
    ),
    NoticeKind(
        "insights.away",
        Text(
            "{agent} 已离开，手上还有 {count} 个会话",
            "{agent} is away and holds {count} conversations",
        ),
        "warning",
        "supervision",
    ),
    NoticeKind(
        "insights.channel_down",
        Text("渠道没有回应：{name}", "A channel does not answer: {name}"),
        "urgent",
        "supervision",
    ),
    NoticeKind(
        "insights.complaints",
        Text(
            "{name} 一小时内有 {count} 件投诉，平时 {usual} 件",
            "{name}: {count} complaints within an hour, usually {usual}",
        ),
        "urgent",
        "supervision",
    ),
    NoticeKind("insights.surge", Text("进入高峰阶段：{stage}", "A surge is on: {stage}"), "urgent"),
    NoticeKind(
        CALLED,
        Text("{who} 请您看一下 {ref}", "{who} asks you to have a look {ref}"),
        "urgent",
        "supervision",
    ),
)
