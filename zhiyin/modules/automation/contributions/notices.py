"""What automation tells members of staff of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.automation.rules import PAUSED, TOLD

NOTICES = (
    NoticeKind(
        PAUSED,
        Text(
            "自动化规则“{name}”运行得太频繁，已自动暂停",
            "The rule “{name}” ran too often and was paused",
        ),
        "urgent",
    ),
    NoticeKind(TOLD, Text("{rule}：{text}", "{rule}: {text}"), "warning"),
)
