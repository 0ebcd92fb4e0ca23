"""Refusals of the help centre."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class SlugTakenError(ProblemError):
    code = "slug_taken"
    status = 409
    text = Text(
        "这个网址或域名已被另一家店铺使用。", "Another shop uses this address or host name already."
    )


class UnknownWindowError(ProblemError):
    code = "unknown_window"
    status = 422
    text = Text("请选择本店铺的聊天窗口。", "Please choose a chat window of this shop.")
