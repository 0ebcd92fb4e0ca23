"""What a look at an installation finds."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["ok", "notice", "problem"]


@dataclass(frozen=True)
class Finding:
    """What one look found, and what to do about it."""

    name: str
    status: Status
    detail: str
    advice: str = ""
