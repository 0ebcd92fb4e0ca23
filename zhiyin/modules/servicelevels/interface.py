"""The door of service levels: starting, moving and reading clocks, always in batches."""

from zhiyin.modules.servicelevels.actions.clocks import (
    MoveOf,
    NewClocks,
    move_clocks,
    start_clocks,
)
from zhiyin.modules.servicelevels.clockwork import Clock, Move, nearest
from zhiyin.modules.servicelevels.queries import get_clocks, get_paused
from zhiyin.modules.servicelevels.rules import KINDS, BreachAction, ClockKind
from zhiyin.modules.servicelevels.settings import RAISE_BY

__all__ = [
    "KINDS",
    "RAISE_BY",
    "BreachAction",
    "Clock",
    "ClockKind",
    "Move",
    "MoveOf",
    "NewClocks",
    "get_clocks",
    "get_paused",
    "move_clocks",
    "nearest",
    "start_clocks",
]
