"""What routing tells members of staff of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.routing.actions.reserves import RESERVES

NOTICES = (
    NoticeKind(
        RESERVES,
        Text(
            "现在是高峰，请上线支援：把状态改为在线即可接待",
            "There is a surge and you are needed: set yourself online to take conversations",
        ),
        "urgent",
        topic="surge",
    ),
)
