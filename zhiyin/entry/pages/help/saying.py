"""Search, votes, and what else readers tell us."""

from urllib.parse import quote
from uuid import UUID

from fastapi.responses import JSONResponse
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from zhiyin.entry.pages.help.addresses import Addresses
from zhiyin.entry.pages.help.bodies import linked, marked
from zhiyin.entry.pages.help.data import Crumb, contact_data
from zhiyin.entry.pages.help.limits import limits_of
from zhiyin.entry.pages.help.marks import give_mark, known_mark, new_mark
from zhiyin.entry.pages.help.reading import article_path, read_most
from zhiyin.entry.pages.help.showing import Sheet, Visit, show
from zhiyin.kernel.errors.problems import (
    NotAllowedError,
    NotFoundError,
    TooLargeError,
    TooManyRequestsError,
)
from zhiyin.kernel.text.contacts import shown_phone
from zhiyin.modules.helpcentre.interface import MOST_COMMENT, Reason, vote
from zhiyin.modules.knowledge.interface import (
    find_for_public,
    get_public_article,
    note_public_click,
    note_public_reading,
    suggest_for_public,
)

MOST_QUERY = 200
MOST_FORM = 8_000
REASONS: tuple[Reason, ...] = ("wrong", "unclear", "incomplete", "other")


def address_of(request: Request) -> str:
    """Where a request comes from, for limits only."""
    return request.client.host if request.client else ""


def _wait(visit: Visit, kind: str, amount: float = 1.0) -> None:
    limits = limits_of(visit.house)
    buckets = limits.searching if kind == "searching" else limits.saying
    wait = buckets.take(address_of(visit.request), amount)
    if wait:
        raise TooManyRequestsError(seconds=max(1, round(wait)))


def _query(visit: Visit) -> str:
    asked = visit.request.query_params.get("q", "").replace("\0", " ")
    return " ".join(asked.split())[:MOST_QUERY]


async def show_search(visit: Visit) -> Response:
    """What fits a question, likeliest first; without one the field alone."""
    query = _query(visit)
    hits, search_id = [], None
    if query:
        _wait(visit, "searching")
        found = await find_for_public(visit.house, query, visit.centre.shop_id, visit.language)
        hits, search_id = found.items, found.search_id
    async with visit.house.database.reading() as session:
        most = await read_most(session, visit) if not hits else []
    sheet = Sheet(
        visit.text("found", query=query) if query else visit.text("search_title"),
        visit.to.search,
        crumbs=(Crumb(visit.text("home"), visit.to.start), Crumb(visit.text("search_title"))),
        private=True,
    )
    return show(
        visit, "search.html.j2", sheet, query=query, hits=hits, search_id=search_id, most=most,
        fitting=sum(one.fits for one in hits), marked=marked,
    )  # fmt: skip


async def suggest(visit: Visit) -> Response:
    """Titles for what has been typed so far."""
    query = _query(visit)
    if not query:
        return JSONResponse([])
    _wait(visit, "searching", 0.3)
    found = await suggest_for_public(visit.house, query, visit.centre.shop_id, visit.language)
    items = [
        {"title": one.title, "marks": one.marks, "path": visit.to.article(one.title, number)}
        for number, one in found
    ]
    return JSONResponse(items, headers={"cache-control": "public, max-age=30"})


async def _form(request: Request) -> FormData:
    """The fields of one of our own forms; nothing another site sends is taken."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise NotAllowedError
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MOST_FORM:
        raise TooLargeError(limit=f"{MOST_FORM // 1000} KB")
    return await request.form(max_files=0, max_fields=6)


def _number(text: object) -> int:
    if isinstance(text, str) and text.isdecimal() and len(text) < 19:
        return int(text)
    raise NotFoundError


async def take_vote(visit: Visit) -> Response:
    """Whether an article helped; the first time a browser votes it gets a random mark."""
    form = await _form(visit.request)
    _wait(visit, "saying")
    number = _number(visit.request.path_params["number"])
    helpful = form.get("helpful") == "yes"
    given = str(form.get("reason", ""))
    reason = next((one for one in REASONS if one == given), None)
    comment = str(form.get("comment", "")).replace("\0", "")[: MOST_COMMENT * 2]
    mark = known_mark(visit.request) or new_mark()
    shop_id = visit.centre.shop_id
    async with visit.house.database.writing() as session:
        await vote(session, shop_id, number, mark, helpful=helpful, reason=reason, comment=comment)
        article = await get_public_article(session, shop_id, number)
    said = "noted" if reason or comment.strip() else "yes" if helpful else "no"
    answer = RedirectResponse(f"{article_path(visit, article)}?voted={said}#helpful", 303)
    give_mark(visit.request, answer, mark)
    return answer


async def take_seen(visit: Visit) -> Response:
    """The page's script tells that an article is looked at, or that a result was opened."""
    form = await _form(visit.request)
    number, search = _number(form.get("article")), form.get("search")
    shop_id = visit.centre.shop_id
    async with visit.house.database.writing() as session:
        if search is None:
            mark = known_mark(visit.request)
            await note_public_reading(session, shop_id, number, mark)
        else:
            await note_public_click(
                session, _search_id(search), shop_id, number, _number(form.get("place"))
            )
    return Response(None, 204)


def _search_id(text: object) -> UUID:
    try:
        return UUID(str(text))
    except ValueError as wrong:
        raise NotFoundError from wrong


async def show_contact(visit: Visit) -> Response:
    """How else the shop is reached; for who has no script this is where "ask a person" leads."""
    about = visit.request.query_params.get("about", "")
    article = None
    if about.isdecimal() and len(about) < 19:
        async with visit.house.database.reading() as session:
            try:
                article = await get_public_article(session, visit.centre.shop_id, int(about))
            except NotFoundError:
                article = None
    lines = visit.centre.contact.get(visit.language, "").splitlines()
    widget, shop = visit.centre.widget, visit.shop
    found = bool(shop.address or shop.phone or shop.email or shop.map_url)
    sheet = Sheet(
        f"{article.title} · {visit.text('contact')}" if article else visit.text("contact"),
        visit.to.contact(),
        crumbs=(Crumb(visit.text("home"), visit.to.start), Crumb(visit.text("contact"))),
        others={one: Addresses.of(visit.centre, one).contact() for one in visit.centre.languages},
        data=contact_data(visit.base, visit.to.contact(), shop) if found else None,
        # What somebody had been reading is theirs; how the shop is reached is everybody's.
        private=bool(about),
    )
    return show(
        visit, "contact.html.j2", sheet, article=article,
        shop=shop, found=found,
        phone=shown_phone(shop.phone, visit.language) if shop.phone else "",
        linked=linked,
        lines=[one.strip() for one in lines if one.strip()],
        chat=f"/chat/{quote(widget)}" if widget else "",
    )  # fmt: skip
