"""What complaints refuse."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class NoComplaintTypeError(ProblemError):
    """No type of tickets counts as complaints."""

    code = "no_complaint_type"
    status = 409
    text = Text(
        "还没有可用的投诉工单类型，请在设置里指定。",
        "No type of tickets is in use for complaints. Name one in the settings.",
    )


class ComplaintOverError(ProblemError):
    """Its ticket has ended."""

    code = "complaint_over"
    status = 409
    text = Text(
        "这个投诉已经结束，请先重新打开工单。",
        "This complaint has ended. Open its ticket again first.",
    )


class NoCustomerError(ProblemError):
    """Nobody is known to whom an offer could be made."""

    code = "no_customer"
    status = 409
    text = Text("请先在工单上选择客户。", "Choose the customer on the ticket first.")


class NoOpenOfferError(ProblemError):
    """There is nothing to choose from."""

    code = "no_open_offer"
    status = 409
    text = Text("没有等待客户选择的方案。", "No offer waits for the customer's choice.")


class OfferNotSentError(ProblemError):
    """Its payouts are not all approved, or it stands no more."""

    code = "offer_not_sent"
    status = 409
    text = Text(
        "这份方案还没有发出，或者已经失效。", "This offer has not gone out, or stands no more."
    )


class OfferTakenError(ProblemError):
    """Another choice was made before."""

    code = "offer_taken"
    status = 409
    text = Text(
        "这份方案已经选定，不能再改选。如需调整，请联系我们。",
        "A choice has been made already and cannot be changed here. Please contact us.",
    )


class OfferOverError(ProblemError):
    """The link is out of date."""

    code = "offer_over"
    status = 410
    text = Text(
        "这份方案已经失效，请联系我们获取新的方案。",
        "This offer is no longer valid. Please contact us for a new one.",
    )


class PayoutOpenError(ProblemError):
    """Money that was agreed on has not arrived."""

    code = "payout_open"
    status = 409
    text = Text(
        "选定方案里的补偿还没有到账，暂时不能完成。",
        "The payout that was chosen has not arrived yet.",
    )


class AnsweredError(ProblemError):
    """The customer has answered already, and otherwise."""

    code = "answered"
    status = 409
    text = Text("已经回答过了，谢谢。", "This has been answered already. Thank you.")


class QuestionOverError(ProblemError):
    """The link of a follow-up is out of date."""

    code = "question_over"
    status = 410
    text = Text(
        "这个链接的有效时间已过，如有需要请联系我们。",
        "The time of this link is over. Please contact us if there is anything.",
    )


class HasProblemError(ProblemError):
    """It belongs to another problem already."""

    code = "has_problem"
    status = 409
    text = Text(
        "{ref} 已经归在另一个问题里，请先移出。",
        "{ref} belongs to another problem already. Take it out there first.",
    )
