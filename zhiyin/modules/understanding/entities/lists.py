"""Lists of words that finders know: places and goods."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from zhiyin.kernel.text.simplified import simplified

# Classes of the lexicon whose words are things one can buy.
_CLASSES: Final = frozenset(
    """
    clothes shoes bag_goods cosmetics food appliance electronics furniture baby_goods pet_goods
    tops coats bottoms dresses underwear_goods wear_small jewelry_goods watch_glasses shoes_more
    bags_more skincare makeup hair_body snacks fruits vegetables_grain meat_seafood drinks
    instant_food bakery health_food medicine_goods baby_more toys books_goods stationery
    appliances_big appliances_small phones_pc digital_access furniture_more home_textile
    kitchen_goods clean_goods bath_light tools_car plants sports_outdoor music_art
    """.split()  # noqa: SIM905
)


def _lines(*path: str) -> Iterator[tuple[str, list[str]]]:
    text = files("zhiyin.modules.understanding").joinpath("domain", *path)
    for line in text.read_text(encoding="utf-8").splitlines():
        if line and line[0] not in "#[":
            name, *words = line.split()
            yield name, words


@cache
def places() -> frozenset[str]:
    """Provinces and cities."""
    return frozenset(word for _, words in _lines("entities", "places.txt") for word in words)


@cache
def goods() -> dict[str, frozenset[str]]:
    """Words for goods, by what they are in a name."""
    found: dict[str, set[str]] = {}
    for name, words in _lines("entities", "goods.txt"):
        found.setdefault(name, set()).update(words)
    for name, words in _lines("lexicon.txt"):
        if name in _CLASSES:
            known = (simplified(word) for word in words)
            found["goods"].update(
                one for one in known if len(one) > 1 and one not in found["vague"]
            )
    return {name: frozenset(words) for name, words in found.items()}


@cache
def counters() -> dict[str, list[str]]:
    """Words that stand between a number and what is counted, the longest first."""
    return {
        name: sorted(words, key=len, reverse=True)
        for name, words in _lines("entities", "counters.txt")
    }
