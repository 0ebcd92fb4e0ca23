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


class WrongNameError(ProblemError):
    code = "wrong_name"
    status = 422
    text = Text(
        "姓名与档案不一致，请核对后再输入。", "This is not the name on the file. Please check it."
    )


class ErasureRunningError(ProblemError):
    code = "erasure_running"
    status = 409
    text = Text("这位客户的资料正在删除。", "This customer's data is being erased already.")


class SameCustomerError(ProblemError):
    code = "same_customer"
    status = 422
    text = Text("请选择另一位客户。", "Please choose another customer.")
