"""What others may ask about the meaning of a text: from afar, as questions to the inference
process, or in that process itself, which alone loads the encoder.
"""

import importlib
from typing import TYPE_CHECKING, Any

from zhiyin.modules.understanding.asking import (
    COMPARE_SECONDS,
    GROUP,
    MOST_ENCODED,
    MOST_FOUND,
    MOST_READ,
    READ,
    Code,
    Compare,
    Encode,
    Encoded,
    Find,
    Group,
    Grouped,
    Known,
    Mood,
    MoodName,
    Moods,
    Read,
    Thing,
    Things,
    compare,
    encode,
    find,
    group,
    read,
)
from zhiyin.modules.understanding.entities.found import EntityType
from zhiyin.modules.understanding.pack import PackFigures, Pair, figures, intents, near_misses

if TYPE_CHECKING:
    from zhiyin.modules.understanding.encoder import Encoder

__all__ = [
    "COMPARE_SECONDS",
    "GROUP",
    "MOST_ENCODED",
    "MOST_FOUND",
    "MOST_READ",
    "READ",
    "Code",
    "Compare",
    "Encode",
    "Encoded",
    "Encoder",
    "EntityType",
    "Find",
    "Group",
    "Grouped",
    "Known",
    "Mood",
    "MoodName",
    "Moods",
    "PackFigures",
    "Pair",
    "Read",
    "Thing",
    "Things",
    "classes_of",
    "compare",
    "encode",
    "find",
    "group",
    "look_at_pack",
    "near_misses",
    "products_in",
    "read",
    "shipped",
    "shop_talk",
    "things_in",
]


def shipped() -> "Encoder":
    """The encoder that comes with the product. By name: who asks from afar must not import it."""
    encoder: Any = importlib.import_module("zhiyin.modules.understanding.encoder")
    found: Encoder = encoder.shipped()
    return found


def classes_of(text: str) -> set[str]:
    """The classes of words in a text that mean alike to shops. By name, as the encoder."""
    reading: Any = importlib.import_module("zhiyin.modules.understanding.reading")
    found: set[str] = reading.classes_of(text)
    return found


def products_in(text: str) -> list[str]:
    """The goods a text names, each once; by rules and lists alone. By name, as the encoder."""
    finder: Any = importlib.import_module("zhiyin.modules.understanding.entities.products")
    return list(dict.fromkeys(one.value for one in finder.products(text)))


def things_in(text: str) -> list[Thing]:
    """The named things in a text, for who fills a database with texts. By name, as the encoder."""
    reading: Any = importlib.import_module("zhiyin.modules.understanding.entities.reading")
    return [Thing(*one) for one in reading.entities(text)]


def look_at_pack() -> PackFigures:
    """How much of the pack that comes with the product repeats itself."""
    return figures(intents())


def shop_talk() -> list[str]:
    """How people write to shops: every wording of the pack."""
    return [one.text for intent in intents() for one in intent.wordings]
