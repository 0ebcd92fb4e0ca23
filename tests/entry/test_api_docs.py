"""The API documentation: complete, in both languages, and from this server alone."""

import re

import httpx
import pytest

from tests.servers.patience import PATIENCE
from tests.servers.processes import OwnProcess


@pytest.fixture(scope="module")
def pages(module_app_server: OwnProcess) -> dict[str, str]:
    return {
        language: httpx.get(
            f"{module_app_server.url}/api/docs",
            headers={"Accept-Language": language},
            timeout=PATIENCE,
        ).text
        for language in ("zh-CN", "en")
    }


@pytest.mark.whole
def test_every_route_and_every_shape_is_on_the_page(
    module_app_server: OwnProcess, pages: dict[str, str]
) -> None:
    document = httpx.get(f"{module_app_server.url}/api/openapi.json", timeout=PATIENCE).json()
    for page in pages.values():
        for path, methods in document["paths"].items():
            for method, route in methods.items():
                assert f'id="{method.upper()}-{path}"' in page
                assert route["x-permission"] in page
        for name in document["components"]["schemas"]:
            assert f'id="shape-{name}"' in page


def test_links_inside_the_page_lead_somewhere(pages: dict[str, str]) -> None:
    for page in pages.values():
        anchors = set(re.findall(r'id="([^"]+)"', page))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors


def test_page_loads_nothing_from_elsewhere(pages: dict[str, str]) -> None:
    for page in pages.values():
        assert "<script" not in page
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


def test_page_speaks_the_reader_s_language(pages: dict[str, str]) -> None:
    assert "接口文档" in pages["zh-CN"]
    assert "Zhiyin API" in pages["en"]
