"""The installed console: what is pushed is shown, and it opens without a network."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.e2e.conftest import running_browser
from tests.e2e.desk import Seated
from tests.e2e.places import played_at
from tests.servers.patience import PATIENCE

PUSHED = {"title": "有新会话", "body": "", "tag": "one", "path": "/settings/notifications"}


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """The whole one: the other shows no notifications."""
    with running_browser(chromium) as browser:
        yield browser


@pytest.fixture
def browser_options() -> dict[str, Any]:
    """With the service worker, which the other scenes do without."""
    return {"service_workers": "allow"}


def worker_of(page: Page) -> None:
    """Waits until the service worker has taken the page over."""
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def notices(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(
        """async () => {
            const here = await navigator.serviceWorker.ready;
            const shown = await here.getNotifications();
            return shown.map((one) => ({ title: one.title, tag: one.tag, path: one.data }));
        }"""
    )
    return found


def deliver(session: CDPSession, registrations: list[str], origin: str) -> None:
    """As the browser does when its push service brings something."""
    session.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": origin,
            "registrationId": registrations[-1],
            "data": json.dumps(PUSHED),
        },
    )


@pytest.mark.whole
@played_at("desktop-zh")
def test_what_is_pushed_is_shown_once_to_who_looks_elsewhere(
    seated: Seated,
) -> None:
    desk = seated("senior agent")
    page = desk.page
    page.context.grant_permissions(["notifications"])
    session = page.context.new_cdp_session(page)
    registrations: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: registrations.extend(one["registrationId"] for one in told["registrations"]),
    )
    session.send("ServiceWorker.enable")
    worker_of(page)
    # A browser without a window has every page in focus: here no page of ours is open.
    page.goto("about:blank")
    deliver(session, registrations, desk.base)
    deliver(session, registrations, desk.base)
    desk.go("/settings/notifications")
    deadline = time.monotonic() + PATIENCE
    while not notices(page) and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert notices(page) == [
        {"title": PUSHED["title"], "tag": PUSHED["tag"], "path": PUSHED["path"]}
    ]


@pytest.mark.whole
@played_at("phone-zh")
def test_it_opens_without_a_network_and_comes_back(seated: Seated) -> None:
    desk = seated("senior agent")
    page = desk.page
    worker_of(page)
    desk.arrives()
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text(desk.words("shell:offline.page"))).to_be_visible()
    page.context.set_offline(False)
    desk.arrives()


@played_at("phone-zh")
def test_nothing_the_server_says_is_kept(seated: Seated) -> None:
    page = seated("senior agent").page
    worker_of(page)
    kept: list[str] = page.evaluate(
        """async () => {
            const urls = [];
            for (const name of await caches.keys())
                for (const one of await (await caches.open(name)).keys()) urls.push(one.url);
            return urls.map((url) => new URL(url).pathname);
        }"""
    )
    assert "/console/" in kept
    assert all(one == "/console/" or one.startswith("/console/assets/") for one in kept)
