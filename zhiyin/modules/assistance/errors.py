"""What assistance refuses."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class WordingBlockedError(ProblemError):
    code = "wording_blocked"
    status = 409
    text = Text(
        "“{words}”不能对顾客说，消息没有发出。{advice}",
        "“{words}” cannot be said to a customer, and was not sent. {advice}",
    )


class ShippedEntryError(ProblemError):
    code = "shipped_entry"
    status = 409
    text = Text(
        "自带的条目不能删除，可以停用。",
        "An entry that comes with the product can be switched off.",
    )


class BadWordingTableError(ProblemError):
    code = "bad_wording_table"
    status = 422
    text = Text(
        "表格不能用：第一行要有“用语”这一列，最多 2000 行。",
        "This table cannot be used: the first line must name the column words, and 2,000 rows are"
        " the most.",
    )


class TranslationFailedError(ProblemError):
    code = "translation_failed"
    status = 503
    text = Text(
        "现在译不了。可以稍后再试，或关掉翻译，按原文发送。",
        "This cannot be translated just now. Try again, or switch translation off and send it as"
        " it is.",
    )
