"""Routes of the language model: parse, permit, call one action or query, shape."""

from typing import Annotated

from fastapi import Depends

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch
from zhiyin.modules.languagemodel.actions.embedding_setup import edit_embedding, try_embedding
from zhiyin.modules.languagemodel.actions.setup import edit_endpoint, try_endpoint
from zhiyin.modules.languagemodel.permissions import MANAGE_SETTINGS
from zhiyin.modules.languagemodel.queries import (
    get_embedding_set,
    get_figures,
    get_set,
    show_embedding,
    show_endpoint,
)
from zhiyin.modules.languagemodel.schemas import (
    EmbeddingEndpointIn,
    EmbeddingEndpointOut,
    EmbeddingTriedOut,
    ModelEndpointIn,
    ModelEndpointOut,
    ModelFiguresOut,
    ModelTriedOut,
)

routes = Routes("language-model", "/language-model")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get("", permit=MANAGE_SETTINGS, response_model=ModelEndpointOut)
async def get_endpoint(house: CurrentHouse) -> ModelEndpointOut:
    """The endpoint as it is set; its key is not told."""
    async with house.database.reading() as session:
        return show_endpoint(house, await get_set(session))


@routes.patch("", permit=MANAGE_SETTINGS, response_model=ModelEndpointOut)
async def patch_endpoint(
    body: ModelEndpointIn, version: Version, access: Caller, house: CurrentHouse
) -> ModelEndpointOut:
    """Changes what is given. With another address the key that was set is gone."""
    async with house.database.writing(access.actor) as session:
        return await edit_endpoint(session, body, version)


@routes.post("/try", permit=MANAGE_SETTINGS, response_model=ModelTriedOut)
async def post_try(house: CurrentHouse) -> ModelTriedOut:
    """Asks one short question and says how long it took, or what is wrong. No customer's words."""
    return await try_endpoint(house)


@routes.get("/figures", permit=MANAGE_SETTINGS, response_model=ModelFiguresOut)
async def figures(house: CurrentHouse) -> ModelFiguresOut:
    """What came of the requests of the last 24 hours."""
    async with house.database.reading() as session:
        return await get_figures(session)


@routes.get("/embedding", permit=MANAGE_SETTINGS, response_model=EmbeddingEndpointOut)
async def get_embedding(house: CurrentHouse) -> EmbeddingEndpointOut:
    """Where vectors of texts come from, as it is set; its key is not told."""
    async with house.database.reading() as session:
        return show_embedding(house, await get_embedding_set(session))


@routes.patch("/embedding", permit=MANAGE_SETTINGS, response_model=EmbeddingEndpointOut)
async def patch_embedding(
    body: EmbeddingEndpointIn, version: Version, access: Caller, house: CurrentHouse
) -> EmbeddingEndpointOut:
    """Changes what is given. With another address the key that was set is gone."""
    async with house.database.writing(access.actor) as session:
        return await edit_embedding(session, body, version)


@routes.post("/embedding/try", permit=MANAGE_SETTINGS, response_model=EmbeddingTriedOut)
async def post_embedding_try(house: CurrentHouse) -> EmbeddingTriedOut:
    """Asks for the vector of one short text of ours; says how long it took, or what is wrong."""
    return await try_embedding(house)
