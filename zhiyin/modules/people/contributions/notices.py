"""What people tell members of staff of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.actions.announcing import ANNOUNCED

NOTICES = (
    NoticeKind(
        ANNOUNCED,
        Text("{who} 发布了公告", "{who} made an announcement"),
        topic="announcement",
    ),
)
