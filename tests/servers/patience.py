"""How long tests wait for what must come."""

import time
from collections.abc import Callable
from typing import Any

PATIENCE = 120.0
"""Seconds after which it will never come. A wait ends as soon as it is there: a busy machine makes
tests slower, not wrong."""


def until(holds: Callable[[], Any], missing: str = "") -> Any:
    """What `holds` says as soon as that is something; `missing` says what never came."""
    deadline = time.monotonic() + PATIENCE
    while not (found := holds()):
        assert time.monotonic() < deadline, missing
        time.sleep(0.2)
    return found
