"""Puts the modules together into one web application."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from sqlalchemy import text
from starlette.routing import WebSocketRoute

from zhiyin import __version__
from zhiyin.entry import setting_up
from zhiyin.entry.building import build_house
from zhiyin.entry.mcp import http as mcp_http
from zhiyin.entry.mcp.endpoint import add_mcp
from zhiyin.entry.pages.routes import add_pages
from zhiyin.kernel.auth.access import PUBLIC
from zhiyin.kernel.environment import get_environment
from zhiyin.kernel.house import House
from zhiyin.kernel.http.answers import add_error_answers
from zhiyin.kernel.http.headers import SafeHeaders
from zhiyin.kernel.http.routes import CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Shape
from zhiyin.kernel.live.endpoint import LiveEndpoint
from zhiyin.kernel.logs import configure_logs

DESCRIPTION = """Customer service for online shops. Staff sign in with a cookie and send the header
`X-Zhiyin: 1` with every change; customers carry a visitor token."""

health_routes = Routes("health")


class Health(Shape):
    """The server and its database answer."""

    status: str
    version: str
    database: str


@health_routes.get("/health", permit=PUBLIC, response_model=Health)
async def health(house: CurrentHouse) -> Health:
    """Whether this process can do its work."""
    async with house.database.reading() as session:
        await session.execute(text("SELECT 1"))
    return Health(status="ok", version=__version__, database="ok")


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Opens what the process needs and closes it again, last opened first."""
    house: House = app.state.house
    async with AsyncExitStack() as stack:
        stack.push_async_callback(house.database.close)
        stack.push_async_callback(house.thinking.close)
        await house.hub.start()
        for module in house.modules:
            for attend in module.attendants:
                await stack.enter_async_context(attend(house))
        stack.push_async_callback(house.hub.stop)
        yield


def create_app(house: House | None = None) -> FastAPI:
    """The application that uvicorn serves."""
    environment = get_environment()
    configure_logs(environment.log_format, environment.log_level)
    app = FastAPI(
        title="Zhiyin 知音",
        version=__version__,
        description=DESCRIPTION,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.house = house or build_house(environment)
    add_error_answers(app)
    # Including a router would make every route once more, at the first request of each process.
    for routes in all_routes(app.state.house):
        app.router.routes.extend(routes.router.routes)
    add_sockets(app)
    add_mcp(app)
    add_pages(app)
    app.add_middleware(SafeHeaders)
    return app


def all_routes(house: House) -> list[Routes]:
    """Every group of routes: the entry's own, and what the modules contribute."""
    contributed = [routes for module in house.modules for routes in module.routes]
    return [health_routes, setting_up.routes, mcp_http.routes, *contributed]


def add_sockets(app: FastAPI) -> None:
    """Serves every kind of socket the modules contribute."""
    house: House = app.state.house
    for module in house.modules:
        for socket in module.sockets:
            protocol = socket.protocol(house)
            endpoint = LiveEndpoint(house.hub, protocol)
            app.router.routes.append(WebSocketRoute(f"/api/live/{socket.kind}", endpoint))
