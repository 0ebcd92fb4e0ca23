"""What a coordinator and a manager do: look at routing again, offer topics, mend a channel."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.agents import Agent
from tests.e2e.desk import Desk, Seated
from tests.e2e.places import played_at
from tests.e2e.test_accessibility import AXE, serious
from tests.e2e.window import Window
from tests.servers.processes import Processes
from tests.servers.programs import skip_for_want_of
from zhiyin.kernel.environment import libpq_url


@pytest.fixture
def worker(module_processes: Processes) -> None:
    """What was sent on becomes a check in the worker."""
    module_processes.one("worker")


@pytest.mark.whole
@played_at("desktop-zh")
def test_coordinator_says_that_a_conversation_belonged_elsewhere(
    seated: Seated, visitor: Window, agent: Agent, worker: None
) -> None:
    asked = visitor.place.choose("请帮我转给同事", "please hand this on")
    visitor.open().write(asked)
    conversation = agent.find(asked)
    summary = agent.http.get(f"/api/conversations/{conversation}").json()["conversation"]
    teams = {one["name"]: one["id"] for one in agent.http.get("/api/teams").json()}
    answer = agent.http.post(
        f"/api/conversations/{conversation}/transfer", json={"team_id": teams["客诉专席"]}
    )
    answer.raise_for_status()
    desk = seated("manager")
    desk.until_told("/routing/checks", summary["ref"])
    desk.turn_to("/checks")
    row = desk.page.get_by_role("listitem").filter(has_text=summary["ref"])
    expect(row).to_contain_text("客诉专席")
    row.get_by_role("button", name=desk.words("checks:wrong")).click()
    # Where it was sent on to by hand is proposed.
    expect(row.locator("form")).to_contain_text("客诉专席")
    row.get_by_label(desk.words("checks:reason")).fill("应直接进客诉专席")
    row.get_by_role("button", name=desk.words("shell:save")).click()
    expect(row).to_have_count(0)
    desk.page.get_by_text(desk.words("checks:done"), exact=True).click()
    expect(row).to_contain_text("应直接进客诉专席")
    if not AXE.exists():
        skip_for_want_of("axe-core")
    assert serious(desk.page) == []


def _widget(desk: Desk) -> dict[str, Any]:
    """The shop's widget as the manager may change it."""
    widgets: list[dict[str, Any]] = desk.page.request.get(f"{desk.base}/api/widgets").json()
    return widgets[0]


@played_at("desktop-zh")
def test_manager_orders_the_topics_and_the_widget_follows(
    seated: Seated, anew: Callable[[], BrowserContext]
) -> None:
    desk = seated("manager", "/settings/widgets")
    usual = _widget(desk)
    refunds = desk.place.choose("退款", "Refunds")
    delivery = desk.place.choose("物流", "Delivery")
    desk.page.get_by_role("button", name=desk.words("shell:edit")).first.click()
    desk.button("channels:topics.up", name=refunds).click()
    desk.button("channels:topics.remove", name=delivery).click()
    preview = desk.page.get_by_role("img", name=desk.words("channels:preview"))
    expect(preview).to_contain_text(refunds)
    expect(preview).not_to_contain_text(delivery)
    desk.page.get_by_role("button", name=desk.words("shell:save")).click()
    expect(desk.page.get_by_text(desk.words("shell:saved")).first).to_be_visible()
    window = Window(anew().new_page(), desk.base, desk.place).open()
    topics = window.page.get_by_role("group", name=window.words("topics"))
    others = desk.place.choose("退换货,商品咨询", "Returns and exchanges,Products").split(",")
    expect(topics.get_by_role("button")).to_have_text([refunds, *others])
    # Whoever comes next is offered what the shop usually offers.
    desk.page.request.patch(
        f"{desk.base}/api/widgets/{usual['id']}",
        data={"topics": usual["topics"]},
        headers={"X-Zhiyin": "1", "If-Match": str(_widget(desk)["version"])},
    )


@played_at("phone-en")
def test_a_dead_channel_shows_on_every_page_to_who_may_mend_it(
    seated: Seated, module_database_url: str
) -> None:
    with psycopg.connect(libpq_url(module_database_url), autocommit=True) as connection:
        connection.execute(
            "INSERT INTO channel_probes (channel_account_id, checked_at, took_ms, failures, fault,"
            " down_since) SELECT id, now() + interval '10 minutes', 7, 2, 'script', now()"
            " FROM channel_accounts WHERE active ON CONFLICT (channel_account_id) DO UPDATE SET"
            " checked_at = EXCLUDED.checked_at, took_ms = 7, failures = 2, fault = 'script',"
            " down_since = now()"
        )
        desk = seated("manager", "/customers")
        bar = desk.page.get_by_role("alert")
        expect(bar).to_contain_text(desk.words("channels:down.script"))
        agent = seated("senior agent", "/customers")
        expect(agent.page.get_by_role("heading").first).to_be_visible()
        expect(agent.page.get_by_role("alert")).to_have_count(0)
        connection.execute("DELETE FROM channel_probes")
