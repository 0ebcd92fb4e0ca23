"""What can go wrong with the bot."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class NothingToTeachError(ProblemError):
    """Teaching needs an article that these words shall find."""

    code = "nothing_to_teach"
    status = 422
    text = Text(
        "请先选择这句话应该对应的文章。", "Choose the article these words should lead to first."
    )


class UnknownTaskError(ProblemError):
    """No module contributes a task of this name."""

    code = "unknown_task"
    status = 422
    text = Text("没有这个任务。", "There is no such task.")
