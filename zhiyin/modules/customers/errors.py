"""Refusals of customers."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class BadIdentityError(ProblemError):
    code = "bad_identity"
    status = 422
    text = Text(
        "号码或邮箱不正确，请检查。", "The number or address is not right. Please check it."
    )


class IdentityTakenError(ProblemError):
    code = "identity_taken"
    status = 409
    text = Text("这个联系方式属于另一位客户。", "This contact belongs to another customer.")
