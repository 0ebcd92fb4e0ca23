"""What webhooks tell their managers of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.webhooks.rules import FAILING, SWITCHED_OFF

NOTICES = (
    NoticeKind(
        FAILING,
        Text(
            "Webhook “{name}”有事件一直没有送达，已不再重试",
            "The webhook “{name}” did not take an event; it is not tried again",
        ),
        "warning",
    ),
    NoticeKind(
        SWITCHED_OFF,
        Text(
            "Webhook “{name}”的地址不再接收，已自动停用",
            "The webhook “{name}” was switched off: its address takes nothing any more",
        ),
        "urgent",
    ),
)
