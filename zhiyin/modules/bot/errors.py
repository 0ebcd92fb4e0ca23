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


class NothingChangedError(ProblemError):
    """All of it is so already."""

    code = "nothing_changed"
    status = 409
    text = Text(
        "这些已经生效，没有要改的。", "All of this holds already. There is nothing to change."
    )


class TrialRunsError(ProblemError):
    """What is on trial is not changed beside it, and only one thing is tried at a time."""

    code = "trial_runs"
    status = 409
    text = Text(
        "有一个版本正在试行，请先全部采用或撤回。",
        "A version is on trial. Adopt it or withdraw it first.",
    )


class NoAnswerError(ProblemError):
    """The inference process does not answer, so nothing can be measured."""

    code = "thinking_away"
    status = 409
    retry = True
    text = Text(
        "推理进程没有回应，现在测不了，请稍后再试。",
        "The inference process does not answer, so nothing can be measured now. Try again later.",
    )


class NoQuestionsError(ProblemError):
    """A run needs something to ask."""

    code = "no_questions"
    status = 409
    text = Text(
        "测试集还是空的，请先加几个问题。", "There are no test questions yet. Add some first."
    )


class GapDecidedError(ProblemError):
    """Somebody has decided on this group meanwhile."""

    code = "gap_decided"
    status = 409
    text = Text("这组问题已经处理过了，请刷新。", "This group is decided already. Reload the page.")
