"""What webhooks refuse."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class TooManyWebhooksError(ProblemError):
    """As many as one installation may have."""

    code = "too_many_webhooks"
    status = 422
    text = Text(
        "最多可以有 {most} 个 Webhook，请先删除不用的。",
        "There may be {most} webhooks at most. Delete one that is not used first.",
    )


class SecretLostError(ProblemError):
    """The key ring that sealed the secret is not here any more."""

    code = "webhook_secret_lost"
    status = 409
    text = Text(
        "签名密钥已无法读取，请先更换密钥。",
        "The signing secret cannot be read any more. Make a new one first.",
    )


class WebhookOffError(ProblemError):
    """What is switched off is sent nothing."""

    code = "webhook_off"
    status = 409
    text = Text(
        "这个 Webhook 已停用，请先启用。", "This webhook is switched off. Switch it on first."
    )
