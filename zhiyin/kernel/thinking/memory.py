"""What a process that builds much holds of memory: what it needs, not what it needed once."""

import ctypes
import gc
from functools import cache
from typing import Any

# From this size on an array has pages of its own, which go with it. Smaller ones are made anew for
# every question, and pages of their own would cost more than they do.
LARGE = 4 * 1024 * 1024
_M_MMAP_THRESHOLD = -3


@cache
def _library() -> Any:
    return ctypes.CDLL(None)


def hold_little() -> None:
    """To be called first: large arrays leave no holes. The C library would otherwise learn from
    the first of them that goes to keep the place of the next ones.
    """
    tell = getattr(_library(), "mallopt", None)
    if tell is not None:
        tell(_M_MMAP_THRESHOLD, LARGE)


def give_back() -> None:
    """To be called after much was built: what was needed for it only would stay with the process,
    a quarter of what it holds. Other C libraries than glibc do so by themselves, or cannot.
    """
    gc.collect()
    trim = getattr(_library(), "malloc_trim", None)
    if trim is not None:
        trim(0)
