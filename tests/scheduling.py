"""Which test process gets which tests: those that share a shop run in one, one after another."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

_ROOT = Path(__file__).parents[1]
# What is set up once a file is named so, and all scenes of a file look at one demo shop.
_SHARED = "module_"
_SCENES = "tests/e2e/"
_SCENES_END = 0.8


@cache
def shares(path: str) -> bool:
    """Whether the tests of a file share what is costly to set up."""
    return path.startswith(_SCENES) or _SHARED in (_ROOT / path).read_text(encoding="utf-8")


def scope_of(nodeid: str) -> str:
    """What is handed out as a whole: a file whose tests share something costly, or one test."""
    path = nodeid.partition("::")[0]
    return path if shares(path) else nodeid


def spread(items: Sequence[pytest.Item]) -> dict[str, float]:
    """A place between 0 and 1 for each scope: scenes and the rest, each evenly over the run. Files
    of scenes are long: the last of them begins before the end comes near.
    """
    scopes = list(dict.fromkeys(scope_of(item.nodeid) for item in items))
    scenes = [one for one in scopes if one.startswith(_SCENES)]
    rest = [one for one in scopes if not one.startswith(_SCENES)]
    return {one: _SCENES_END * at / len(scenes) for at, one in enumerate(scenes)} | {
        one: at / len(rest) for at, one in enumerate(rest)
    }


class SharedShops(LoadScopeScheduling):
    """Hands out files whose tests share a shop as a whole, and all other tests one by one.

    The order is that of the collection: what takes longest stands first there.
    """

    def schedule(self) -> None:
        """As collected, not by the number of tests in a file."""
        self.config.option.loadscopereorder = False
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)
