"""The door of the language model: one typed question, and what stands behind its answer; and the
vectors of texts.
"""

from zhiyin.modules.languagemodel.actions.asking import (
    Answered,
    Judgement,
    Question,
    complete,
    may_ask,
)
from zhiyin.modules.languagemodel.actions.embedding import (
    embed_questions,
    embed_texts,
    embedding_signature,
)
from zhiyin.modules.languagemodel.embedding import EmbeddingSource
from zhiyin.modules.languagemodel.embedding_client import request_vectors
from zhiyin.modules.languagemodel.errors import ModelUnavailableError
from zhiyin.modules.languagemodel.founding import unfounded
from zhiyin.modules.languagemodel.masking import PLACEHOLDER, Masks

__all__ = [
    "PLACEHOLDER",
    "Answered",
    "EmbeddingSource",
    "Judgement",
    "Masks",
    "ModelUnavailableError",
    "Question",
    "complete",
    "embed_questions",
    "embed_texts",
    "embedding_signature",
    "may_ask",
    "request_vectors",
    "unfounded",
]
