"""The door of the language model: one typed question, and what stands behind its answer."""

from zhiyin.modules.languagemodel.actions.asking import (
    Answered,
    Judgement,
    Question,
    complete,
    may_ask,
)
from zhiyin.modules.languagemodel.errors import ModelUnavailableError
from zhiyin.modules.languagemodel.founding import unfounded
from zhiyin.modules.languagemodel.masking import PLACEHOLDER, Masks

__all__ = [
    "PLACEHOLDER",
    "Answered",
    "Judgement",
    "Masks",
    "ModelUnavailableError",
    "Question",
    "complete",
    "may_ask",
    "unfounded",
]
