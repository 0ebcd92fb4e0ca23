"""What a module thinks with, and what may be asked of it.

A module names its thinker as a string in its manifest, so that only the inference process imports
it and the libraries behind it.
"""

import importlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import msgspec

Question = TypeVar("Question", bound=msgspec.Struct)
Answer = TypeVar("Answer", bound=msgspec.Struct)


class ThinkingUnavailable(Exception):  # noqa: N818 - a state to live with, not a fault
    """No answer in time: the process is away, busy, or not ready. Callers do without."""


@dataclass(frozen=True)
class Call(Generic[Question, Answer]):
    """A kind of question, by name, with the shapes of question and answer."""

    name: str
    question: type[Question]
    answer: type[Answer]


class ThinkerState(msgspec.Struct, frozen=True):
    """How a thinker stands: whether it answers, how much it holds, how far behind it is."""

    name: str
    ready: bool
    holds: dict[str, int] = {}
    lag_s: float = 0.0


# Runs in a thread of its own, one question after the other; refuses with `ThinkingUnavailable`
# while it is not ready. What takes longer than a moment is a coroutine: it works beside that
# thread, in small pieces, so that nobody waits for it.
Answering = Callable[[Any], msgspec.Struct | Awaitable[msgspec.Struct]]


class Thinker(Protocol):
    """A module's part of the inference process."""

    answers: Mapping[Call[Any, Any], Answering]

    def state(self) -> ThinkerState:
        """How it stands, said at once."""
        ...

    def run(self) -> Awaitable[None]:
        """Lives for as long as the process: builds what it needs and follows what changes."""
        ...


def load_thinker(path: str, house: Any) -> Thinker:
    """The thinker a manifest names as `module:function`, made for this house."""
    module, _, function = path.partition(":")
    make: Callable[[Any], Thinker] = getattr(importlib.import_module(module), function)
    return make(house)
