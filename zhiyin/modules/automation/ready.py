"""Rules that come with the product, all switched off (现成规则); they stand in `ready.json`."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import msgspec

from zhiyin.kernel.i18n.text import Text


class ReadyRule(NamedTuple):
    """One of them: what it is called, and its document as it is stored."""

    name: Text
    document: dict[str, Any]


@cache
def read_ready() -> Mapping[str, ReadyRule]:
    """All of them by their codes, in their order."""
    path = resources.files("zhiyin.modules.automation") / "ready.json"
    return {
        one["code"]: ReadyRule(Text(one["name"]["zh-CN"], one["name"]["en"]), one["document"])
        for one in msgspec.json.decode(path.read_bytes())
    }
