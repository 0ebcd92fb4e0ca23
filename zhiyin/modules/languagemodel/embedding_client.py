"""Asking the endpoint for vectors, within its time."""

import asyncio
from typing import Any

from zhiyin.modules.languagemodel.client import posted, read_body, within
from zhiyin.modules.languagemodel.embedding import (
    EmbeddingSource,
    embedding_body,
    most_bytes,
    read_vectors,
)


async def request_vectors(client: Any, source: EmbeddingSource, texts: list[str]) -> list[bytes]:
    """A vector for each text; raises what stood in the way."""
    body = embedding_body(source, texts)
    async with within(source.seconds):
        async with posted(client, source.address, "embeddings", source.key, body) as response:
            said = await read_body(response, most_bytes(len(texts)))
        # Some ten thousand numbers are read: beside the sockets of this process, not before them.
        return await asyncio.to_thread(read_vectors, said, len(texts), source.dimensions)
