"""What tickets tell members of staff of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.tickets.actions.telling import (
    CLIMBED,
    COMMENTED,
    DUE,
    ENDED,
    GIVEN,
    LATE,
    WROTE,
)

NOTICES = (
    NoticeKind(GIVEN, Text("工单 {ref} 交给您了", "Ticket {ref} is yours now"), topic="task"),
    NoticeKind(
        COMMENTED, Text("工单 {ref} 有新评论", "There is a comment on ticket {ref}"), topic="task"
    ),
    NoticeKind(ENDED, Text("工单 {ref} 已结束", "Ticket {ref} has ended"), topic="task"),
    NoticeKind(
        WROTE,
        Text("工单 {ref} 的客户又来了消息", "The customer of ticket {ref} has written again"),
        topic="task",
    ),
    NoticeKind(DUE, Text("工单 {ref} 快到期了", "Ticket {ref} is due"), "warning", topic="task"),
    NoticeKind(LATE, Text("工单 {ref} 已经逾期", "Ticket {ref} is late"), "urgent", topic="task"),
    NoticeKind(
        CLIMBED,
        Text("小组的工单 {ref} 已经逾期", "Ticket {ref} of your team is late"),
        "warning",
        topic="task",
    ),
)
