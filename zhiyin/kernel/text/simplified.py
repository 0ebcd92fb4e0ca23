"""Traditional characters made simplified, so that 運費 and 运费 are one word."""

import importlib
from collections.abc import Callable
from functools import cache

from zhiyin.kernel.text.tokens import plain


@cache
def _convert() -> Callable[[str], str]:
    """Its dictionaries are loaded at the first text: most processes never need them."""
    convert: Callable[[str], str] = importlib.import_module("opencc").OpenCC("t2s").convert
    return convert


def simplified(text: str) -> str:
    """Width, case, composition and script made equal."""
    return _convert()(plain(text))
