"""What a module says of a kind of notice to staff (站内通知)."""

from dataclasses import dataclass
from typing import Literal

from zhiyin.kernel.i18n.text import Text

Severity = Literal["info", "warning", "urgent"]
# What people choose by how they are called (提醒方式): a few words for many kinds.
Topic = Literal[
    "assigned",
    "message",
    "mention",
    "transfer",
    "supervision",
    "deadline",
    "task",
    "announcement",
    "surge",
    "other",
]


@dataclass(frozen=True)
class NoticeKind:
    """One kind. `title` holds placeholders that each notice's values fill: names and numbers, never
    a customer's words, because notices outlive what they tell of.
    """

    name: str
    title: Text
    severity: Severity = "info"
    topic: Topic = "other"
