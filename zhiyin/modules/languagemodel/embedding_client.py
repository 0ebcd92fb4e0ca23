"""Asking the endpoint for vectors, within its time."""

import asyncio
import importlib
from typing import Any

from zhiyin.modules.languagemodel.client import MOST_ERROR, read_body, wait_of
from zhiyin.modules.languagemodel.embedding import (
    EmbeddingSource,
    embedding_body,
    most_bytes,
    read_vectors,
)
from zhiyin.modules.languagemodel.errors import ModelUnavailableError
from zhiyin.modules.languagemodel.protocol import failure_of


async def request_vectors(client: Any, source: EmbeddingSource, texts: list[str]) -> list[bytes]:
    """A vector for each text; raises what stood in the way. Whatever surprises us is a failure like
    others.
    """
    httpx: Any = importlib.import_module("httpx")
    try:
        async with asyncio.timeout(source.seconds):
            return await _exchange(client, source, texts)
    except TimeoutError as error:
        raise ModelUnavailableError("too_slow") from error
    except (httpx.ConnectError, httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise ModelUnavailableError("unreachable") from error
    except httpx.HTTPError as error:
        raise ModelUnavailableError("cut") from error


async def _exchange(client: Any, source: EmbeddingSource, texts: list[str]) -> list[bytes]:
    headers = {"Authorization": f"Bearer {source.key}"} if source.key else {}
    url = f"{source.address}/embeddings"
    body = embedding_body(source, texts)
    async with client.stream("POST", url, json=body, headers=headers) as response:
        if response.status_code != 200:
            said = await read_body(response, MOST_ERROR)
            raise ModelUnavailableError(
                failure_of(response.status_code, said.decode("utf-8", "replace")),
                retry_after=wait_of(response.headers.get("retry-after", "")),
            )
        said = await read_body(response, most_bytes(len(texts)))
    # Some ten thousand numbers are read: beside the sockets of this process, not before them.
    return await asyncio.to_thread(read_vectors, said, len(texts), source.dimensions)
