"""The page behind a mail's link: a customer rates without signing in and without script."""

from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment as Templates
from jinja2 import FileSystemLoader, select_autoescape

from zhiyin.kernel.errors.problems import NotFoundError, ProblemError
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import Language, Text, choose_language
from zhiyin.modules.surveys.interface import (
    RatingOverError,
    VisitorRating,
    answer_link,
    open_link,
)

MOST = 1000
TEXTS = {
    "title": Text("服务评价", "Your rating"),
    "lowest": Text("很不满意", "Very poor"),
    "highest": Text("非常满意", "Very good"),
    "score": Text("分数", "Score"),
    "comment": Text("想说的话（选填）", "Anything to add (optional)"),
    "send": Text("提交评价", "Send the rating"),
    "change": Text("一天之内可以修改。", "You can change it for a day."),
    "over": Text(
        "这个链接的有效时间已过，感谢您的关注。",
        "The time of this link is over. Thank you all the same.",
    ),
    "unknown": Text(
        "这个链接不完整或已失效。请从邮件中重新打开。",
        "This link is incomplete or no longer valid. Please open it from the mail again.",
    ),
    "missing": Text("请先选择一个分数。", "Please choose a score first."),
}
# Nothing of the address leaves with a referrer, and no other site frames the page.
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
}

templates = Templates(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=select_autoescape(["html", "j2"]),
    auto_reload=False,
)


def add_rating_page(app: FastAPI) -> None:
    """Adds the page; it stands outside the API document."""
    app.add_api_route("/rate/{token}", _show, include_in_schema=False)
    app.add_api_route("/rate/{token}", _take, methods=["POST"], include_in_schema=False)


def _house(request: Request) -> House:
    house: House = request.app.state.house
    return house


def _language(request: Request) -> Language:
    return choose_language(
        request.query_params.get("lang") or request.headers.get("accept-language")
    )


async def _show(request: Request, token: str) -> HTMLResponse:
    """The question, or what the customer has said already."""
    language = _language(request)
    try:
        rating = await open_link(_house(request).database, token, language)
    except NotFoundError as missing:
        return _page(language, None, missing)
    return _page(language, rating, None if rating.open else RatingOverError())


async def _take(
    request: Request,
    token: str,
    score: Annotated[str, Form(max_length=4)] = "",
    comment: Annotated[str, Form(max_length=10 * MOST)] = "",
) -> HTMLResponse:
    """What the customer says."""
    language = _language(request)
    database = _house(request).database
    try:
        if not score.isdecimal():
            rating = await open_link(database, token, language)
            return _page(language, rating, None, missing=True)
        said = comment[:MOST]
        rating = await answer_link(database, token, int(score), said, language)
    except ProblemError as refused:
        return _page(language, None, refused)
    return _page(language, rating, None, thanked=True)


def _page(
    language: Language,
    rating: VisitorRating | None,
    refused: ProblemError | None,
    *,
    thanked: bool = False,
    missing: bool = False,
) -> HTMLResponse:
    note = ""
    if isinstance(refused, RatingOverError):
        note = TEXTS["over"].say(language)
    elif refused is not None:
        note = TEXTS["unknown"].say(language)
    elif missing:
        note = TEXTS["missing"].say(language)
    page = templates.get_template("rating.html.j2").render(
        language=language,
        t={key: text.say(language) for key, text in TEXTS.items()},
        rating=rating,
        scores=range(rating.low, rating.high + 1) if rating else (),
        note=note,
        closed=refused is not None,
        thanked=thanked,
    )
    status = refused.status if refused is not None else 422 if missing else 200
    return HTMLResponse(page, status, HEADERS)
