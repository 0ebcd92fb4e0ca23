"""A key for an assistant: made in the console, used by a real client, revoked."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.desk import Desk
from tests.e2e.places import Place, played_at
from tests.entry.mcp.assistant import refusal, use
from tests.servers.shop import OWNER, Shop


def _aside(work: Any) -> Any:
    """The browser's own loop runs in this thread."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(lambda: asyncio.run(work)).result()


@pytest.mark.whole
@played_at("desktop-zh")
def test_a_key_is_made_shown_once_used_and_revoked(
    shop: Shop, anew: Callable[[], BrowserContext], place: Place
) -> None:
    with shop.client("owner") as client:
        client.patch("/api/auth/me", json={"language": place.language}).raise_for_status()
    desk = Desk(anew().new_page(), shop.server.url, place)
    desk.sign_in(OWNER["email"], OWNER["password"]).arrives()
    desk.go("/settings/access-keys")
    expect(desk.page.get_by_text(desk.words("people:keys.none"))).to_be_visible()

    desk.button("people:key.add").click()
    name = place.choose("我的助手", "My assistant")
    drawer = desk.page.get_by_role("dialog")
    drawer.get_by_label(desk.words("people:key.name"), exact=True).fill(name)
    # Who only reads is not offered to change anything, and sees personal data masked.
    transfer = place.choose("转接会话", "Transfer")
    expect(drawer.get_by_text(transfer)).to_have_count(0)
    drawer.get_by_text(desk.words("people:key.read_write"), exact=True).click()
    expect(drawer.get_by_text(transfer).first).to_be_visible()
    desk.button("people:key.make").click()

    # The row behind it begins alike.
    token = desk.page.get_by_role("dialog").get_by_text("zhiyin_").first.inner_text()
    desk.button("people:key.kept").click()
    expect(desk.page.get_by_text(token)).to_have_count(0)
    row = desk.page.get_by_role("listitem").filter(has_text=name)
    expect(row).to_contain_text(desk.words("people:key.unused"))

    assert _aside(use(shop, token, "list_teams"))[0]
    desk.page.reload()
    expect(row).to_contain_text(desk.words("people:key.today", count=1))
    stored = shop.run("SELECT permissions FROM access_keys")[0][0]
    assert "conversations.reply" in stored
    assert "customers.see_personal" not in stored

    row.get_by_role("button").click()
    desk.page.get_by_role("tooltip").get_by_role(
        "button", name=desk.words("people:key.revoke"), exact=True
    ).click()
    expect(row).to_have_count(0)
    assert _aside(refusal(shop, token))["code"] == "access_key_over"
