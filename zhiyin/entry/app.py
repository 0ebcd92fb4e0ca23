"""Puts the modules together into one web application."""

from fastapi import FastAPI

from zhiyin import __version__


def create_app() -> FastAPI:
    """The application that uvicorn serves."""
    app = FastAPI(title="Zhiyin", version=__version__)

    @app.get("/api/health")
    async def health() -> dict[str, str]:
        return {"status": "ok", "version": __version__}

    return app
