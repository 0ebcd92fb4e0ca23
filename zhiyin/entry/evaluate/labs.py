"""The laboratory of a module, for evaluations."""

import importlib
from collections.abc import Callable
from typing import Any

from zhiyin.entry.evaluate.vectors import vectors_from
from zhiyin.entry.modules import all_modules
from zhiyin.kernel.contracts.evaluations import (
    ClassLab,
    EntityLab,
    IntentLab,
    Lab,
    LikenessLab,
    MoodLab,
)


def open_lab(module: str) -> Lab:
    """What this module's manifest names."""
    make: Callable[[], Lab] = _named(next(one.lab for one in all_modules() if one.name == module))
    return make()


def open_vector_lab(url: str | None, model: str) -> Lab:
    """The knowledge base's, with the vectors of an endpoint if one is given."""
    lab = open_lab("knowledge")
    if url is not None:
        lab.use_vectors(vectors_from(url, model))
    return lab


def _understanding() -> Any:
    """What the manifest of understanding names."""
    return _named(next(one.lab for one in all_modules() if one.name == "understanding"))()


def open_intent_lab() -> IntentLab:
    """Understanding, for what somebody wants."""
    lab: IntentLab = _understanding()
    return lab


def open_mood_lab() -> MoodLab:
    """The same, for how somebody feels."""
    lab: MoodLab = _understanding()
    return lab


def open_class_lab() -> ClassLab:
    """The same, for what texts are filed under."""
    lab: ClassLab = _understanding()
    return lab


def open_entity_lab() -> EntityLab:
    """The same, for named things in texts."""
    lab: EntityLab = _understanding()
    return lab


def open_likeness_lab() -> LikenessLab:
    """The same, for texts that are alike."""
    lab: LikenessLab = _understanding()
    return lab


def open_trainer(name: str) -> Callable[..., dict[str, Any]]:
    """What a manifest names for learning anew something that is shipped."""
    paths = {key: path for one in all_modules() for key, path in one.trainers.items()}
    trainer: Callable[..., dict[str, Any]] = _named(paths[name])
    return trainer


def _named(path: str | None) -> Any:
    assert path is not None
    name, _, function = path.partition(":")
    return getattr(importlib.import_module(name), function)
