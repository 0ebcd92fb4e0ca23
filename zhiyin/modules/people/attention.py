"""Decisions about calling for somebody's attention, over plain values."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from zhiyin.kernel.contracts.notices import Topic

# Minutes before what is unread is mailed.
MAIL_AFTER = 30


@dataclass(frozen=True)
class Way:
    """How a topic calls until somebody chooses otherwise."""

    tone: str
    desktop: bool
    push: bool
    mail: bool


DEFAULTS: dict[Topic, Way] = {
    "assigned": Way("bell", desktop=True, push=True, mail=False),
    "message": Way("soft", desktop=True, push=True, mail=False),
    "mention": Way("drop", desktop=True, push=True, mail=True),
    "transfer": Way("bell", desktop=True, push=True, mail=False),
    "supervision": Way("drop", desktop=True, push=True, mail=False),
    "deadline": Way("knock", desktop=True, push=True, mail=True),
    "task": Way("drop", desktop=True, push=True, mail=True),
    "announcement": Way("none", desktop=True, push=False, mail=True),
    "surge": Way("knock", desktop=True, push=True, mail=False),
    "other": Way("soft", desktop=True, push=False, mail=True),
}


def is_between(begin: str, end: str, zone: str, moment: datetime) -> bool:
    """Whether a moment lies in hours that come every day; they may run past midnight.

    Hours that end when they begin are no hours.
    """
    time = moment.astimezone(ZoneInfo(zone)).strftime("%H:%M")
    if begin <= end:
        return begin <= time < end
    return time >= begin or time < end
