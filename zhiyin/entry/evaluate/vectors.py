"""Vectors from an endpoint, for evaluations: `--embeddings URL`, the key from the environment."""

import asyncio
import importlib
import os
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from zhiyin.kernel.contracts.evaluations import Embed
from zhiyin.modules.languagemodel.interface import (
    EmbeddingSource,
    ModelUnavailableError,
    request_vectors,
)

KEY_VARIABLE = "ZHIYIN_EMBEDDINGS_KEY"
BATCH = 10
SECONDS = 60.0

EmbeddingsUrl = Annotated[
    str | None,
    typer.Option(
        "--embeddings",
        metavar="URL",
        help="With vectors from this OpenAI-compatible endpoint, up to /v1; "
        f"its key is read from {KEY_VARIABLE}.",
    ),
]
EmbeddingsModel = Annotated[
    str, typer.Option("--embeddings-model", metavar="NAME", help="The model asked for vectors.")
]


def vectors_from(url: str, model: str) -> Embed:
    """Asks for the vectors of texts, each text once. Nothing is masked: what is asked is not a
    customer's.
    """
    source = EmbeddingSource(url.rstrip("/"), os.environ.get(KEY_VARIABLE), model, None, SECONDS)
    known: dict[str, bytes] = {}

    def embed(texts: Sequence[str]) -> list[bytes]:
        new = [one for one in dict.fromkeys(texts) if one not in known]
        if new:
            known.update(zip(new, asyncio.run(_ask(source, new)), strict=True))
        return [known[one] for one in texts]

    return embed


async def _ask(source: EmbeddingSource, texts: Sequence[str]) -> list[bytes]:
    httpx: Any = importlib.import_module("httpx")
    found: list[bytes] = []
    async with httpx.AsyncClient(timeout=None) as client:
        for begin in range(0, len(texts), BATCH):
            batch = [one or " " for one in texts[begin : begin + BATCH]]
            try:
                found += await request_vectors(client, source, batch)
            except ModelUnavailableError as error:
                raise typer.BadParameter(f"{source.address}: {error.reason}") from error
    return found
