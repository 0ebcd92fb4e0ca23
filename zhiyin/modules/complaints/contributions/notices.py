"""What complaints tell members of staff of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.complaints.actions.grading import GRAVE
from zhiyin.modules.complaints.actions.telling import ANSWERED, TAKEN, UNSETTLED

NOTICES = (
    NoticeKind(
        GRAVE,
        Text("{level} 级投诉：{ref}", "Complaint of level {level}: {ref}"),
        "urgent",
        topic="supervision",
    ),
    NoticeKind(
        TAKEN, Text("{ref} 的客户选好了方案", "The customer of {ref} has chosen"), topic="task"
    ),
    NoticeKind(
        ANSWERED,
        Text("{ref} 的客户不接受这些方案", "The customer of {ref} wants none of the options"),
        "warning",
        topic="task",
    ),
    NoticeKind(
        UNSETTLED,
        Text("{ref} 的客户说还没有解决", "The customer of {ref} says it is not settled"),
        "warning",
        topic="task",
    ),
)
