"""The OpenAI protocol for embeddings (向量): texts go out, a row of numbers comes back for each.

Vectors are kept in whole numbers of one byte, the largest of each 127: only where they point
counts, and a byte a number tells it to half a per cent.
"""

import hashlib
from array import array
from dataclasses import dataclass
from typing import Any

import msgspec

from zhiyin.modules.languagemodel.errors import ModelUnavailableError

MOST_DIMENSIONS = 4096
# A longer text is embedded by its beginning.
LONGEST = 500
LARGEST = 127


@dataclass(frozen=True)
class EmbeddingSource:
    """Where to ask, and how. `key` is in the clear: it goes nowhere but into the request."""

    address: str
    key: str | None
    model: str
    dimensions: int | None
    seconds: float

    @property
    def signature(self) -> str:
        """Vectors of one signature can be compared with each other, others cannot."""
        return signature_of(self.address, self.model, self.dimensions)


def signature_of(address: str, model: str, dimensions: int | None) -> str:
    """See `EmbeddingSource.signature`."""
    named = f"{address}\n{model}\n{dimensions or ''}"
    return hashlib.sha256(named.encode()).hexdigest()[:16]


class _Embedded(msgspec.Struct):
    embedding: list[float]
    index: int | None = None


class _Embeddings(msgspec.Struct):
    data: list[_Embedded]


def embedding_body(source: EmbeddingSource, texts: list[str]) -> dict[str, Any]:
    """The body of a request."""
    body: dict[str, Any] = {"model": source.model, "input": texts, "encoding_format": "float"}
    return body | ({"dimensions": source.dimensions} if source.dimensions else {})


def most_bytes(count: int) -> int:
    """A longer answer is none."""
    return count * MOST_DIMENSIONS * 25 + 20_000


def read_vectors(body: bytes, count: int, dimensions: int | None) -> list[bytes]:
    """A vector for each text, in their order; refuses whatever does not fit them."""
    try:
        data = msgspec.json.decode(body, type=_Embeddings).data
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ModelUnavailableError("not_protocol") from error
    places = [at if one.index is None else one.index for at, one in enumerate(data)]
    if sorted(places) != list(range(count)):
        raise ModelUnavailableError("nonsense")
    found = {at: one.embedding for at, one in zip(places, data, strict=True)}
    sizes = {len(one) for one in found.values()}
    if len(sizes) != 1 or not 0 < max(sizes) <= MOST_DIMENSIONS:
        raise ModelUnavailableError("nonsense")
    if dimensions is not None and sizes != {dimensions}:
        raise ModelUnavailableError("other_dimensions")
    return [in_bytes(found[at]) for at in range(count)]


def in_bytes(vector: list[float]) -> bytes:
    """Where a vector points; one that points nowhere is none."""
    largest = max(map(abs, vector))
    if largest == 0:
        raise ModelUnavailableError("nonsense")
    return array("b", [round(one / largest * LARGEST) for one in vector]).tobytes()
