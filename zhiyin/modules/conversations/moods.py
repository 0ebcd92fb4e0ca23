"""How a customer feels over a conversation (情绪): pure.

Strong words count at once and fade with every calmer message; kind words make good what was said
before. The level lies between -1 (angry) and 1 (pleased).
"""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

MoodName = Literal["angry", "unhappy", "neutral", "pleased"]

# What is left of a feeling after a message that says nothing of it.
FADES: Final = 0.6
ANGRY: Final = -0.6
UNHAPPY: Final = -0.25
PLEASED: Final = 0.35
# A level nearer to calm than this is calm: there is nothing left to follow.
CALM: Final = 0.05


class Felt(NamedTuple):
    """What one message said: its mood, how likely that is, and its place between -1 and 1."""

    mood: MoodName
    sure: float
    value: float


def weigh(level: float, felt: Iterable[Felt], sure: float) -> float:
    """The level after these messages; what is not sure enough counts as saying nothing."""
    for one in felt:
        level *= FADES
        value = one.value if one.mood != "neutral" and one.sure >= sure else 0.0
        if value * level < 0:
            level += value
        elif abs(value) > abs(level):
            level = value
        level = max(-1.0, min(1.0, level))
    return 0.0 if abs(level) < CALM else round(level, 3)


def name_of(level: float) -> MoodName:
    """What a level is called."""
    if level <= ANGRY:
        return "angry"
    if level <= UNHAPPY:
        return "unhappy"
    return "pleased" if level >= PLEASED else "neutral"
