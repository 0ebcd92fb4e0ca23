"""What conversations tell members of staff of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.actions.participants import INVITED, MENTIONED

NOTICES = (
    NoticeKind(MENTIONED, Text("{who} 在备注里提到了您", "{who} mentioned you in a note")),
    NoticeKind(
        INVITED, Text("{who} 邀请您一起接待一位顾客", "{who} invited you into a conversation")
    ),
)
