"""Draws a page: theme, headers, and an answer of "not changed" for who has it already."""

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment as Templates
from jinja2 import FileSystemLoader, select_autoescape
from starlette.requests import Request

from zhiyin.entry.pages.help.addresses import Addresses
from zhiyin.entry.pages.help.data import Crumb
from zhiyin.entry.pages.help.words import say, words
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import Language, label
from zhiyin.modules.helpcentre.interface import Centre, dark_shades, light_shades
from zhiyin.modules.people.interface import ShopRecord

HERE = Path(__file__).parent
STYLE = (HERE / "help.css").read_text(encoding="utf-8")
SCRIPT = (HERE / "help.js").read_text(encoding="utf-8")
# A page is the same for everybody and may be a minute old.
KEEP = "public, max-age=60, stale-while-revalidate=300"
OWN = "private, no-cache"
DESCRIPTION = 150

templates = Templates(
    loader=FileSystemLoader(HERE),
    autoescape=select_autoescape(["html", "j2"]),
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Visit:
    """A request for a page of a help centre that is switched on."""

    request: Request
    house: House
    centre: Centre
    language: Language
    shop: ShopRecord

    @property
    def to(self) -> Addresses:
        """Where things stand."""
        return Addresses.of(self.centre, self.language)

    @property
    def base(self) -> str:
        """Where readers know the pages from, for links that leave them."""
        return self.centre.site or self.house.environment.base_url

    def text(self, key: str, **values: object) -> str:
        """One of the pages' own words."""
        return say(self.language, key, **values)

    def day(self, moment: datetime) -> str:
        """A day as it is at the shop."""
        return moment.astimezone(ZoneInfo(self.shop.time_zone)).date().isoformat()


@dataclass(frozen=True)
class Sheet:
    """What a page says of itself; `others` are its paths in other languages."""

    title: str
    path: str
    description: str = ""
    crumbs: tuple[Crumb, ...] = ()
    others: dict[str, str] = field(default_factory=dict)
    data: dict[str, Any] | None = None
    kind: str = "website"
    # Not for search engines, and with what is only this reader's.
    private: bool = False
    # Others may read other words at this address: kept by nobody but this reader.
    own: bool = False
    status: int = 200


@lru_cache(maxsize=256)
def _style(color: str) -> str:
    light, dark = light_shades(color), dark_shades(color)
    return (
        f":root{{--brand:{light.text};--on:{light.on}}}"
        "@media (prefers-color-scheme:dark){"
        f":root{{--brand:{dark.text};--on:{dark.on}}}}}\n{STYLE}"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@lru_cache(maxsize=256)
def _policy(style: str) -> str:
    """Only what stands in the page itself and the chat window of this house runs."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src 'self' '{_hash(SCRIPT)}';"
        " img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def short(text: str, most: int = DESCRIPTION) -> str:
    """The beginning of a text in one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def show(visit: Visit, template: str, sheet: Sheet, **values: Any) -> Response:
    """A page, or 304 for who has it as it is."""
    centre, language = visit.centre, visit.language
    style = _style(centre.color)
    html = templates.get_template(template).render(
        visit=visit,
        sheet=sheet,
        centre=centre,
        language=language,
        to=visit.to,
        base=visit.base,
        t=words(language),
        name=label(centre.title, language),
        other=_other(visit, sheet),
        alternates=_alternates(visit, sheet),
        links=[(label(one.label, language), one.url) for one in centre.links],
        style=style,
        script=SCRIPT,
        **values,
    )
    headers = {
        "content-security-policy": _policy(style),
        "x-frame-options": "DENY",
        "content-language": language,
        "cache-control": "no-store" if sheet.private else OWN if sheet.own else KEEP,
    }
    if sheet.private or sheet.status != 200:
        headers["x-robots-tag"] = "noindex"
        return HTMLResponse(html, sheet.status, headers)
    headers["etag"] = f'"{hashlib.sha256(html.encode()).hexdigest()[:24]}"'
    return not_changed(visit.request, headers) or HTMLResponse(html, 200, headers)


def not_changed(request: Request, headers: dict[str, str]) -> Response | None:
    """The short answer for who has this already."""
    known = request.headers.get("if-none-match", "")
    tags = {one.strip().removeprefix("W/") for one in known.split(",")}
    return Response(None, 304, headers) if headers["etag"] in tags else None


def _alternates(visit: Visit, sheet: Sheet) -> list[tuple[str, str]]:
    """The page in each language it has, for search engines."""
    if not sheet.others or sheet.private:
        return []
    found = {visit.language: sheet.path, **sheet.others}
    first = visit.centre.languages[0]
    pairs = [(one, visit.base + path) for one, path in sorted(found.items())]
    return [*pairs, ("x-default", visit.base + found.get(first, sheet.path))]


def _other(visit: Visit, sheet: Sheet) -> tuple[str, str] | None:
    """The other language, and where to go for it: the start page where this one has none."""
    others = [one for one in visit.centre.languages if one != visit.language]
    if not others:
        return None
    start = Addresses.of(visit.centre, others[0]).start
    return others[0], sheet.others.get(others[0], start)
