"""What others may ask about the meaning of a text. Only the inference process does: it loads the
encoder.
"""

from zhiyin.modules.understanding.encoder import Encoder, shipped
from zhiyin.modules.understanding.pack import PackFigures, figures, intents

__all__ = ["Encoder", "PackFigures", "look_at_pack", "shipped"]


def look_at_pack() -> PackFigures:
    """How much of the pack that comes with the product repeats itself."""
    return figures(intents())
