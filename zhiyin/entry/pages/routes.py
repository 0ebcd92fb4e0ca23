"""Pages that are not API: console, widget, demo shop, chat page, API documentation."""

import secrets
import time
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment as Templates
from jinja2 import FileSystemLoader, select_autoescape
from starlette.staticfiles import StaticFiles

from zhiyin.entry.pages.api_docs import describe, page_texts
from zhiyin.entry.pages.help.routes import add_help_pages, show_front
from zhiyin.entry.pages.packed import Immutable, send_file
from zhiyin.entry.pages.rating import add_rating_page
from zhiyin.entry.pages.resolving.pages import add_resolving_pages
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.house import House
from zhiyin.kernel.http.answers import answer
from zhiyin.kernel.i18n.text import choose_language
from zhiyin.modules.channels.interface import demo_widget, get_widget, sign_identity

HERE = Path(__file__).parent
BUILT = HERE / "built"
WIDGET_SECONDS = 300
# Whom the demo shop's page can sign in: name, phone, e-mail. None of them exists.
DEMO_CUSTOMERS = {
    "demo-wang": ("王小姐", "13800002046", "wang@example.com"),
    "demo-chen": ("陈先生", "13900003157", "chen@example.com"),
    "demo-emily": ("Emily Carter", None, "emily.carter@example.com"),
}

templates = Templates(
    loader=FileSystemLoader(HERE), autoescape=select_autoescape(["html", "j2"]), auto_reload=False
)


def add_pages(app: FastAPI) -> None:
    """Adds every page; they stand outside the API document."""
    app.add_api_route("/", show_front, include_in_schema=False)
    app.add_api_route("/api/docs", _docs, include_in_schema=False)
    app.add_api_route("/demo", _demo, include_in_schema=False)
    app.add_api_route("/demo/identity", _identity, include_in_schema=False)
    app.add_api_route("/chat/{key}", _chat, include_in_schema=False)
    add_rating_page(app)
    add_resolving_pages(app)
    add_help_pages(app)
    app.add_api_route("/widget/{path:path}", _widget, include_in_schema=False)
    app.mount(
        "/demo/static", StaticFiles(directory=HERE / "demo_shop", check_dir=False), name="demo"
    )
    app.mount(
        "/console/assets",
        Immutable(directory=BUILT / "console" / "assets", check_dir=False),
        name="console-assets",
    )
    app.add_api_route("/console", _console, include_in_schema=False)
    app.add_api_route("/console/{path:path}", _console, include_in_schema=False)


async def _docs(request: Request) -> HTMLResponse:
    """The API documentation, drawn here from the OpenAPI document."""
    document = request.app.openapi()
    language = choose_language(request.headers.get("accept-language"))
    found = describe(document)
    page = templates.get_template("api_docs.html.j2").render(
        language=language,
        t=page_texts(language),
        intro=document["info"].get("description", ""),
        groups=found.groups,
        shapes=found.shapes,
        notes=found.notes,
    )
    return HTMLResponse(page)


def _house(request: Request) -> House:
    house: House = request.app.state.house
    return house


async def _console(request: Request, path: str = "") -> Response:
    """The single page application; its own router takes every path below /console."""
    file = (BUILT / "console" / path).resolve()
    if path and file.is_file() and file.is_relative_to(BUILT / "console"):
        return send_file(file, request.headers, "no-cache")
    index = BUILT / "console" / "index.html"
    if not index.is_file():
        return answer(request, NotFoundError())
    return send_file(index, request.headers, "no-cache")


async def _widget(request: Request, path: str) -> Response:
    """The widget's files, for any site."""
    file = (BUILT / "widget" / path).resolve()
    if not file.is_file() or not file.is_relative_to(BUILT / "widget"):
        return answer(request, NotFoundError())
    # The loader's name is fixed, so it must be asked for again soon; the rest carries hashes.
    life = f"public, max-age={WIDGET_SECONDS}"
    if "-" in file.stem:
        life = "public, max-age=31536000, immutable"
    anywhere = {"access-control-allow-origin": "*"}
    return send_file(file, request.headers, life, **anywhere)


async def _demo(request: Request) -> Response:
    """The demo shop's page, with the widget on it."""
    async with _house(request).database.reading() as session:
        widget = await demo_widget(session)
    if widget is None:
        return answer(request, NotFoundError())
    language = choose_language(
        request.query_params.get("lang") or request.headers.get("accept-language")
    )
    page = templates.get_template("demo_shop/index.html.j2")
    return HTMLResponse(page.render(widget_key=widget.key, language=language, lang=language))


async def _identity(request: Request) -> Response:
    """Signs a demo customer in, as a shop's server would; only where the demo is loaded."""
    user = request.query_params.get("user", "demo-wang")
    if user not in DEMO_CUSTOMERS:
        return answer(request, NotFoundError())
    name, phone, email = DEMO_CUSTOMERS[user]
    async with _house(request).database.reading() as session:
        widget = await demo_widget(session)
        if widget is None:
            return answer(request, NotFoundError())
        claim = await sign_identity(
            session,
            widget,
            user_id=user,
            name=name,
            phone=phone,
            email=email,
            issued_at=int(time.time()),
            nonce=secrets.token_hex(12),
        )
    return JSONResponse(claim)


async def _chat(request: Request, key: str) -> Response:
    """A bare page with the chat, for shops without a site."""
    async with _house(request).database.reading() as session:
        try:
            widget = await get_widget(session, key)
        except NotFoundError as missing:
            return answer(request, missing)
    language = choose_language(request.headers.get("accept-language"))
    page = templates.get_template("chat.html.j2")
    return HTMLResponse(
        page.render(
            widget_key=widget.key, title=widget.look["title"], language=language, lang=language
        )
    )
