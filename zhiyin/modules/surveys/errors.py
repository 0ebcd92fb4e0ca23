"""Refusals of surveys."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class RatingOverError(ProblemError):
    code = "rating_over"
    status = 409
    text = Text(
        "这次评价已过期，感谢您的关注。",
        "The time for this rating is over. Thank you all the same.",
    )


class BadScoreError(ProblemError):
    code = "bad_score"
    status = 422
    text = Text("请选择 {low} 到 {high} 之间的分数。", "Choose a score from {low} to {high}.")


class AlreadyAskedError(ProblemError):
    code = "already_asked"
    status = 409
    text = Text(
        "这次会话已经邀请过评价。", "The customer was already asked to rate this conversation."
    )


class NotServedError(ProblemError):
    code = "not_served"
    status = 409
    text = Text(
        "还没有客服接待过这次会话，不能邀请评价。",
        "Nobody has served this conversation yet, so it cannot be rated.",
    )
