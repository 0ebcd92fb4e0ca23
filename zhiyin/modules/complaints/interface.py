"""The door of complaints: what customers do by their links, and how a story is graded."""

from zhiyin.modules.complaints.actions.visiting import (
    answer_follow_up,
    choose_by_link,
    decline_by_link,
    open_follow_up,
    open_offer,
)
from zhiyin.modules.complaints.errors import (
    AnsweredError,
    OfferOverError,
    OfferTakenError,
    QuestionOverError,
)
from zhiyin.modules.complaints.grading import Facts, Felt, Grade, grade
from zhiyin.modules.complaints.rules import KIND
from zhiyin.modules.complaints.schemas.offers import (
    VisitorFollowUp,
    VisitorOffer,
    VisitorOption,
)
from zhiyin.modules.complaints.settings import CALM, SOLVE

__all__ = [
    "CALM_SECONDS",
    "KIND",
    "SOLVE_SECONDS",
    "AnsweredError",
    "Facts",
    "Felt",
    "Grade",
    "OfferOverError",
    "OfferTakenError",
    "QuestionOverError",
    "VisitorFollowUp",
    "VisitorOffer",
    "VisitorOption",
    "answer_follow_up",
    "choose_by_link",
    "decline_by_link",
    "grade",
    "open_follow_up",
    "open_offer",
]

# How soon customers are to be calmed and complaints solved, by level, where nobody says otherwise.
CALM_SECONDS: tuple[int, ...] = tuple(one.default for one in CALM)
SOLVE_SECONDS: tuple[int, ...] = tuple(one.default for one in SOLVE)
