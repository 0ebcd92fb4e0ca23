"""What the language model's module refuses, and why there may be no answer."""

from datetime import timedelta
from typing import Literal

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text

# What went wrong with a request that was sent.
Failure = Literal[
    "unreachable",
    "too_slow",
    "cut",
    "wrong_key",
    "no_such_model",
    "not_found",
    "limited",
    "bad_request",
    "server_error",
    "not_protocol",
    "nonsense",
]
# With vectors also: other numbers of dimensions than were asked for.
EmbeddingFailure = Literal[Failure, "other_dimensions"]
# Why none was sent.
NotAsked = Literal["off", "no_key", "paused", "budget"]
# What becomes of an answer that came as it should: the model says that it cannot, or we do not
# trust what it says.
Verdict = Literal["refused", "discarded"]


class ModelUnavailableError(Exception):
    """There is no answer to be had: do without. `reason` says why, as it is written down."""

    def __init__(
        self,
        reason: str,
        *,
        outcome: Literal["failed", "refused", "discarded"] = "failed",
        retry_after: timedelta | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.outcome = outcome
        # How long the endpoint asked to be left alone.
        self.retry_after = retry_after


class IncompleteEndpointError(ProblemError):
    code = "incomplete_endpoint"
    status = 422
    text = Text(
        "请先填写接口地址和模型名称，再打开。",
        "Enter the endpoint's address and the model's name first, then switch it on.",
    )


class BadAddressError(ProblemError):
    code = "bad_endpoint_address"
    status = 422
    text = Text(
        "接口地址要以 http:// 或 https:// 开头，不带用户名、问号和井号，例如 https://api.example.com/v1。",
        "The address begins with http:// or https:// and has no user name, ? or #, for example"
        " https://api.example.com/v1.",
    )
