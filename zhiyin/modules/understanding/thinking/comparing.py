"""Texts that are kept elsewhere, each with its code, and compared with what is asked now.

Nothing is kept here: who keeps the texts narrows them down by intents and words, and asks for the
rest.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from zhiyin.modules.understanding.asking import (
    MOST_ENCODED,
    Code,
    Compare,
    Compared,
    Encode,
    Encoded,
)
from zhiyin.modules.understanding.encoder import Encoder, Floats, shipped
from zhiyin.modules.understanding.reading import as_keys, features, keys_of
from zhiyin.modules.understanding.thinking.grouping import signs_of

MOST_INTENTS: Final = 3
MOST_WORDS: Final = 12
# An intent much less likely than the first says nothing of the text.
LEAST_LIKELY: Final = 0.05
# So many of the nearest are compared word by word.
NEAREST: Final = 24
_WORD: Final = "w:"
_LARGEST: Final = 127


def encode(question: Encode) -> Encoded:
    """What each text is known by."""
    encoder = shipped()
    texts = question.texts[:MOST_ENCODED]
    if not texts:
        return Encoded(encoder.signature, [])
    directions = encoder.encode(texts)
    likely = encoder.likely_intents(directions)
    codes = [
        Code(packed(direction), _intents(encoder, row), _words(encoder, text))
        for text, direction, row in zip(texts, directions, likely, strict=True)
    ]
    return Encoded(encoder.signature, codes)


def _intents(encoder: Encoder, likely: Floats) -> list[str]:
    best = np.argsort(-likely)[:MOST_INTENTS]
    return [encoder.intents[at] for at in best if likely[at] >= LEAST_LIKELY]


def _words(encoder: Encoder, text: str) -> list[str]:
    """Its words as the encoder reads them, the rarest first."""
    found = [name for name in features(text) if name.startswith(_WORD)]
    if not found:
        return []
    rarities = encoder.rarities(as_keys(found))
    order = np.argsort(-rarities, kind="stable")[:MOST_WORDS]
    return [found[at].removeprefix(_WORD) for at in order]


def packed(direction: Floats) -> bytes:
    """A direction in a byte a number; only where it points is kept."""
    largest = float(np.abs(direction).max()) or 1.0
    return np.round(direction * (_LARGEST / largest)).astype(np.int8).tobytes()


def unpacked(codes: list[bytes], size: int) -> Floats:
    """The directions again, of length one; zero where a code is none of this encoder's."""
    whole = [one if len(one) == size else bytes(size) for one in codes]
    found = np.frombuffer(b"".join(whole), np.int8).reshape(len(codes), size).astype(np.float32)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    directions: Floats = (found / np.maximum(lengths, 1.0)).astype(np.float32)
    return directions


def compare(question: Compare) -> Compared:
    """How alike each is: by meaning, and the nearest by their words as well."""
    encoder = shipped()
    if not question.others:
        return Compared([])
    direction = encoder.encode([question.text])
    directions = unpacked([one.direction for one in question.others], encoder.size)
    nearest: NDArray[Any] = np.argsort(-(directions @ direction[0]), kind="stable")[:NEAREST]
    texts = [question.text, *(question.others[at].text for at in nearest)]
    every = np.concatenate([direction, directions[nearest]])
    signs = signs_of(encoder, every, [keys_of(one) for one in texts])
    found = signs.alike(slice(0, 1), signs.part(slice(1, None)))[0]
    alike = np.zeros(len(directions), np.float32)
    alike[nearest] = np.clip(found, 0.0, 1.0)
    return Compared(alike.tolist())
