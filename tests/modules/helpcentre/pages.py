"""A help centre to read in a test."""

import json
import re
from typing import Any

import httpx

from tests.modules.knowledge.articles import BASE, labels
from tests.servers.shop import Shop

ADMIN = "/api/help-centres"


def decided(**more: Any) -> dict[str, Any]:
    """What a shop decides about its pages."""
    return {
        "active": True,
        "slug": "tea",
        "languages": ["zh-CN", "en"],
        "title": {"zh-CN": "茶铺帮助中心", "en": "Tea help"},
        "welcome": {"zh-CN": "有什么可以帮您？", "en": "How can we help?"},
        "contact": {"zh-CN": "电话 400-000-0000", "en": "Write to help@tea.example"},
        "color": "#0b776b",
        "links": [{"label": labels("茶铺首页"), "url": "https://tea.example/"}],
        **more,
    }


def open_up(shop: Shop, **more: Any) -> dict[str, Any]:
    """Switches the shop's help centre on, with its chat window."""
    with shop.client("manager") as client:
        window = client.get("/api/widgets").json()[0]["id"]
        body = decided(widget_id=window, **more)
        answer = client.put(f"{ADMIN}/{shop.shop_id}", json=body)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def category(shop: Shop, name: str, **more: Any) -> str:
    """Makes a category; answers its id."""
    with shop.client("supervisor") as client:
        made = client.post(f"{BASE}/categories", json={"name": labels(name), **more})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def read(shop: Shop, path: str, **headers: str) -> httpx.Response:
    """Reads a page as anybody."""
    with shop.client() as client:
        return client.get(path, headers=headers)


def found_at(shop: Shop, page: str, title: str) -> str:
    """The address of the article that a page links by this title."""
    found = re.search(rf'href="([^"]+)"[^>]*>{title}</a>', read(shop, page).text)
    assert found, f"{page} does not link {title}"
    return found[1]


def facts(page: httpx.Response) -> dict[str, dict[str, Any]]:
    """What a page tells search engines, by its kind."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    assert found
    told = json.loads(found[1])
    return {one["@type"]: one for one in told["@graph"]}
