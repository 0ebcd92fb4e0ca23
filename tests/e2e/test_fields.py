"""Fields of one's own: made in the settings, filled in where they stand, asked for at the end."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.desk import Desk
from tests.e2e.places import Place, played_at
from tests.modules.catalogue.fields import choice, make_field
from tests.modules.customers.people import talk
from tests.servers.shop import OWNER, Shop


@pytest.mark.whole
@played_at("desktop-zh", only="desktop")
def test_a_field_is_made_filled_in_and_asked_for(
    shop: Shop, anew: Callable[[], BrowserContext], place: Place
) -> None:
    make_field(
        shop, "outcome", "choice", kind="conversation", required=True, choices=[choice("done")]
    )
    with shop.client("owner") as client:
        client.patch("/api/auth/me", json={"language": place.language}).raise_for_status()
    desk = Desk(anew().new_page(), shop.server.url, place)
    desk.sign_in(OWNER["email"], OWNER["password"]).arrives()

    desk.go("/settings/fields")
    desk.button("catalogue:fields.add").click()
    for language, name in (("简体中文", "发票抬头"), ("English", "Invoice title")):
        desk.page.get_by_label(f"{desk.words('catalogue:name')} ({language})").fill(name)
    desk.field("catalogue:code").fill("invoice_title")
    desk.button("shell:save").click()
    name = place.choose("发票抬头", "Invoice title")
    expect(desk.page.get_by_role("button", name=name, exact=True)).to_be_visible()

    # The browser's own loop runs in this thread.
    with ThreadPoolExecutor(1) as aside:
        who = aside.submit(lambda: asyncio.run(talk(shop, "在吗"))).result()
    with shop.client("owner") as client:
        client.put("/api/presence", json={"status": "online"}).raise_for_status()
        client.post(f"/api/conversations/{who['conversation']}/pick")
    desk.go(f"/conversations/{who['conversation']}")
    edit = desk.words("shell:field.edit", name=name)
    empty = f"{desk.words('shell:field.fill')} {name}"
    desk.page.get_by_role("button", name=empty, exact=True).click()
    desk.page.get_by_label(name, exact=True).fill("知音茶业")
    desk.page.keyboard.press("Enter")
    filled = desk.page.get_by_role("button", name=f"{edit}: 知音茶业")
    expect(filled).to_be_focused()
    desk.button("shell:undo").click()
    expect(filled).to_have_count(0)

    desk.page.locator("body").press("e")
    dialog = desk.page.get_by_role("dialog")
    # In English the cross in the corner has the same name.
    end = dialog.get_by_role("button", name=desk.words("conversations:close"), exact=True).last
    end.click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    desk.pick(dialog.get_by_role("combobox", name="outcome"), "done")
    end.click()
    expect(dialog).to_have_count(0)
    stored = shop.run("SELECT fields FROM conversation_fields")
    assert stored == [({"outcome": "done"},)]
