"""The description of the REST interface, made without a database and without leaving a trace."""

import json
import tempfile
from pathlib import Path

from fastapi import FastAPI
from fastapi.routing import APIRoute

from zhiyin.entry.app import all_routes, create_app
from zhiyin.entry.building import build_house
from zhiyin.kernel.environment import Environment


def described_app() -> FastAPI:
    """The application with every module's contributions; nothing of it is ever opened."""
    with tempfile.TemporaryDirectory() as folder:
        environment = Environment(
            database_url="postgresql://nowhere/zhiyin", data_dir=Path(folder), redis_url=None
        )
        return create_app(build_house(environment))


def described_routes(app: FastAPI) -> list[APIRoute]:
    """Every documented route of the application."""
    return [
        route
        for routes in all_routes(app.state.house)
        for route in routes.router.routes
        if isinstance(route, APIRoute)
    ]


def openapi_text() -> str:
    """The OpenAPI document as text, the same for the same code."""
    document = described_app().openapi()
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
