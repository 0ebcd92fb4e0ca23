"""What conversations tell members of staff of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.actions.calling import CALLED
from zhiyin.modules.conversations.actions.feeling import ANGRY
from zhiyin.modules.conversations.actions.offers import ANSWERED, ASKED
from zhiyin.modules.conversations.actions.participants import INVITED, MENTIONED
from zhiyin.modules.conversations.actions.supervising import RETURNED, TAKEN, WHISPERED
from zhiyin.modules.conversations.actions.warning import WARNED

NOTICES = (
    NoticeKind(
        MENTIONED, Text("{who} 在备注里提到了您", "{who} mentioned you in a note"), topic="mention"
    ),
    NoticeKind(
        INVITED,
        Text("{who} 邀请您一起接待一位顾客", "{who} invited you into a conversation"),
        topic="mention",
    ),
    NoticeKind(
        ASKED,
        Text("{who} 想把一个会话转给您", "{who} would hand you a conversation"),
        "warning",
        topic="transfer",
    ),
    NoticeKind(
        ANSWERED["declined"],
        Text("{who} 没有接受您的转接", "{who} declined your transfer"),
        "warning",
        topic="transfer",
    ),
    NoticeKind(
        ANSWERED["expired"],
        Text(
            "{who} 没有回应您的转接，会话仍由您接待",
            "{who} did not answer your transfer; it stays yours",
        ),
        "warning",
        topic="transfer",
    ),
    NoticeKind(
        WHISPERED,
        Text("{who} 给您发了悄悄话", "{who} whispered to you"),
        "warning",
        topic="supervision",
    ),
    NoticeKind(
        TAKEN,
        Text("{who} 接管了您的会话", "{who} took over your conversation"),
        "warning",
        topic="supervision",
    ),
    NoticeKind(
        RETURNED,
        Text("{who} 把会话交还给您", "{who} gave a conversation back to you"),
        "warning",
        topic="supervision",
    ),
    NoticeKind(
        WARNED,
        Text("会话 {ref} 快到承诺的时限了", "A promise in {ref} is about to run out"),
        "warning",
        topic="deadline",
    ),
    NoticeKind(
        ANGRY,
        Text("会话 {ref} 的顾客很生气，请先回应", "The customer in {ref} is angry: answer first"),
        "urgent",
        topic="deadline",
    ),
    NoticeKind(
        CALLED["complaint"],
        Text(
            "有投诉需要您介入",
            "A complaint needs you",
        ),
        "urgent",
        topic="deadline",
    ),
    NoticeKind(
        CALLED["breach"],
        Text(
            "承诺的时限已过：提醒客服，或接管", "A promise is broken: help the agent, or take over"
        ),
        "urgent",
        topic="deadline",
    ),
    NoticeKind(
        CALLED["rule"],
        Text("自动化规则请您介入一个会话", "A rule of automation brings you into a conversation"),
        "urgent",
        topic="deadline",
    ),
    NoticeKind(
        CALLED["forgotten"],
        Text(
            "顾客很久没有得到答复：提醒客服，或转给他人",
            "A customer was left unanswered: help, or transfer",
        ),
        "urgent",
        topic="deadline",
    ),
)
