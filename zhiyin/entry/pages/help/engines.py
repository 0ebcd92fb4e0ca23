"""What search engines read: the site map of a help centre, and what they may fetch of the house."""

import hashlib
from collections.abc import Iterator
from html import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from zhiyin.entry.pages.help.addresses import Addresses
from zhiyin.entry.pages.help.reading import article_path
from zhiyin.entry.pages.help.showing import Visit, not_changed
from zhiyin.entry.pages.help.tree import Shelves
from zhiyin.kernel.house import House
from zhiyin.modules.helpcentre.interface import get_centres
from zhiyin.modules.knowledge.interface import (
    PublicArticle,
    get_public_categories,
    list_public_all,
)

KEEP = "public, max-age=600"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:xhtml="http://www.w3.org/1999/xhtml">"""
# Nothing of the house is for search engines but the pages of help centres, without their searches.
CLOSED = ("/api/", "/console", "/chat/", "/rate/", "/offer/", "/settled/", "/demo", "/widget/",
          "/help/*/search", "/help/*/suggest", "/help/*/contact?", "/help/*/vote/")  # fmt: skip


async def sitemap(visit: Visit) -> Response:
    """Every page with its other languages, and when its text was last published."""
    shop_id = visit.centre.shop_id
    lines = [HEAD]
    starts: dict[str, str] = {
        one: Addresses.of(visit.centre, one).start for one in visit.centre.languages
    }
    lines += [_page(visit, path, "", starts) for path in starts.values()]
    contacts: dict[str, str] = {
        one: Addresses.of(visit.centre, one).contact() for one in visit.centre.languages
    }
    lines += [_page(visit, path, "", contacts) for path in contacts.values()]
    async with visit.house.database.reading() as session:
        for language in visit.centre.languages:
            shelves = Shelves(*await get_public_categories(session, shop_id, language), language)
            lines += [
                _page(visit, Addresses.of(visit.centre, language).category(name, one), "", {})
                for one, name in shelves.all()
            ]
        articles = await list_public_all(session, shop_id)
    lines += _articles(visit, articles)
    body = "\n".join([*lines, "</urlset>", ""])
    headers = {
        "cache-control": KEEP,
        "etag": f'"{hashlib.sha256(body.encode()).hexdigest()[:24]}"',
    }
    same = not_changed(visit.request, headers)
    return same or Response(body, 200, headers, "application/xml")


def _articles(visit: Visit, articles: list[PublicArticle]) -> Iterator[str]:
    shown = [one for one in articles if one.locale in visit.centre.languages]
    paths = {one.number: article_path(visit, one) for one in shown}
    same: dict[object, dict[str, str]] = {}
    for one in shown:
        same.setdefault(one.same, {})[one.locale] = paths[one.number]
    for one in shown:
        yield _page(visit, paths[one.number], visit.day(one.published_at), same[one.same])


def _page(visit: Visit, path: str, day: str, others: dict[str, str]) -> str:
    known = others if len(others) > 1 else {}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(visit.base + other)}"/>'
        for language, other in sorted(known.items())
    )
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{escape(visit.base + path)}</loc>{changed}{links}</url>"


async def robots(request: Request) -> Response:
    """What may be fetched, and where the site maps stand."""
    house: House = request.app.state.house
    async with house.database.reading() as session:
        centres = await get_centres(session)
    lines = ["User-agent: *", *(f"Disallow: {one}" for one in CLOSED)]
    base = house.environment.base_url
    lines += [
        f"Sitemap: {one.site or base}/help/{slug}/sitemap.xml"
        for slug, one in sorted(centres.items())
    ]
    return PlainTextResponse("\n".join([*lines, ""]), headers={"cache-control": KEEP})
