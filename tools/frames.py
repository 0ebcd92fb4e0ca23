"""Prints the JSON schema of a socket's frames, from the types the server itself uses.

`python -m tools.frames staff` for the console, `visitor` for the widget.
"""

import json
import sys
from typing import Any

import msgspec
from pydantic import TypeAdapter

from zhiyin.modules.conversations.schemas.frames import (
    StaffFrame,
    StaffServerFrame,
    VisitorFrame,
    VisitorServerFrame,
)

SOCKETS = {"staff": (StaffFrame, StaffServerFrame), "visitor": (VisitorFrame, VisitorServerFrame)}


def _sent_by_clients(frame: Any) -> dict[str, Any]:
    [_], parts = msgspec.json.schema_components([frame], ref_template="#/$defs/{name}")
    return dict(parts)


def _sent_by_the_server(frame: Any) -> dict[str, Any]:
    schema = TypeAdapter(frame).json_schema(ref_template="#/$defs/{model}")
    return dict(schema["$defs"]) | {"ServerFrame": {"anyOf": schema["anyOf"]}}


def _without_titles(shape: Any) -> Any:
    """Titles would become a type of their own for every field."""
    if isinstance(shape, list):
        return [_without_titles(each) for each in shape]
    if isinstance(shape, dict):
        return {
            name: _without_titles(each)
            for name, each in shape.items()
            if not (name == "title" and isinstance(each, str))
        }
    return shape


def main() -> None:
    """One document with every frame and the two unions."""
    sent, told = SOCKETS[sys.argv[1]]
    ours, theirs = _sent_by_clients(sent), _sent_by_the_server(told)
    union = {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in sorted(ours)]}
    # Both sides know a frame called typing; the clients' own get a name of their own.
    renamed = {f"Sent{name}": shape for name, shape in ours.items()}
    for part in union["anyOf"]:
        part["$ref"] = part["$ref"].replace("$defs/", "$defs/Sent")
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Frames",
        "$defs": _without_titles(theirs | renamed | {"ClientFrame": union}),
        "anyOf": [{"$ref": "#/$defs/ServerFrame"}, {"$ref": "#/$defs/ClientFrame"}],
    }
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
