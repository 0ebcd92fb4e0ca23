"""Refusals of tickets."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class TicketEndedError(ProblemError):
    code = "ticket_ended"
    status = 409
    text = Text("这张工单已经结束，请先重新打开。", "This ticket has ended. Open it again first.")


class NotYourTicketError(ProblemError):
    code = "not_your_ticket"
    status = 403
    text = Text(
        "只有负责人和所在团队可以处理这张工单，您可以写评论。",
        "Only its owner and team may work on this ticket. You can leave a comment.",
    )


class TooLateToUndoError(ProblemError):
    code = "too_late_to_undo"
    status = 409
    text = Text(
        "已超过可撤销的时间，请重新打开工单。",
        "It is too late to undo this. Open the ticket again instead.",
    )


class UnknownStatusError(ProblemError):
    code = "unknown_status"
    status = 422
    text = Text("这种工单没有这个状态。", "Tickets of this type have no such status.")


class BadParentError(ProblemError):
    code = "bad_parent"
    status = 422
    text = Text("不能选这张工单作为上级。", "This ticket cannot stand above the other one.")


class PartsOpenError(ProblemError):
    code = "ticket_parts_open"
    status = 409
    text = Text("还有 {count} 张子工单没有结束。", "{count} tickets below this one have not ended.")


class MergedError(ProblemError):
    code = "ticket_merged"
    status = 409
    text = Text("这张工单已经并入另一张工单。", "This ticket has gone into another one already.")


class TemplateInUseError(ProblemError):
    code = "ticket_template_in_use"
    status = 409
    text = Text(
        "定期工单还在使用这个模板，请先删除它们。",
        "Recurring tickets still use this template. Delete them first.",
    )


class ChangedSinceError(ProblemError):
    code = "ticket_changed_since"
    status = 409
    text = Text("之后又有人改过。", "Somebody has changed it since.")


class TypeCodeTakenError(ProblemError):
    code = "ticket_type_taken"
    status = 409
    text = Text("已有这个编号的工单类型。", "There is a type with this code already.")


class StatusInUseError(ProblemError):
    code = "ticket_status_in_use"
    status = 409
    text = Text(
        "还有工单停在被删除的状态上：{codes}。", "Tickets still stand in a removed status: {codes}."
    )


class TooManyRowsError(ProblemError):
    code = "too_many_rows"
    status = 422
    text = Text(
        "一次最多导入 {most} 行，请把表格分成几份。",
        "At most {most} rows at once. Please split the table.",
    )


class EmptyTableError(ProblemError):
    code = "empty_table"
    status = 422
    text = Text(
        "表格是空的：第一行要是列名，下面至少有一行。",
        "The table is empty: titles in its first row, and at least one row below, please.",
    )


class BadColumnsError(ProblemError):
    code = "bad_columns"
    status = 422
    text = Text(
        "有的列对应的内容不存在，或有两列对应同一项。请重新选择。",
        "A column stands for something that is not there, or two stand for the same. Choose again.",
    )


class NotCheckedError(ProblemError):
    code = "import_not_checked"
    status = 409
    text = Text("请先检查，看过结果再导入。", "Check the table first, and look at the result.")


class ImportBusyError(ProblemError):
    code = "import_busy"
    status = 409
    text = Text(
        "正在处理，请等它结束或先停止。", "It is still at work. Wait for it, or stop it first."
    )


class NotUndoableError(ProblemError):
    code = "import_not_undoable"
    status = 409
    text = Text(
        "这次导入已经撤销，或已超过 30 天。",
        "This import has been undone already, or is older than 30 days.",
    )


class ImportOverError(ProblemError):
    code = "import_over"
    status = 409
    text = Text(
        "表格已经不在了，请重新上传。", "The table is not kept any more. Please upload it again."
    )
