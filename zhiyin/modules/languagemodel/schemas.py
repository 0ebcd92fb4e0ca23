"""Shapes of the language model that cross the API."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import Shape
from zhiyin.modules.languagemodel.errors import EmbeddingFailure, Failure, NotAsked
from zhiyin.modules.languagemodel.protocol import Dialect

# What it may be used for: more as more modules ask it.
Use = Literal["answers", "translation", "summaries"]
Outcome = Literal["used", "refused", "discarded", "failed"]

Address = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
# It goes into a header.
Key = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=1000, pattern=r"^[\x21-\x7e]*$")
]
ModelName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class ModelEndpointOut(Shape):
    """The endpoint as it is set. The key is never shown again."""

    version: int
    on: bool
    address: str
    has_key: bool
    model: str
    dialect: Dialect
    seconds: int
    # 0: no limit.
    tokens_a_day: int
    uses: list[Use]
    # Nothing is asked while all automatic thinking is switched off.
    ai_on: bool


class ModelEndpointIn(Shape):
    """What is to be changed. An empty key removes it; a new address needs its key anew."""

    on: bool | None = None
    address: Address | None = None
    key: Key | None = None
    model: ModelName | None = None
    seconds: int | None = Field(default=None, ge=1, le=60)
    tokens_a_day: int | None = Field(default=None, ge=0, le=1_000_000_000)
    uses: list[Use] | None = Field(default=None, max_length=10)


class ModelTriedOut(Shape):
    """What came of asking one short question."""

    ok: bool
    reason: Failure | NotAsked | None
    milliseconds: int
    dialect: Dialect | None
    tokens: int


class ModelReasonCount(Shape):
    """How often that was the reason."""

    reason: str
    count: int


class ModelFiguresOut(Shape):
    """The last 24 hours."""

    asked: int
    used: int
    # The model said that the articles do not answer it.
    refused: int
    # An answer we did not trust, by why.
    discarded: list[ModelReasonCount]
    failed: list[ModelReasonCount]
    tokens: int
    # Milliseconds; none where nothing was asked.
    p50: int | None
    p95: int | None
    # Nothing is asked until then, after failures in a row.
    paused_until: datetime | None


class EmbeddingEndpointOut(Shape):
    """Where vectors come from, as it is set. The key is never shown again."""

    version: int
    on: bool
    address: str
    has_key: bool
    model: str
    # None: as many as the model gives.
    dimensions: int | None
    # How long a question waits for its vector.
    milliseconds: int
    # Why the last request failed, if it did, and until when nothing is asked because of it.
    reason: EmbeddingFailure | None
    paused_until: datetime | None
    # Nothing is asked while all automatic thinking is switched off.
    ai_on: bool


class EmbeddingEndpointIn(Shape):
    """What is to be changed. An empty key removes it; a new address needs its key anew; 0
    dimensions: as many as the model gives.
    """

    on: bool | None = None
    address: Address | None = None
    key: Key | None = None
    model: ModelName | None = None
    dimensions: int | None = Field(default=None, ge=0, le=4096)
    milliseconds: int | None = Field(default=None, ge=50, le=3000)


class EmbeddingTriedOut(Shape):
    """What came of asking for the vector of one short text of ours."""

    ok: bool
    reason: EmbeddingFailure | NotAsked | None
    milliseconds: int
    dimensions: int | None
