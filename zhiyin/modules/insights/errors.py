"""What can be wrong with what is asked of the board."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class LinkOverError(ProblemError):
    """A wall screen shows a link that we did not make, or that was withdrawn."""

    code = "display_link_over"
    status = 401
    text = Text(
        "这个大屏链接已失效，请在现场页面重新生成。",
        "This link for a wall screen is no longer valid. Make a new one on the live board.",
    )


class NobodyToCallError(ProblemError):
    """An alert concerns nobody who could be called."""

    code = "nobody_to_call"
    status = 409
    text = Text("这条提醒没有可以呼叫的人。", "This alert concerns nobody who could be called.")


class BadPeriodError(ProblemError):
    """The last day lies before the first, or more than a year after it."""

    code = "bad_period"
    status = 422
    text = Text(
        "请把结束日期选在开始日期之后，且不超过一年。",
        "Choose an end on or after the beginning, at most a year later.",
    )
