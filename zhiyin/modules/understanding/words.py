"""Lists of words in `domain`."""

from collections.abc import Iterator
from importlib.resources import files


def word_lists(*path: str) -> Iterator[tuple[str, list[str]]]:
    """The lines of a file: a name, then words; a name may come again. Lines that begin with # or
    [ are left out.
    """
    text = files("zhiyin.modules.understanding").joinpath("domain", *path)
    for line in text.read_text(encoding="utf-8").splitlines():
        if line and line[0] not in "#[":
            name, *words = line.split()
            yield name, words
