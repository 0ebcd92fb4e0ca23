"""The API documentation: one page without script, drawn from the OpenAPI document.

The usual viewers load themselves from somebody else's server; a self-hosted product must not.
"""

from dataclasses import dataclass, field
from typing import Any

from zhiyin.kernel.i18n.text import Language, Text

METHODS = ("get", "post", "put", "patch", "delete")
_REF = "#/components/schemas/"

TEXTS = {
    "title": Text("知音 接口文档", "Zhiyin API"),
    "document": Text("OpenAPI 文档", "OpenAPI document"),
    "permission": Text("权限", "Permission"),
    "parameters": Text("参数", "Parameters"),
    "body": Text("请求内容", "Request body"),
    "answer": Text("返回", "Answer"),
    "shapes": Text("数据结构", "Shapes"),
    "required": Text("必填", "required"),
    "nothing": Text("无内容", "nothing"),
}


@dataclass(frozen=True)
class Kind:
    """What a value is, in words; `shape` names the structure it links to."""

    words: str
    shape: str | None = None


@dataclass(frozen=True)
class Value:
    """A parameter, or a field of a structure."""

    name: str
    kind: Kind
    required: bool
    note: str = ""


@dataclass(frozen=True)
class Operation:
    """One route."""

    method: str
    path: str
    permission: str
    summary: str
    parameters: list[Value]
    body: Kind | None
    answers: list[tuple[str, Kind | None]]


@dataclass
class Description:
    """Everything the page shows."""

    groups: dict[str, list[Operation]] = field(default_factory=dict)
    shapes: dict[str, list[Value]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def describe(document: dict[str, Any]) -> Description:
    """Read the OpenAPI document into what the page shows, in the order of the document."""
    found = Description()
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods:
                route = methods[method]
                tag = route.get("tags", ["other"])[0]
                found.groups.setdefault(tag, []).append(_operation(method, path, route))
    for name, schema in sorted(document.get("components", {}).get("schemas", {}).items()):
        found.shapes[name] = _fields(schema)
        found.notes[name] = schema.get("description", "")
    return found


def page_texts(language: Language) -> dict[str, str]:
    """The page's own words."""
    return {key: text.say(language) for key, text in TEXTS.items()}


def kind_of(schema: dict[str, Any]) -> Kind:
    """What a value of this schema is."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_REF)
        return Kind(name, name)
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return _one_of([kind_of(one) for one in schema[key]])
    if "enum" in schema:
        return Kind(" | ".join(repr(value) for value in schema["enum"]))
    if "const" in schema:
        return Kind(repr(schema["const"]))
    if schema.get("type") == "array":
        inner = kind_of(schema.get("items", {}))
        return Kind(f"{inner.words}[]", inner.shape)
    return Kind(str(schema.get("format") or schema.get("type") or "any") + _limits(schema))


def _one_of(kinds: list[Kind]) -> Kind:
    shape = next((kind.shape for kind in kinds if kind.shape), None)
    return Kind(" | ".join(kind.words for kind in kinds), shape)


def _limits(schema: dict[str, Any]) -> str:
    low = schema.get("minLength", schema.get("minimum"))
    high = schema.get("maxLength", schema.get("maximum"))
    if low is None and high is None:
        return ""
    return f" {'' if low is None else low}…{'' if high is None else high}"


def _operation(method: str, path: str, route: dict[str, Any]) -> Operation:
    return Operation(
        method=method.upper(),
        path=path,
        permission=route.get("x-permission", ""),
        summary=route.get("description") or route.get("summary", ""),
        parameters=[
            Value(
                f"{one['name']} ({one['in']})", kind_of(one["schema"]), one.get("required", False)
            )
            for one in route.get("parameters", [])
        ],
        body=_content(route.get("requestBody", {})),
        answers=[
            (status, _content(answer))
            for status, answer in route.get("responses", {}).items()
            if status.startswith("2")
        ],
    )


def _content(part: dict[str, Any]) -> Kind | None:
    for media, content in part.get("content", {}).items():
        kind = kind_of(content.get("schema", {}))
        return kind if media == "application/json" else Kind(f"{media}: {kind.words}", kind.shape)
    return None


def _fields(schema: dict[str, Any]) -> list[Value]:
    required = set(schema.get("required", []))
    return [
        Value(name, kind_of(one), name in required, one.get("description", ""))
        for name, one in schema.get("properties", {}).items()
    ]
