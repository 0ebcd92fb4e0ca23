"""Refusals of routing."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class NothingBetterError(ProblemError):
    code = "nothing_better"
    status = 422
    text = Text("请选择应去的团队或正确的问题分类。", "Choose the right team or the right subject.")
