"""How much one address may ask of the pages that anybody can open."""

from dataclasses import dataclass, field

from zhiyin.kernel.house import House
from zhiyin.kernel.live.limits import Buckets

SHELF = "pages.help"


@dataclass
class Limits:
    """Pages are cheap, searches and suggestions less so, votes and words are rare."""

    reading: Buckets = field(default_factory=lambda: Buckets(240, 12.0))
    searching: Buckets = field(default_factory=lambda: Buckets(60, 3.0))
    saying: Buckets = field(default_factory=lambda: Buckets(20, 0.1))


def limits_of(house: House) -> Limits:
    """Those of this process."""
    found: Limits = house.shelf.setdefault(SHELF, Limits())
    return found
