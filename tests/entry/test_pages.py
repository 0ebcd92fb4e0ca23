"""Pages that are not API."""

import re

from tests.servers.shop import Shop
from zhiyin.entry.pages.routes import BUILT


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


def test_built_files_are_sent_packed_to_who_takes_them_packed(module_shop: Shop) -> None:
    script = max((BUILT / "console" / "assets").glob("*.js"), key=lambda file: file.stat().st_size)
    path = f"/console/assets/{script.name}"
    with module_shop.client() as client:
        plain = client.get(path, headers={"accept-encoding": "identity"})
        packed = client.get(path, headers={"accept-encoding": "gzip, br;q=0"})
        with client.stream("GET", path, headers={"accept-encoding": "gzip, br"}) as smallest:
            raw = b"".join(smallest.iter_raw())
        widget = client.get("/widget/widget.js", headers={"accept-encoding": "gzip"})
        assert client.get("/console/assets/none.js").status_code == 404
    assert "content-encoding" not in plain.headers
    assert plain.content == packed.content == script.read_bytes()
    assert packed.headers["content-encoding"] == "gzip"
    assert smallest.headers["content-encoding"] == "br"
    assert len(raw) < int(packed.headers["content-length"]) < len(plain.content)
    for one in (plain, packed, smallest):
        assert one.headers["vary"] == "accept-encoding"
        assert one.headers["content-type"].startswith("text/javascript")
        assert "immutable" in one.headers["cache-control"]
    assert widget.headers["access-control-allow-origin"] == "*"
