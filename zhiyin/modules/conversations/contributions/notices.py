"""What conversations tell members of staff of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.actions.offers import ANSWERED, ASKED
from zhiyin.modules.conversations.actions.participants import INVITED, MENTIONED

NOTICES = (
    NoticeKind(MENTIONED, Text("{who} 在备注里提到了您", "{who} mentioned you in a note")),
    NoticeKind(
        INVITED, Text("{who} 邀请您一起接待一位顾客", "{who} invited you into a conversation")
    ),
    NoticeKind(
        ASKED, Text("{who} 想把一个会话转给您", "{who} would hand you a conversation"), "warning"
    ),
    NoticeKind(
        ANSWERED["declined"],
        Text("{who} 没有接受您的转接", "{who} declined your transfer"),
        "warning",
    ),
    NoticeKind(
        ANSWERED["expired"],
        Text(
            "{who} 没有回应您的转接，会话仍由您接待",
            "{who} did not answer your transfer; it stays yours",
        ),
        "warning",
    ),
)
