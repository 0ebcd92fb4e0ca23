"""Refusals of dispatch."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class AlreadyTakenError(ProblemError):
    code = "already_taken"
    status = 409
    text = Text("这个会话刚刚已被接走。", "Somebody has just taken this.")


class NoSlotError(ProblemError):
    code = "no_slot"
    status = 409
    text = Text(
        "接待量已满。请先结束一个会话，或请主管调整上限。",
        "All slots are taken. Close a conversation first, or ask a supervisor for a higher limit.",
    )


class OfferGoneError(ProblemError):
    code = "offer_gone"
    status = 409
    text = Text(
        "这次转接已经失效：对方已撤回、会话已结束，或已由别人接手。",
        "This is no longer offered: it was withdrawn, has ended, or somebody else has it.",
    )
