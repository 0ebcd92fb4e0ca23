"""The addresses of the help centre: who asks, which shop, which page."""

from collections.abc import Awaitable, Callable
from typing import cast

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from zhiyin.entry.pages.help.engines import robots, sitemap
from zhiyin.entry.pages.help.files import send_logo, send_picture
from zhiyin.entry.pages.help.limits import limits_of
from zhiyin.entry.pages.help.reading import show_article, show_category, show_start
from zhiyin.entry.pages.help.saying import (
    address_of,
    show_contact,
    show_search,
    suggest,
    take_seen,
    take_vote,
)
from zhiyin.entry.pages.help.showing import Sheet, Visit, show, templates
from zhiyin.entry.pages.help.words import words
from zhiyin.kernel.errors.problems import NotFoundError, ProblemError
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import Language, choose_language
from zhiyin.modules.helpcentre.interface import Centre, get_centres
from zhiyin.modules.people.interface import get_shops

Make = Callable[[Visit], Awaitable[Response]]
READS, POSTS = ["GET", "HEAD"], ["POST"]


def add_help_pages(app: FastAPI) -> None:
    """Adds the pages; they stand outside the API document."""
    # Of several that fit, the first answers.
    pages: list[tuple[str, Make, list[str]]] = [
        ("/help/{shop}", _lead_in, READS),
        ("/help/{shop}/sitemap.xml", sitemap, READS),
        ("/help/{shop}/logo", send_logo, READS),
        ("/help/{shop}/pictures/{file}", send_picture, READS),
        ("/help/{shop}/seen", take_seen, POSTS),
        ("/help/{shop}/{language}", show_start, READS),
        ("/help/{shop}/{language}/c/{address}", show_category, READS),
        ("/help/{shop}/{language}/a/{address}", show_article, READS),
        ("/help/{shop}/{language}/search", show_search, READS),
        ("/help/{shop}/{language}/suggest", suggest, READS),
        ("/help/{shop}/{language}/contact", show_contact, READS),
        ("/help/{shop}/{language}/vote/{number}", take_vote, POSTS),
        ("/help/{shop}/{rest:path}", _nowhere, READS),
    ]
    for path, make, methods in pages:
        app.router.routes.append(Route(path, _answering(make), methods=methods))
    app.router.routes.append(Route("/robots.txt", robots, methods=READS))


async def show_front(request: Request) -> Response:
    """The bare address: the help centre that has this host name for its own, else the console."""
    host = request.headers.get("host", "").lower()
    house: House = request.app.state.house
    async with house.database.reading() as session:
        centres = (await get_centres(session)).values()
    path = next(
        (f"/help/{one.slug}" for one in centres if (one.site or "").endswith(f"//{host}")),
        "/console/",
    )
    return RedirectResponse(path, headers={"cache-control": "no-cache"})


def _answering(make: Make) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        house: House = request.app.state.house
        if limits_of(house).reading.take(address_of(request)):
            return _bare(request, "busy", 429)
        async with house.database.reading() as session:
            centre = (await get_centres(session)).get(request.path_params["shop"])
            shops = await get_shops(session)
        if centre is None:
            return _bare(request, "closed", 404)
        language = request.path_params.get("language")
        known = language is None or language in centre.languages
        spoken = language if language and known else _spoken(request, centre)
        shop = shops[centre.shop_id]
        visit = Visit(request, house, centre, cast("Language", spoken), shop)
        try:
            return await make(visit) if known else await _nowhere(visit)
        except NotFoundError:
            return await _nowhere(visit)
        except ProblemError as refused:
            return _refusal(visit, refused)

    return answer


def _spoken(request: Request, centre: Centre) -> Language:
    """The reader's language if the pages have it, else the first of theirs."""
    wanted = choose_language(request.headers.get("accept-language"))
    asked = request.headers.get("accept-language")
    return wanted if asked and wanted in centre.languages else centre.languages[0]


async def _lead_in(visit: Visit) -> Response:
    """The short address leads to the start page in the reader's language."""
    headers = {"vary": "accept-language", "cache-control": "no-cache"}
    return RedirectResponse(visit.to.start, 302, headers)


async def _nowhere(visit: Visit) -> Response:
    """A page that is not there, with a way on; a slash too many is none."""
    path = visit.request.url.path
    if path.endswith("/") and visit.request.method in READS:
        return RedirectResponse(path.rstrip("/"), 301)
    sheet = Sheet(visit.text("missing"), visit.to.start, private=True, status=404)
    return show(visit, "missing.html.j2", sheet)


def _refusal(visit: Visit, refused: ProblemError) -> Response:
    sheet = Sheet(
        refused.text.say(visit.language, **refused.values),
        visit.to.start,
        private=True,
        status=refused.status,
    )
    answer = show(visit, "missing.html.j2", sheet)
    if refused.retry:
        answer.headers["retry-after"] = str(refused.values.get("seconds", 5))
    return answer


def _bare(request: Request, key: str, status: int) -> Response:
    """A sentence where there is no shop to speak for."""
    language = choose_language(request.headers.get("accept-language"))
    page = templates.get_template("bare.html.j2").render(
        language=language, text=words(language)[key]
    )
    headers = {
        "cache-control": "no-store",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "x-frame-options": "DENY",
    }
    return HTMLResponse(page, status, headers)
