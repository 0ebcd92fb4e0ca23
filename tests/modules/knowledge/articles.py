"""Writing articles in a test."""

import io
from typing import Any

import httpx
from PIL import Image

from tests.servers.shop import Shop

BASE = "/api/knowledge"


def labels(text: str) -> dict[str, str]:
    """The same words in both languages."""
    return {"zh-CN": text, "en": text}


def begin(shop: Shop, title: str, role: str = "agent_senior", **more: Any) -> dict[str, Any]:
    """Begins an article; answers it."""
    body = {"title": title, "short_answer": f"{title}：这样做。", **more}
    with shop.client(role) as client:
        answer = client.post(f"{BASE}/articles", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def do(
    shop: Shop, article: dict[str, Any] | str, verb: str, role: str = "supervisor", **body: Any
) -> httpx.Response:
    """Sends, publishes, returns, archives or restores an article."""
    article_id = article if isinstance(article, str) else article["id"]
    with shop.client(role) as client:
        return client.post(f"{BASE}/articles/{article_id}/{verb}", json=body)


def publish(shop: Shop, title: str, **more: Any) -> dict[str, Any]:
    """An article that readers see."""
    answer = do(shop, begin(shop, title, **more), "publish")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def get(shop: Shop, article: dict[str, Any], role: str = "agent_senior") -> httpx.Response:
    """Reads an article as somebody of this role."""
    with shop.client(role) as client:
        return client.get(f"{BASE}/articles/{article['id']}")


def search(shop: Shop, q: str, role: str = "agent_junior", **more: Any) -> dict[str, Any]:
    """What somebody of this role finds."""
    with shop.client(role) as client:
        answer = client.get(f"{BASE}/search", params={"q": q, **more})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def titles(found: dict[str, Any]) -> list[str]:
    """The titles of what was found, likeliest first."""
    return [one["title"] for one in found["items"]]


def a_picture() -> bytes:
    """A small picture."""
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "PNG")
    return made.getvalue()
