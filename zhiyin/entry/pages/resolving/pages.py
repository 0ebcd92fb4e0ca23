"""Routes of these pages. They stand without sign-in and without script; whoever has the link sees
what it is about and nothing else.
"""

from collections.abc import Awaitable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment as Templates
from jinja2 import FileSystemLoader, select_autoescape

from zhiyin.entry.pages.resolving.words import TEXTS, say_day, say_moment, say_money
from zhiyin.kernel.errors.problems import NotFoundError, ProblemError
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import Language, choose_language
from zhiyin.modules.complaints.interface import (
    AnsweredError,
    OfferTakenError,
    VisitorFollowUp,
    VisitorOffer,
    answer_follow_up,
    choose_by_link,
    decline_by_link,
    open_follow_up,
    open_offer,
)
from zhiyin.modules.helpcentre.interface import dark_shades, get_centres, light_shades
from zhiyin.modules.people.interface import ShopRecord, get_shops

MOST = 1000
BRAND = "#0b776b"
# Nothing of the address leaves with a referrer, and no other site frames the page.
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
}
Place = Annotated[str, Form(max_length=4)]
Said = Annotated[str, Form(max_length=10 * MOST)]

templates = Templates(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=select_autoescape(["html", "j2"]),
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)


def add_resolving_pages(app: FastAPI) -> None:
    """Adds the pages; they stand outside the API document."""
    app.add_api_route("/offer/{token}", _show_offer, include_in_schema=False)
    app.add_api_route("/offer/{token}", _take_choice, methods=["POST"], include_in_schema=False)
    app.add_api_route("/settled/{token}", _show_question, include_in_schema=False)
    app.add_api_route("/settled/{token}", _take_answer, methods=["POST"], include_in_schema=False)


@dataclass(frozen=True)
class Visit:
    """One call of a customer: the house, from where, by which link, in which language."""

    house: House
    address: str
    token: str
    language: Language

    @classmethod
    def of(cls, request: Request, token: str) -> "Visit":
        """What the request says of it."""
        asked = request.query_params.get("lang") or request.headers.get("accept-language")
        address = request.client.host if request.client else ""
        return cls(request.app.state.house, address, token, choose_language(asked))


async def _show_offer(request: Request, token: str) -> HTMLResponse:
    """What is offered, or what became of it."""
    visit = Visit.of(request, token)
    return await _offer(visit, open_offer(visit.house, visit.address, token))


async def _take_choice(
    request: Request, token: str, place: Place = "", confirmed: Place = "", words: Said = ""
) -> HTMLResponse:
    """What the customer chooses: asked once more before it holds."""
    visit = Visit.of(request, token)
    house, address, said = visit.house, visit.address, words.strip()[:MOST]
    if place == "none" and said:
        return await _offer(visit, decline_by_link(house, address, token, said))
    if place == "none":
        return await _offer(visit, open_offer(house, address, token), missing=True)
    if place.isdecimal() and confirmed:
        return await _offer(visit, choose_by_link(house, address, token, int(place)))
    wanted = int(place) if place.isdecimal() else None
    return await _offer(visit, open_offer(house, address, token), wanted=wanted)


async def _offer(
    visit: Visit,
    asking: Awaitable[VisitorOffer],
    *,
    wanted: int | None = None,
    missing: bool = False,
) -> HTMLResponse:
    note, status = "", 422 if missing else 200
    try:
        offer = await asking
    except OfferTakenError as taken:
        # Somebody with the same link was quicker: they see what was chosen.
        note, status = taken.sentence().say(visit.language), taken.status
        offer = await open_offer(visit.house, visit.address, visit.token)
    except ProblemError as refused:
        return await _refused(visit, refused, "over")
    if missing:
        note = TEXTS["words_missing"].say(visit.language)
    option = next((one for one in offer.options if one.place == wanted), None)
    return await _page(
        visit, "offer.html.j2", offer.shop_id, status, offer=offer, asked=option, note=note
    )


async def _show_question(request: Request, token: str) -> HTMLResponse:
    """Whether it is settled, or what the customer has said."""
    visit = Visit.of(request, token)
    return await _question(visit, open_follow_up(visit.house, visit.address, token))


async def _take_answer(
    request: Request, token: str, settled: Place = "", score: Place = "", words: Said = ""
) -> HTMLResponse:
    """What the customer says of it."""
    visit = Visit.of(request, token)
    if settled not in ("yes", "no"):
        asking = open_follow_up(visit.house, visit.address, token)
        return await _question(visit, asking, missing=True)
    mark = int(score) if score in ("1", "2", "3", "4", "5") else None
    asking = answer_follow_up(
        visit.house,
        visit.address,
        token,
        settled=settled == "yes",
        score=mark,
        words=words.strip()[:MOST],
    )
    return await _question(visit, asking)


async def _question(
    visit: Visit, asking: Awaitable[VisitorFollowUp], *, missing: bool = False
) -> HTMLResponse:
    try:
        asked = await asking
    except AnsweredError:
        asked = await open_follow_up(visit.house, visit.address, visit.token)
    except ProblemError as refused:
        return await _refused(visit, refused, "s_over")
    note = TEXTS["s_missing"].say(visit.language) if missing else ""
    status = 422 if missing else 200
    return await _page(visit, "settled.html.j2", asked.shop_id, status, asked=asked, note=note)


async def _refused(visit: Visit, refused: ProblemError, over: str) -> HTMLResponse:
    """A link that leads nowhere says so, and nothing of what it was about."""
    known = "unknown" if isinstance(refused, NotFoundError) else over
    hint = refused.sentence().say(visit.language) if refused.retry else None
    return await _page(visit, "gone.html.j2", None, refused.status, known=known, hint=hint)


async def _page(
    visit: Visit, template: str, shop_id: UUID | None, status: int, **values: Any
) -> HTMLResponse:
    language = visit.language
    shop, color = await _shop(visit.house, shop_id)
    zone = shop.time_zone if shop else "Asia/Shanghai"
    page = templates.get_template(template).render(
        language=language,
        t={key: text.say(language) for key, text in TEXTS.items()},
        shop=shop,
        light=light_shades(color),
        dark=dark_shades(color),
        say_day=lambda day: say_day(day, language),
        say_moment=lambda moment: say_moment(moment, zone, language),
        say_money=say_money,
        **values,
    )
    return HTMLResponse(page, status, HEADERS)


async def _shop(house: House, shop_id: UUID | None) -> tuple[ShopRecord | None, str]:
    """The shop, and its colour where its help centre has one."""
    if shop_id is None:
        return None, BRAND
    async with house.database.reading() as session:
        shop = (await get_shops(session)).get(shop_id)
        centres = await get_centres(session)
    return shop, next((one.color for one in centres.values() if one.shop_id == shop_id), BRAND)
