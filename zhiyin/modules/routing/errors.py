"""Refusals of routing."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class NothingBetterError(ProblemError):
    code = "nothing_better"
    status = 422
    text = Text("请选择应去的团队或正确的问题分类。", "Choose the right team or the right subject.")


class NoSurgeError(ProblemError):
    code = "no_surge"
    status = 409
    text = Text("现在没有进行中的高峰。", "There is no surge at the moment.")


class BadPlanError(ProblemError):
    code = "bad_surge_plan"
    status = 422
    text = Text(
        "各阶段的起点须依次升高：关注 < 高峰 < 严重。",
        "The stages must start one above the other: watch < surge < severe.",
    )


class IncidentClosedError(ProblemError):
    code = "incident_closed"
    status = 409
    text = Text(
        "这个危机事件已经结束，重新打开后才能继续处理。",
        "This incident is closed. Open it again to go on with it.",
    )


class NoScriptError(ProblemError):
    code = "no_script"
    status = 422
    text = Text(
        "请先写好安抚话术的中文和英文。", "Write the calming words in both languages first."
    )


class BadScopeError(ProblemError):
    code = "bad_scope"
    status = 422
    text = Text("范围里有无法识别的条件。", "The scope has a condition that nobody knows.")


class BadFactError(ProblemError):
    code = "bad_fact"
    status = 422
    text = Text(
        "条件里的字段已不存在或已停用，请重新选择。",
        "A condition names a field that is gone or switched off. Please choose again.",
    )
