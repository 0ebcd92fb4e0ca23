"""A webhook is set up, tried, told of an event, and what failed is sent once more."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.desk import Desk
from tests.e2e.places import Place, played_at
from tests.servers.patience import until
from tests.servers.processes import Processes
from tests.servers.receiver import running_receiver, signed_by
from tests.servers.shop import OWNER, furnish

MADE = "procedures.TaskMade"


@pytest.mark.whole
@played_at("phone-en")
def test_a_webhook_is_made_tried_and_what_failed_is_sent_again(
    processes: Processes, database_url: str, anew: Callable[[], BrowserContext], place: Place
) -> None:
    here = {"webhook_networks": "127.0.0.0/8"}
    shop = furnish(processes.start("web", **here), database_url)
    with shop.client("owner") as client:
        client.patch("/api/auth/me", json={"language": place.language}).raise_for_status()
    desk = Desk(anew().new_page(), shop.server.url, place)
    desk.sign_in(OWNER["email"], OWNER["password"]).arrives()
    desk.go("/settings/webhooks")
    expect(desk.page.get_by_text(desk.words("webhooks:none"))).to_be_visible()
    with running_receiver() as receiver:
        desk.button("webhooks:add").click()
        drawer = desk.page.get_by_role("dialog")
        drawer.get_by_label(desk.words("webhooks:name"), exact=True).fill("ERP")
        address = drawer.get_by_label(desk.words("webhooks:url"), exact=True)
        address.fill("erp")
        desk.button("shell:save").click()
        expect(drawer.get_by_text(desk.words("webhooks:url.wrong"))).to_be_visible()
        address.fill(receiver.url)
        kinds = drawer.get_by_label(desk.words("webhooks:kinds"), exact=True)
        kinds.fill(MADE)
        kinds.press("Enter")
        kinds.press("Escape")
        desk.button("shell:save").click()
        secret = desk.page.get_by_role("dialog").get_by_text("whsec_").inner_text()
        desk.button("webhooks:secret.kept").click()
        expect(desk.page.get_by_text(secret)).to_have_count(0)

        desk.page.get_by_role("link", name="ERP").click()
        desk.button("webhooks:test").click()
        told = desk.page.get_by_role("dialog")
        expect(told.get_by_text(desk.words("webhooks:status", status=204))).to_be_visible()
        assert signed_by(receiver.heard[0], secret)
        desk.page.keyboard.press("Escape")

        receiver.statuses = [503]
        processes.start("worker", **here)
        until(lambda: shop.run("SELECT 1 FROM event_readers WHERE name = 'webhooks'"))
        due = "2099-01-01T00:00:00Z"
        task = {"title": "回电", "due_at": due, "owner_id": shop.ids["agent_senior"]}
        with shop.client("owner") as client:
            client.post("/api/tasks", json=task).raise_for_status()
        receiver.wait_for(2)
        shop.run("UPDATE webhook_deliveries SET tries = 9, next_at = now() WHERE state = 'waiting'")
        dead = desk.page.get_by_text(desk.words("webhooks:dead", count=1))
        expect(dead).to_be_visible()
        receiver.statuses = [200]
        desk.button("webhooks:again.all").click()
        [*_, last] = receiver.wait_for(4)
        assert last["body"]["type"] == MADE
        assert signed_by(last, secret)
        expect(dead).to_have_count(0)
