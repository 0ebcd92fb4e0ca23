"""All named things of a text, none upon another."""

from typing import Final

from zhiyin.modules.understanding.entities.amounts import amounts, quantities
from zhiyin.modules.understanding.entities.codes import emails, numbers, others, phones
from zhiyin.modules.understanding.entities.found import Entity
from zhiyin.modules.understanding.entities.moments import days, times
from zhiyin.modules.understanding.entities.numerals import folded
from zhiyin.modules.understanding.entities.places import addresses
from zhiyin.modules.understanding.entities.products import products

# A longer text is a document.
LONGEST: Final = 2000
# The surest first: what stands where another was found already is none.
_FINDERS: Final = (emails, phones, addresses, numbers, days, amounts, times, quantities, products)


def entities(text: str) -> list[Entity]:
    """The named things of a text, from its beginning."""
    plain = folded(text[:LONGEST])
    taken = [False] * len(plain)
    for start, end in others(plain):
        taken[start:end] = [True] * (end - start)
    found: list[Entity] = []
    for finder in _FINDERS:
        for one in sorted(finder(plain), key=lambda each: (each.start - each.end, each.start)):
            if one.start < one.end and not any(taken[one.start : one.end]):
                taken[one.start : one.end] = [True] * (one.end - one.start)
                found.append(one)
    return sorted(found, key=lambda one: one.start)
