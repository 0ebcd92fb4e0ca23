"""Making custom fields in a test."""

from typing import Any

import httpx

from tests.servers.shop import Shop


def labels(text: str) -> dict[str, str]:
    """The same words in both languages."""
    return {"zh-CN": text, "en": text}


def choice(code: str, *, active: bool = True) -> dict[str, Any]:
    """A choice called by its code."""
    return {"code": code, "name": labels(code), "active": active}


def post_field(shop: Shop, code: str, type_: str, **more: Any) -> httpx.Response:
    """Asks for a field, as the owner."""
    body = {"kind": "customer", "code": code, "name": labels(code), "type": type_, **more}
    with shop.client("owner") as client:
        return client.post("/api/fields", json=body)


def make_field(shop: Shop, code: str, type_: str, **more: Any) -> dict[str, Any]:
    """Makes a field; answers it."""
    answer = post_field(shop, code, type_, **more)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def look_of(field: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """What is sent back to change a field."""
    kept = (
        "name", "help", "choices", "formula", "on_card", "at_closing", "required", "active",
    )  # fmt: skip
    return {name: field[name] for name in kept} | changes
