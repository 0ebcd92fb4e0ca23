"""The laboratory of a module, for evaluations."""

import importlib
from collections.abc import Callable
from typing import Any

from zhiyin.entry.modules import all_modules
from zhiyin.kernel.contracts.evaluations import IntentLab, Lab


def open_lab(module: str) -> Lab:
    """What this module's manifest names."""
    make: Callable[[], Lab] = _named(next(one.lab for one in all_modules() if one.name == module))
    return make()


def open_intent_lab() -> IntentLab:
    """What the manifest of understanding names."""
    make: Callable[[], IntentLab] = _named(
        next(one.lab for one in all_modules() if one.name == "understanding")
    )
    return make()


def open_trainer(module: str) -> Callable[..., dict[str, Any]]:
    """What this module's manifest names for learning anew what it ships."""
    trainer: Callable[..., dict[str, Any]] = _named(
        next(one.trainer for one in all_modules() if one.name == module)
    )
    return trainer


def _named(path: str | None) -> Any:
    assert path is not None
    name, _, function = path.partition(":")
    return getattr(importlib.import_module(name), function)
