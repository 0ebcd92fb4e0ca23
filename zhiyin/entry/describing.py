"""The description of the REST interface, made without a database and without leaving a trace."""

import json
import tempfile
from pathlib import Path

from zhiyin.entry.app import create_app
from zhiyin.entry.building import build_house
from zhiyin.kernel.environment import Environment


def openapi_text() -> str:
    """The OpenAPI document as text, the same for the same code."""
    with tempfile.TemporaryDirectory() as folder:
        # The house is built, so that every module contributes; nothing of it is ever opened.
        environment = Environment(
            database_url="postgresql://nowhere/zhiyin", data_dir=Path(folder), redis_url=None
        )
        document = create_app(build_house(environment)).openapi()
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
