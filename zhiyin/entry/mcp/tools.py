"""Tools, read from the routes that declare them: what each takes, who may use it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.house import House
from zhiyin.kernel.http.routes import SAFE_METHODS, declared_permission, declared_tool
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Language, Text
from zhiyin.modules.people.interface import KeyHolder

DRY_RUN = "dry_run"
KEY = "idempotency_key"
_REFS = "#/components/schemas/"
_SHELF = "entry.mcp.tools"

Place = Literal["path", "query", "body"]

OWN = {
    DRY_RUN: (
        {"type": "boolean", "default": False},
        Text(
            "为 true 时只试运行：按真的做一遍并返回结果，然后全部撤回，什么也不保存、不发送。",
            "If true, it is only tried: done as in earnest and answered, then rolled back; nothing"
            " is stored or sent.",
        ),
    ),
    KEY: (
        {"type": "string", "minLength": 8, "maxLength": 64},
        Text(
            "自选的幂等键；同一操作重发时用同一个键，只会执行一次。",
            "A key of your own; sent again with the same key, the same operation is done once.",
        ),
    ),
}


@dataclass(frozen=True)
class Offered:
    """A route as a tool: where each of its arguments goes."""

    tool: Tool
    permission: str
    method: str
    path: str
    places: dict[str, Place]
    schema: dict[str, Any]
    # Where the key goes that has a POST carried out once: into a header or the body's `key`.
    keyed: Literal["header", "body"] | None

    @property
    def writes(self) -> bool:
        """Whether it changes anything."""
        return self.method not in SAFE_METHODS

    def describe(self, language: Language) -> dict[str, Any]:
        """The tool as clients are told of it."""
        own = [name for name in OWN if (self.keyed if name == KEY else self.writes)]
        properties = dict(self.schema["properties"])
        for name in own:
            kind, words = OWN[name]
            properties[name] = {**kind, "description": words.say(language)}
        title = self.tool.title.say(language)
        return {
            "name": self.tool.name,
            "title": title,
            "description": self.tool.hint.say(language),
            "inputSchema": {**self.schema, "properties": properties},
            "annotations": {"title": title, "readOnlyHint": not self.writes},
        }


def is_id(value: str) -> bool:
    """Whether a text is an id as we write them: thirty-two digits alone could be anything."""
    try:
        return str(UUID(value)) == value.lower()
    except ValueError:
        return False


def method_of(route: APIRoute) -> str:
    """The one method of a route."""
    return min(route.methods or ())


def declared(house: House) -> Iterator[tuple[Tool, APIRoute]]:
    """Every route that is offered as a tool."""
    for module in house.modules:
        for routes in module.routes:
            for route in routes.router.routes:
                name = declared_tool(route)
                if name is not None and isinstance(route, APIRoute):
                    yield routes.tools[name], route


def all_tools(house: House) -> dict[str, Offered]:
    """All tools by name. Made when the first assistant asks: most houses have none."""
    known: dict[str, Offered] | None = house.shelf.get(_SHELF)
    if known is None:
        known = house.shelf[_SHELF] = _derive(list(declared(house)))
    return known


def offered_to(holder: KeyHolder, tools: Iterable[Offered]) -> list[Offered]:
    """What somebody may use with this key, now."""
    access = holder.access
    return [
        one
        for one in tools
        if (one.permission == SIGNED_IN.name or one.permission in access.scopes)
        and not (one.writes and holder.read_only)
        and (one.tool.by_shop or access.only_shops is None)
    ]


def _derive(found: list[tuple[Tool, APIRoute]]) -> dict[str, Offered]:
    document = get_openapi(title="", version="", routes=[route for _, route in found])
    document = json.loads(json.dumps(document).replace(_REFS, "#/$defs/"))
    shapes = _untitled(document.get("components", {}).get("schemas", {}))
    return {
        tool.name: _offer(tool, route, document["paths"][route.path_format], shapes)
        for tool, route in found
    }


def _offer(
    tool: Tool, route: APIRoute, operations: dict[str, Any], shapes: dict[str, Any]
) -> Offered:
    method = method_of(route)
    operation = operations[method.lower()]
    properties: dict[str, Any] = {}
    required: list[str] = []
    places: dict[str, Place] = {}
    keyed: Literal["header", "body"] | None = None
    for one in operation.get("parameters", ()):
        name, place = one["name"], one["in"]
        if place == "header":
            keyed = "header" if name.lower() == "idempotency-key" else keyed
            continue
        properties[name] = _untitled(one["schema"])
        places[name] = place
        assert place != "path" or one["schema"].get("format") == "uuid", f"{tool.name}: no id"
        if one.get("required"):
            required.append(name)
    content = operation.get("requestBody", {}).get("content", {})
    if content:
        body = shapes[content["application/json"]["schema"]["$ref"].removeprefix("#/$defs/")]
        fields = dict(body["properties"])
        if method == "POST" and keyed is None and fields.pop("key", None):
            keyed = "body"
        taken = (fields.keys() & properties.keys()) | (fields.keys() & OWN.keys())
        assert not taken, f"{tool.name}: two arguments are called {taken}"
        properties |= fields
        places |= dict.fromkeys(fields, "body")
        required += [name for name in body.get("required", ()) if name in fields]
    schema: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
    named = _named(properties, shapes)
    if named:
        schema["$defs"] = {name: shapes[name] for name in sorted(named)}
    permission = declared_permission(route) or ""
    return Offered(tool, permission, method, route.path_format, places, schema, keyed)


def _named(schema: Any, shapes: dict[str, Any], seen: frozenset[str] = frozenset()) -> set[str]:
    """The shapes a schema speaks of, and those that these speak of."""
    found: set[str] = set()
    if isinstance(schema, dict):
        ref = schema.get("$ref")
        if isinstance(ref, str):
            name = ref.removeprefix("#/$defs/")
            if name not in seen:
                found |= {name} | _named(shapes[name], shapes, seen | {name})
        for value in schema.values():
            found |= _named(value, shapes, seen)
    elif isinstance(schema, list):
        for value in schema:
            found |= _named(value, shapes, seen)
    return found


def _untitled(schema: Any) -> Any:
    """Without the titles that are made from names: a model pays for every word."""
    if isinstance(schema, dict):
        return {
            key: _untitled(value)
            for key, value in schema.items()
            if not (key == "title" and isinstance(value, str))
        }
    return [_untitled(one) for one in schema] if isinstance(schema, list) else schema
