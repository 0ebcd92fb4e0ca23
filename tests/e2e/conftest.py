"""The demo shop, small, served by real processes, and a browser to look at it."""

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.e2e.agents import Agent
from tests.e2e.desk import Desk
from tests.e2e.places import PLACES, Place
from tests.e2e.window import Window
from tests.servers.processes import OwnProcess, Processes
from zhiyin.entry.demo.load import load_demo
from zhiyin.kernel.environment import libpq_url

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_FAILED = pytest.StashKey[bool]()
BUILT = Path(__file__).parents[2] / "zhiyin" / "entry" / "pages" / "built" / "widget"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remembers a scene that failed, so that its pages can be shown."""
    report = yield
    if call.when == "call":
        item.stash[_FAILED] = report.failed
    return report


@pytest.fixture(scope="module")
def demo_shop(module_database_url: str, module_processes: Processes) -> OwnProcess:
    """A web process with the demo shop; no conversation waits."""
    if not (BUILT / "widget.js").exists():
        pytest.skip("the widget is not built: run `make build-web`")
    load_demo(
        module_database_url,
        module_processes.folder / "data",
        lambda *_: None,
        customers=60,
        conversations=80,
    )
    with psycopg.connect(libpq_url(module_database_url), autocommit=True) as connection:
        connection.execute("UPDATE conversations SET state = 'closed', closed_at = now()"
                           " WHERE state <> 'closed'")  # fmt: skip
        # The scenes are the same at any time of the day.
        connection.execute("UPDATE shops SET hours = NULL")
        connection.execute("UPDATE work_items SET state = 'done', assignee_id = NULL")
        connection.execute("UPDATE loads SET used = 0")
        connection.execute("UPDATE announcements SET withdrawn_at = now()")
    return module_processes.start("web")


@pytest.fixture
def agent(demo_shop: OwnProcess, module_processes: Processes) -> Iterator[Agent]:
    """The senior agent, online."""
    with Agent(demo_shop.url, module_processes.folder / "data") as agent:
        agent.http.put("/api/settings/dispatch.wrap_up", json={"scope": "organisation", "value": 0})
        yield agent
        agent.clear()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """The system's browser, headless."""
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Place:
    """The width and the language of this scene; `played_at` says which."""
    return PLACES[request.param]


@pytest.fixture
def anew(
    browser: Browser, place: Place, request: pytest.FixtureRequest
) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browsers of different people, and closes them in the end; what they showed when a
    scene failed is printed.
    """
    contexts: list[BrowserContext] = []

    def make() -> BrowserContext:
        contexts.append(place.context(browser))
        return contexts[-1]

    yield make
    for context in contexts:
        if request.node.stash.get(_FAILED, False):
            for page in context.pages:
                print(f"{page.url}\n{page.locator('body').aria_snapshot()}\n")  # noqa: T201
        context.close()


@pytest.fixture
def seated(
    demo_shop: OwnProcess,
    module_processes: Processes,
    anew: Callable[[], BrowserContext],
    place: Place,
) -> Iterator[Callable[[str], Desk]]:
    """Seats members of the demo's staff, signed in already; in the end they have nothing to do.

    Signing in by the form is a scene of its own.
    """
    data_dir = module_processes.folder / "data"
    with ExitStack() as stack:

        def sit_down(role: str) -> Desk:
            colleague = stack.enter_context(Agent(demo_shop.url, data_dir, role, online=False))
            stack.callback(colleague.clear)
            colleague.http.patch("/api/auth/me", json={"language": place.language})
            browser = anew()
            for name, value in colleague.http.cookies.items():
                browser.add_cookies([{"name": name, "value": value, "url": demo_shop.url}])
            return Desk(browser.new_page(), demo_shop.url, place).go("/").arrives()

        manager = stack.enter_context(Agent(demo_shop.url, data_dir, "manager", online=False))
        rule = {"scope": "organisation", "value": 0}
        manager.http.put("/api/settings/dispatch.wrap_up", json=rule).raise_for_status()
        yield sit_down


@pytest.fixture
def visitor(demo_shop: OwnProcess, anew: Callable[[], BrowserContext], place: Place) -> Window:
    """Somebody on the shop's page, before the chat is opened."""
    return Window(anew().new_page(), demo_shop.url, place)
