"""Where a scene is played: a width and a language; one a scene in `make test`, else all."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.servers.patience import PATIENCE

_WEB = Path(__file__).parents[2] / "web"
_STRINGS = _WEB / "console" / "src"
_WINDOW_STRINGS = _WEB / "widget" / "src" / "strings"
# One text of the chat window that holds no values: `read: '已读',`.
_LINE = re.compile(r"^  (\w+):\s+'(.*)',$", re.MULTILINE)


class Place(NamedTuple):
    """One width and one language."""

    width: int
    height: int
    language: str

    @property
    def phone(self) -> bool:
        return self.width < 600

    def context(self, browser: Browser, **options: Any) -> BrowserContext:
        """A browser of somebody's own, here.

        Without service workers, unless they are asked for: storing the whole console anew for each
        browser is a seventh of what a scene costs. And without motion, as people may ask for: what
        still moves is clicked beside.
        """
        size = {"width": self.width, "height": self.height}
        options.setdefault("service_workers", "block")
        options.setdefault("reduced_motion", "reduce")
        context = browser.new_context(
            viewport=size, locale=self.language, has_touch=self.phone, **options
        )
        context.set_default_timeout(PATIENCE * 1000)
        return context

    def words(self, key: str, **values: object) -> str:
        """What the console says here for a key such as `conversations:pick`."""
        module, _, name = key.partition(":")
        text = _strings(module, self.language)[name]
        for field, value in values.items():
            text = text.replace("{{" + field + "}}", str(value))
        return text

    def window(self, key: str) -> str:
        """What the chat window says here for a key such as `recall`."""
        return _window_strings(self.language)[key]

    def choose(self, zh: str, en: str) -> str:
        """The one of the two that fits."""
        return en if self.language == "en" else zh


PLACES = {
    "desktop-zh": Place(1440, 900, "zh-CN"),
    "desktop-en": Place(1440, 900, "en"),
    "phone-zh": Place(390, 844, "zh-CN"),
    "phone-en": Place(390, 844, "en"),
}


def played_at(usual: str, *, only: str = "") -> pytest.MarkDecorator:
    """The scene runs at this place every time, and at the others in `make test-all`.

    `only` is for scenes that make sense at one width: `desktop`.
    """
    assert usual in PLACES
    return pytest.mark.parametrize(
        "place",
        [
            pytest.param(name, id=name, marks=() if name == usual else pytest.mark.slow)
            for name in PLACES
            if name.startswith(only)
        ],
        indirect=True,
    )


@cache
def _strings(module: str, language: str) -> dict[str, str]:
    folder = "shell" if module == "shell" else f"modules/{module}"
    path = _STRINGS / folder / "strings" / f"{language}.json"
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def _window_strings(language: str) -> dict[str, str]:
    text = (_WINDOW_STRINGS / f"{language}.ts").read_text(encoding="utf-8")
    return dict(_LINE.findall(text))
