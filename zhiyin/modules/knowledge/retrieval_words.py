"""Words that ask rather than name: folded into one form each, and sorted by what they ask for.

Folding makes `如何退货` and `怎么退货` the same before anything is counted; the kind of question
(how, why, where …) is what tells near questions apart that share their nouns. The lists stand
beside, in `retrieval_words.txt`.
"""

import re
from collections.abc import Mapping
from importlib.resources import files


def _sections() -> dict[str, list[list[str]]]:
    """The words of every line, by section."""
    found: dict[str, list[list[str]]] = {}
    lines = files("zhiyin.modules.knowledge").joinpath("retrieval_words.txt")
    name = ""
    for line in lines.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
            found[name] = []
        elif name and line and not line.startswith("#"):
            found[name].append(line.split())
    return found


_READ = _sections()

FOLDED: Mapping[str, str] = {
    other: words[0] for words in _READ["folded"] for other in words[1:] if other != words[0]
}
# What a word asks for: how, why, where …
ASKING: Mapping[str, str] = {word: kind for kind, *words in _READ["asking"] for word in words}
NEGATIONS = tuple(_READ["negations"][0])
YES_OR_NO = tuple(_READ["yes or no"][0])

_PHRASES, (_ANYWHERE,), (_LAST,) = _READ["fillers"]
FILLERS = re.compile(rf"({'|'.join(_PHRASES)}|[{_ANYWHERE}]|[{_LAST}](?=\W*$))")

(_NUMERALS,), (_COUNTED,) = _READ["numbers"]
NUMBERS = re.compile(rf"\d+(?:\.\d+)?|[{_NUMERALS}]+(?=[{_COUNTED}])")


def folder_of(folded: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern that finds every word to be folded, the longest first."""
    longest_first = sorted({*folded, *folded.values()}, key=lambda word: (-len(word), word))
    return re.compile("|".join(re.escape(word) for word in longest_first))
