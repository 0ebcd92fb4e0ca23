"""Refusals of channels."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class OriginNotAllowedError(ProblemError):
    code = "origin_not_allowed"
    status = 403
    text = Text(
        "这个网站没有获准使用该聊天窗口，请在设置里加入网址。",
        "This site may not use this chat. Add its address to the widget's settings.",
    )


class UnknownVisitorError(ProblemError):
    code = "unknown_visitor"
    status = 401
    text = Text("会话已过期，请刷新页面。", "The session has expired. Please reload the page.")


class UnknownTopicError(ProblemError):
    code = "unknown_topic"
    status = 422
    text = Text(
        "有一个主题已经不用或重复了，请重新选择。",
        "One of the topics is no longer in use or stands there twice. Choose again.",
    )
