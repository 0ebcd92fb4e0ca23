"""Lists of words that finders know: places and goods."""

from functools import cache
from typing import Final

from zhiyin.kernel.text.simplified import simplified
from zhiyin.modules.understanding.words import word_lists

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


@cache
def places() -> frozenset[str]:
    """Provinces and cities."""
    return frozenset(word for _, words in word_lists("entities", "places.txt") for word in words)


@cache
def goods() -> dict[str, frozenset[str]]:
    """Words for goods, by what they are in a name."""
    found: dict[str, set[str]] = {}
    for name, words in word_lists("entities", "goods.txt"):
        found.setdefault(name, set()).update(words)
    for name, words in word_lists("lexicon.txt"):
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
        for name, words in word_lists("entities", "counters.txt")
    }
