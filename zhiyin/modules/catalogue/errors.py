"""Refusals of the catalogue."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class CodeTakenError(ProblemError):
    code = "code_taken"
    status = 409
    text = Text(
        "这个编号已被使用（也可能在回收站中）。",
        "This code is already in use, maybe by a subject in the bin.",
    )


class LoopError(ProblemError):
    code = "loop"
    status = 422
    text = Text("不能移到自己的下级。", "A subject cannot be moved below itself.")


class SubjectInUseError(ProblemError):
    code = "in_use"
    status = 409
    text = Text(
        "已有会话使用这个分类或它有下级，请改为停用。",
        "Conversations use this subject or it has children. Retire it instead.",
    )


class FieldCodeTakenError(ProblemError):
    code = "field_code_taken"
    status = 409
    text = Text(
        "这个编号已被另一个字段使用（也可能在回收站中）。",
        "Another field uses this code, maybe one in the bin.",
    )


class FieldInUseError(ProblemError):
    code = "field_in_use"
    status = 409
    text = Text(
        "已有资料填写了这个字段，请改为停用，填过的内容会保留。",
        "This field has been filled in. Switch it off instead: what was filled in is kept.",
    )


class TooManyFieldsError(ProblemError):
    code = "too_many_fields"
    status = 409
    text = Text("最多 {limit} 个字段，请先停用或删除。", "There can be at most {limit} fields.")


class FieldInFormulaError(ProblemError):
    code = "field_in_formula"
    status = 409
    text = Text(
        "公式 {code} 用到这个字段，请先改公式。",
        "The formula {code} uses this field. Change the formula first.",
    )
