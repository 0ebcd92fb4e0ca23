"""Pages that are not API."""

import re

from tests.servers.shop import Shop


def test_the_api_documentation_names_every_route_and_needs_no_other_site(module_shop: Shop) -> None:
    with module_shop.client() as client:
        page = client.get("/api/docs")
        paths = client.get("/api/openapi.json").json()["paths"]
    assert page.status_code == 200
    assert all(path in page.text for path in paths)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page.text)


def test_the_console_cannot_be_framed_and_the_chat_page_has_its_widget(module_shop: Shop) -> None:
    with module_shop.client() as client:
        console = client.get("/console/")
        chat = client.get(f"/chat/{module_shop.widget}")
        assert client.get("/chat/no-such-widget").status_code == 404
        assert client.get("/demo").status_code == 404
    assert console.headers["x-frame-options"] == "DENY"
    assert f'data-widget="{module_shop.widget}"' in chat.text
