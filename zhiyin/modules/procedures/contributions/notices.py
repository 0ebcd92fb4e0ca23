"""What procedures tell members of staff of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.actions.noticing import ALONE, ESCALATED, OPENED, SOON
from zhiyin.modules.procedures.actions.noticing import LATE as STEP_LATE
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
    NoticeKind(
        OPENED, Text("一个流程走到了新的一步", "A procedure has come to a new step"), topic="task"
    ),
    NoticeKind(
        SOON,
        Text("一个流程的步骤快到期了", "A step of a procedure is due soon"),
        "warning",
        topic="task",
    ),
    NoticeKind(
        STEP_LATE,
        Text("一个流程的步骤已经超时", "A step of a procedure is late"),
        "warning",
        topic="task",
    ),
    NoticeKind(
        ESCALATED,
        Text("一个流程的步骤超时后已上报", "A late step of a procedure has climbed to you"),
        "urgent",
        topic="task",
    ),
    NoticeKind(
        ALONE,
        Text(
            "一个流程的步骤没有人可做，已交给主管",
            "Nobody was found for a step of a procedure; it has come to its supervisors",
        ),
        "urgent",
        topic="task",
    ),
)
