"""The door of visits: a visitor's choice, their pages, and what agents see of them."""

from zhiyin.modules.visits.actions import PURPOSE, choose, get_standing, note_page
from zhiyin.modules.visits.queries import get_latest_visit
from zhiyin.modules.visits.schemas import (
    LatestVisit,
    PageViewIn,
    TrailAnswer,
    TrailChoice,
    TrailStanding,
)
from zhiyin.modules.visits.settings import TRAIL_QUESTION

__all__ = [
    "PURPOSE",
    "TRAIL_QUESTION",
    "LatestVisit",
    "PageViewIn",
    "TrailAnswer",
    "TrailChoice",
    "TrailStanding",
    "choose",
    "get_latest_visit",
    "get_standing",
    "note_page",
]
