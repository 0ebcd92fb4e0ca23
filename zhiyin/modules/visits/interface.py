"""The door of visits: a visitor's choice, their pages, and what agents see of them."""

from zhiyin.modules.visits.actions import choose, get_standing, note_page
from zhiyin.modules.visits.queries import get_latest_visit
from zhiyin.modules.visits.schemas import (
    LatestVisit,
    PageViewIn,
    TrailAnswer,
    TrailChoice,
    TrailStanding,
)

__all__ = [
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
