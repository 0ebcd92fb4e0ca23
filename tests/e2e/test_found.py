"""What a customer's message holds is at hand: copied, searched, and filled into a ticket."""

from uuid import uuid4

import psycopg
import pytest
from playwright.sync_api import expect

from tests.e2e.agents import Agent
from tests.e2e.desk import Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window
from tests.servers.patience import until
from tests.servers.processes import OwnProcess, Processes

FOLLOWS = "SELECT 1 FROM event_readers WHERE name = 'conversations.entities'"


@pytest.fixture(autouse=True)
def finding(demo_shop: OwnProcess, module_processes: Processes, module_database_url: str) -> None:
    """Somebody looks through what is said from now on; people answer, not the bot."""
    with Agent(demo_shop.url, module_processes.folder / "data", "manager", online=False) as leader:
        leader.http.patch("/api/bot", json={"on": False}).raise_for_status()
    module_processes.one("inference")
    module_processes.one("worker")
    with psycopg.connect(module_database_url, autocommit=True) as connection:
        until(lambda: connection.execute(FOLLOWS).fetchone())


@pytest.mark.whole
@played_at("desktop-zh", only="desktop")
def test_an_order_number_goes_from_the_message_into_a_ticket(
    seated: Seated, visitor: Window
) -> None:
    order = f"2026{uuid4().int % 10**10:010}"
    words = f"订单{order}的壶碎了，退我39.5元"
    desk = seated("senior agent").go_online()
    visitor.open().write(words)
    desk.open(words)

    chip = desk.page.locator("[data-entity=order_no]")
    expect(chip).to_contain_text(order)
    # The card beside the conversation takes the key, so it must be there first.
    new = desk.page.get_by_role("button", name=desk.words("tickets:new"))
    expect(new).to_be_visible()
    desk.page.keyboard.press("Alt+g")
    drawer = desk.page.get_by_role("dialog")
    expect(drawer.get_by_text(desk.words("tickets:proposed", words=order))).to_be_visible()
    expect(drawer.get_by_text(desk.words("tickets:proposed", words="39.5元"))).to_be_visible()
    drawer.get_by_role("button", name=desk.words("tickets:make")).click()
    expect(drawer).to_have_count(0)
    desk.until_told(f"/tickets?box=all&q={order}", f'"order_no":"{order}"')

    kind = desk.words("conversations:entity.order_no")
    find = desk.words("conversations:entity.find", kind=kind, said=order)
    chip.get_by_role("button", name=find).click()
    expect(desk.page.get_by_role("combobox", name=desk.words("shell:palette.title"))).to_have_value(
        order
    )
