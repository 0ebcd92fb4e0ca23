"""Says what an evaluation has found."""

import json
from typing import Any


def say(result: dict[str, Any], *, as_json: bool) -> None:
    """One JSON object as the last line, or the same for people."""
    print(json.dumps(result) if as_json else json.dumps(result, indent=2))  # noqa: T201
