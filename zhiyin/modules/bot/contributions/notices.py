"""What the bot tells those who manage it."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.bot.actions.braking import BRAKED, RELEASED

NOTICES = (
    NoticeKind(
        BRAKED,
        Text(
            "机器人在“{category}”只答 {share}%：{answers} 次回答中 {failures} 次没解决",
            "The bot answers “{category}” in {share} % only: {failures} of {answers} answers"
            " failed",
        ),
        "warning",
    ),
    NoticeKind(
        RELEASED,
        Text(
            "机器人在“{category}”恢复到 {share}%：{answers} 次回答中 {failures} 次没解决",
            "The bot answers “{category}” in {share} % again: {failures} of {answers} answers"
            " failed",
        ),
    ),
)
