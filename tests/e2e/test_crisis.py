"""The busiest hour: a surge from detection to stand-down, and words for everybody concerned."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import psycopg
import pytest
from playwright.sync_api import expect
from websockets.sync.client import ClientConnection, connect

from tests.e2e.agents import Agent
from tests.e2e.desk import Seated
from tests.e2e.places import played_at
from tests.e2e.test_accessibility import AXE, serious
from tests.e2e.window import Window
from tests.servers.patience import PATIENCE
from tests.servers.processes import OwnProcess, Processes
from zhiyin.entry.demo.organisation import WIDGET_KEY
from zhiyin.kernel.environment import libpq_url

VISITORS = 30
AGENTS = ("supervisor", "manager", "senior agent", "junior agent")
PAGES = {"supervisor": "/surges"}
# One arrival a minute is usual; what was counted so far belongs to another hour.
HISTORY = """
    INSERT INTO arrival_counts
    SELECT date_trunc('minute', now()) - make_interval(weeks => k), s.id,
           '00000000-0000-0000-0000-000000000000', 60
    FROM generate_series(1, 4) k, (SELECT id FROM shops ORDER BY id LIMIT 1) s
"""
FIRST = """
    INSERT INTO arrival_counts
    SELECT date_trunc('minute', now()) - interval '5 weeks', id,
           '00000000-0000-0000-0000-000000000000', 1 FROM shops ORDER BY id LIMIT 1
"""
LATER = "UPDATE arrival_counts SET minute = minute - interval '90 minutes' WHERE minute > %s"


@pytest.fixture
def database(
    module_processes: Processes, module_database_url: str, demo_shop: OwnProcess
) -> Iterator[psycopg.Connection]:
    """The database behind the scene; a worker watches arrivals."""
    module_processes.one("worker")
    with psycopg.connect(libpq_url(module_database_url), autocommit=True) as connection:
        yield connection


@pytest.fixture
def small(database: psycopg.Connection, demo_shop: OwnProcess, module_processes: Processes) -> None:
    """A window of a minute, and a history in which one arrival is usual."""
    database.execute("DELETE FROM arrival_counts")
    database.execute(HISTORY)
    database.execute(FIRST)
    with Agent(demo_shop.url, module_processes.folder / "data", "manager", online=False) as lead:
        for key, value in {"window": 60, "least": 5, "calm": 0}.items():
            body = {"scope": "organisation", "value": value}
            lead.http.put(f"/api/settings/routing.surge_{key}", json=body).raise_for_status()


def _comes(stack: ExitStack, base: str, words: str) -> ClientConnection:
    """One more visitor, who stays on their socket."""
    session = httpx.post(
        f"{base}/api/visitor/session",
        json={"widget": WIDGET_KEY, "language": "zh-CN"},
        headers={"Origin": base},
        timeout=PATIENCE,
    )
    session.raise_for_status()
    address = f"{base.replace('http', 'ws', 1)}/api/live/visitor"
    socket = stack.enter_context(connect(address, origin=base, ping_interval=None, max_queue=None))  # type: ignore[arg-type]
    hello = {"type": "hello", "token": session.json()["token"], "conversation": None}
    socket.send(json.dumps({**hello, "since": None}))
    post = {"type": "post", "key": uuid4().hex, "kind": "text", "text": words}
    socket.send(json.dumps(post))
    return socket


def _hears(socket: ClientConnection, words: str) -> None:
    """Waits until this visitor's window is sent the words."""
    while words not in str(socket.recv(timeout=PATIENCE)):
        pass


@pytest.mark.slow
@played_at("desktop-zh", only="desktop")
def test_thirty_visitors_bring_a_surge_and_calm_ends_it(
    seated: Seated, small: None, database: psycopg.Connection, demo_shop: OwnProcess
) -> None:
    desks = {role: seated(role, PAGES.get(role, "/")) for role in AGENTS}
    lead, agent = desks["supervisor"], desks["senior agent"]
    agent.go_online()
    desks["junior agent"].go_online()
    expect(lead.page.get_by_text(lead.words("surges:stage.none"), exact=True)).to_be_visible()
    began = datetime.now(UTC) - timedelta(minutes=2)
    with ExitStack() as stack:
        asked = [f"下单没反应 {uuid4().hex[:6]}" for _ in range(VISITORS)]
        sockets = [_comes(stack, demo_shop.url, words) for words in asked]
        severe = lead.words("surges:stage.severe")
        bar = lead.page.get_by_role("status").filter(has_text=severe)
        expect(bar).to_be_visible()
        expect(lead.page.locator("ol li").filter(has_text=severe).first).to_be_visible()
        for role in AGENTS[2:]:
            hint = desks[role].page.get_by_text(lead.words("surges:hint.severe"))
            expect(hint).to_be_visible()
        # Work goes on: somebody in the surge is answered.
        place = next(one for one, words in enumerate(asked) if agent.row(words).count())
        agent.open(asked[place]).answer("您的订单在，稍等")
        _hears(sockets[place], "您的订单在，稍等")
        if AXE.exists():
            assert serious(lead.page) == []
        # Minutes pass.
        database.execute(LATER, (began - timedelta(hours=1),))
        expect(bar).to_have_count(0)
    for desk in desks.values():
        told = desk.page.get_by_role("status").filter(has_text=severe)
        expect(told).to_have_count(0)
    row = lead.page.get_by_role("link").filter(has_text=lead.words("shell:today")).first
    row.click()
    expect(lead.page.get_by_role("heading", name=lead.words("surges:report"))).to_be_visible()
    expect(lead.page.get_by_text(lead.words("surges:step.end"))).to_be_visible()


@pytest.mark.whole
@played_at("phone-en")
def test_words_are_offered_to_the_agent_then_sent_to_the_visitor_once(
    seated: Seated, visitor: Window, database: psycopg.Connection
) -> None:
    place = visitor.place
    words = place.choose(f"壶盖漏水 {uuid4().hex[:6]}", f"the lid leaks {uuid4().hex[:6]}")
    script = {"zh-CN": "我们已知晓漏水问题，免费换新", "en": "We know, and replace it for free"}
    agent = seated("senior agent").go_online()
    visitor.open().write(words)
    agent.open(words)
    lead = seated("supervisor", "/incidents?declare=1")
    drawer = lead.page.get_by_role("dialog")
    drawer.get_by_label(lead.words("incidents:title"), exact=True).fill("壶盖漏水")
    box = drawer.get_by_role("combobox", name=lead.words("incidents:field.words"))
    for one in ("漏水", "leaks"):
        box.fill(one)
        box.press("Enter")
    for language, name in (("zh-CN", "简体中文"), ("en", "English")):
        label = f"{lead.words('incidents:script')} ({name})"
        drawer.get_by_label(label).fill(script[language])
    if AXE.exists():
        assert serious(lead.page) == []
    drawer.get_by_role("button", name=lead.words("incidents:declare.now"), exact=True).click()
    send = lead.page.get_by_role("button", name=lead.words("incidents:send_one", count=1))
    expect(send).to_be_visible()
    # The agent is offered the words, in the visitor's language.
    offer = agent.page.get_by_role("complementary", name=agent.words("incidents:offer"))
    expect(offer).to_contain_text(script[place.language])
    offer.get_by_role("button").click()
    expect(agent.composer).to_have_value(script[place.language])
    agent.composer.fill("")
    # Sent, they reach the visitor once.
    send.click()
    lead.page.get_by_role("button", name=lead.words("incidents:send.yes"), exact=True).click()
    visitor.sees(script[place.language])
    told = lead.words("incidents:entry.sent_one", count=1)
    expect(lead.page.get_by_text(told)).to_be_visible()
    expect(visitor.page.get_by_text(script[place.language])).to_have_count(1)
    if AXE.exists():
        assert serious(lead.page) == []
    # Over: nothing is offered any more.
    lead.page.get_by_role("button", name=lead.words("incidents:close"), exact=True).click()
    dialog = lead.page.get_by_role("dialog")
    dialog.get_by_role("button", name=lead.words("incidents:close"), exact=True).click()
    expect(offer).to_have_count(0)
    database.execute("UPDATE incidents SET closed_at = now() WHERE closed_at IS NULL")
