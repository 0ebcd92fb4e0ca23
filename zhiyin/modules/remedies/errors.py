"""Refusals of remedies."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Language, Text


class PayoutMovedError(ProblemError):
    code = "payout_moved"
    status = 409
    text = Text(
        "这笔补偿现在是“{state}”，不能再这样处理。",
        "This payout is “{state}” by now, so this cannot be done any more.",
    )

    def __init__(self, state: Text) -> None:
        super().__init__()
        self.state = state

    def sentence(self) -> Text:
        """The sentence with the state, in both languages."""
        said = self.state
        return Text(self.text.say("zh-CN", state=said.zh), self.text.say("en", state=said.en))

    def as_json(self, language: Language) -> dict[str, object]:
        """The body of the answer."""
        return {"error": {"code": self.code, "message": self.sentence().say(language)}}


class OwnRequestError(ProblemError):
    code = "own_request"
    status = 403
    text = Text(
        "自己申请的补偿须由别人审批。",
        "Whoever asks for a payout may not approve it. Somebody else has to.",
    )


class BeyondLimitError(ProblemError):
    code = "beyond_limit"
    status = 403
    text = Text(
        "{amount} 超出您的审批额度，请交给额度足够的人审批。",
        "{amount} is beyond what you may approve. Somebody with a higher limit has to.",
    )


class UnknownKindError(ProblemError):
    code = "unknown_payout_kind"
    status = 422
    text = Text("没有这种补偿方式。", "There is no such kind of payout.")


class PaidElsewhereError(ProblemError):
    code = "paid_elsewhere"
    status = 409
    text = Text(
        "这种补偿由系统付款，不能手工登记。",
        "Payouts of this kind are paid by the system and cannot be noted by hand.",
    )
