"""What procedures tell members of staff of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.actions.telling import CLIMBED, DUE, GIVEN, LATE

NOTICES = (
    NoticeKind(GIVEN, Text("您有一项新待办", "There is a new task for you"), topic="task"),
    NoticeKind(
        DUE, Text("您的一项待办快到期了", "A task of yours is due"), "warning", topic="task"
    ),
    NoticeKind(
        LATE, Text("您的一项待办已经超时", "A task of yours is late"), "urgent", topic="task"
    ),
    NoticeKind(
        CLIMBED,
        Text("小组里有一项待办已经超时", "A task of your team is late"),
        "warning",
        topic="task",
    ),
)
