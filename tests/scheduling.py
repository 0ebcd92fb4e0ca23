"""Which test process gets which tests: those that share a shop run in one, one after another."""

from functools import cache
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

_ROOT = Path(__file__).parents[1]
# What is set up once a file is named so, and all scenes of a file look at one demo shop.
_SHARED = "module_"
SCENES = "tests/e2e/"


@cache
def shares(path: str) -> bool:
    """Whether the tests of a file share what is costly to set up."""
    return path.startswith(SCENES) or _SHARED in (_ROOT / path).read_text(encoding="utf-8")


class SharedShops(LoadScopeScheduling):
    """Hands out files whose tests share a shop as a whole, and all other tests one by one.

    The order is that of the collection: what takes longest stands first there.
    """

    def schedule(self) -> None:
        """As collected, not by the number of tests in a file."""
        self.config.option.loadscopereorder = False
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return path if shares(path) else nodeid
