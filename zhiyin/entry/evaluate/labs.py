"""The laboratory of a module, for evaluations."""

import importlib
from collections.abc import Callable

from zhiyin.entry.modules import all_modules
from zhiyin.kernel.contracts.evaluations import IntentLab, Lab


def open_lab(module: str) -> Lab:
    """What this module's manifest names."""
    path = next(one.lab for one in all_modules() if one.name == module)
    assert path is not None
    name, _, function = path.partition(":")
    make: Callable[[], Lab] = getattr(importlib.import_module(name), function)
    return make()


def open_intent_lab() -> IntentLab:
    """What the manifest of understanding names."""
    path = next(one.lab for one in all_modules() if one.name == "understanding")
    assert path is not None
    name, _, function = path.partition(":")
    make: Callable[[], IntentLab] = getattr(importlib.import_module(name), function)
    return make()
