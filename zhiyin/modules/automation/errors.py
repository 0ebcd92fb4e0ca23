"""What automation refuses."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class TooManyRulesError(ProblemError):
    """As many as one installation may have."""

    code = "too_many_rules"
    status = 422
    text = Text(
        "最多可以有 {most} 条，请先删除不用的。",
        "There may be {most} at most. Delete one that is not used first.",
    )


class RuleFaultyError(ProblemError):
    """A rule that could not do what it says is not switched on."""

    code = "rule_faulty"
    status = 422
    text = Text(
        "规则里有需要改正的地方，改好后才能启用。",
        "Something in the rule needs a correction before it can be switched on.",
    )


class WrongMatterError(ProblemError):
    """A macro for tickets does nothing to a conversation."""

    code = "wrong_matter"
    status = 422
    text = Text("这个宏不能用在这里。", "This macro cannot be used here.")


class MacroStoppedError(ProblemError):
    """One of its actions was refused, so none was done."""

    code = "macro_stopped"
    status = 409
    text = Text(
        "“{action}”没有成功，所以什么都没有改：{reason}",
        "“{action}” did not work, so nothing was changed: {reason}",
    )


class GoneError(ProblemError):
    """What a rule wanted to act on is not there, or not as it must be."""

    code = "automation_gone"
    status = 409
    text = Text("对象已不在，或已结束。", "It is not there any more, or has ended.")
