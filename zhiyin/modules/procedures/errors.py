"""Refusals of procedures."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class TaskEndedError(ProblemError):
    code = "task_ended"
    status = 409
    text = Text("这项待办已经结束。", "This task has already ended.")


class TaskTakenError(ProblemError):
    code = "task_taken"
    status = 409
    text = Text("同事刚刚领取了这项待办。", "A colleague has just taken this task.")


class TooLateToUndoError(ProblemError):
    code = "too_late_to_undo"
    status = 409
    text = Text(
        "已超过可撤销的时间，请新建一项待办。",
        "It is too late to undo this. Please make a new task.",
    )


class NotYourTaskError(ProblemError):
    code = "not_your_task"
    status = 403
    text = Text(
        "只有负责人可以处理这项待办，请先领取。",
        "Only its owner may work on this task. Take it first.",
    )
