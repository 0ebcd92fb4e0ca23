"""What tickets tell members of staff of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.tickets.actions.accompanying import CUT
from zhiyin.modules.tickets.actions.breaching import BROKEN, CALLED, WARNED
from zhiyin.modules.tickets.actions.telling import (
    CLIMBED,
    COMMENTED,
    DUE,
    ENDED,
    GIVEN,
    LATE,
    MENTIONED,
    WROTE,
)

NOTICES = (
    NoticeKind(GIVEN, Text("工单 {ref} 交给您了", "Ticket {ref} is yours now"), topic="task"),
    NoticeKind(
        COMMENTED, Text("工单 {ref} 有新评论", "There is a comment on ticket {ref}"), topic="task"
    ),
    NoticeKind(
        MENTIONED,
        Text(
            "{who} 在工单 {ref} 的评论里提到了您",
            "{who} mentioned you in a comment on ticket {ref}",
        ),
        topic="mention",
    ),
    NoticeKind(ENDED, Text("工单 {ref} 已结束", "Ticket {ref} has ended"), topic="task"),
    NoticeKind(
        CUT,
        Text(
            "工单 {ref} 已重新打开；随它结束的流程不会自己恢复，需要时请重新开始",
            "Ticket {ref} is open again. The procedure that ended with it does not go on by itself;"
            " begin it again if it is needed",
        ),
        topic="task",
    ),
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
    NoticeKind(
        WARNED,
        Text("工单 {ref} 的承诺时限快到了", "A promise about ticket {ref} is close"),
        "warning",
        topic="task",
    ),
    NoticeKind(
        BROKEN,
        Text("工单 {ref} 超过了承诺时限", "A promise about ticket {ref} is broken"),
        "urgent",
        topic="task",
    ),
    NoticeKind(
        CALLED,
        Text(
            "小组的工单 {ref} 超过了承诺时限", "A promise about your team's ticket {ref} is broken"
        ),
        "warning",
        topic="task",
    ),
)
