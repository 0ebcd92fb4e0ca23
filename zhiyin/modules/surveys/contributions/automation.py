"""What rules of automation can hear of ratings."""

from typing import cast
from uuid import UUID

from zhiyin.kernel.contracts.automation import Happening
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.interface import KIND
from zhiyin.modules.surveys.events import RatingGiven


def _id(stored: StoredEvent) -> UUID:
    return cast(RatingGiven, stored.event).conversation_id


def _low(stored: StoredEvent) -> UUID | None:
    given = cast(RatingGiven, stored.event)
    return given.conversation_id if given.low else None


HAPPENINGS = (
    Happening("surveys.rated", Text("客户评价了会话", "A customer rates a conversation"), KIND,
              (RatingGiven,), _id),
    Happening("surveys.rated_low", Text("客户给了差评", "A customer gives a low rating"), KIND,
              (RatingGiven,), _low),
)  # fmt: skip
