"""The demo shop, small, served by real processes, and a browser to look at it."""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.e2e.agents import Agent
from tests.e2e.demo import copy_data, demo_template
from tests.e2e.desk import Desk, Seated
from tests.e2e.places import PLACES, Place
from tests.e2e.window import Window
from tests.servers.cluster import Cluster
from tests.servers.patience import PATIENCE
from tests.servers.processes import OwnProcess, Processes

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
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


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the test processes of a run meet."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="module")
def module_database_url(cluster: Cluster, demo_folder: Path) -> Iterator[str]:
    """A demo shop for the scenes of one file."""
    with cluster.fresh_database(demo_template(cluster, demo_folder)) as url:
        yield url


@pytest.fixture(scope="module")
def demo_shop(module_processes: Processes, demo_folder: Path) -> OwnProcess:
    """A web process with the demo shop; no conversation waits."""
    if not (BUILT / "widget.js").exists():
        pytest.skip("the widget is not built: run `make build-web`")
    copy_data(demo_folder, module_processes.folder / "data")
    return module_processes.start("web")


@pytest.fixture
def agent(demo_shop: OwnProcess, module_processes: Processes) -> Iterator[Agent]:
    """The senior agent, online."""
    with Agent(demo_shop.url, module_processes.folder / "data") as agent:
        agent.http.put("/api/settings/dispatch.wrap_up", json={"scope": "organisation", "value": 0})
        yield agent
        agent.clear()


@contextmanager
def running_browser(program: str) -> Iterator[Browser]:
    """A browser of the system's, headless."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def browser(bare_chromium: str) -> Iterator[Browser]:
    """What the scenes of a file look with."""
    with running_browser(bare_chromium) as browser:
        yield browser


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Place:
    """The width and the language of this scene; `played_at` says which."""
    return PLACES[request.param]


@pytest.fixture
def browser_options() -> dict[str, Any]:
    """What the browsers of a file's scenes are made with; a file may say otherwise."""
    return {}


@pytest.fixture
def anew(
    browser: Browser,
    browser_options: dict[str, Any],
    place: Place,
    request: pytest.FixtureRequest,
) -> Iterator[Callable[[], BrowserContext]]:
    """Makes browsers of different people, and closes them in the end; what they showed when a
    scene failed is printed.
    """
    contexts: list[BrowserContext] = []

    def make() -> BrowserContext:
        contexts.append(place.context(browser, **browser_options))
        return contexts[-1]

    yield make
    for context in contexts:
        if request.node.stash.get(_FAILED, False):
            for page in context.pages:
                print(f"{page.url}\n{page.locator('body').aria_snapshot()}\n")  # noqa: T201
        context.close()


@pytest.fixture(scope="module")
def no_wrap_up(demo_shop: OwnProcess, module_processes: Processes) -> None:
    """Who has ended a conversation is free at once for the next."""
    data_dir = module_processes.folder / "data"
    rule = {"scope": "organisation", "value": 0}
    with Agent(demo_shop.url, data_dir, "manager", online=False) as manager:
        manager.http.put("/api/settings/dispatch.wrap_up", json=rule).raise_for_status()


@pytest.fixture
def seated(
    demo_shop: OwnProcess,
    module_processes: Processes,
    no_wrap_up: None,
    anew: Callable[[], BrowserContext],
    place: Place,
) -> Iterator[Seated]:
    """Seats members of the demo's staff, signed in already; in the end they have nothing to do.

    Signing in by the form is a scene of its own.
    """
    data_dir = module_processes.folder / "data"
    with ExitStack() as stack:

        def sit_down(role: str, path: str = "/") -> Desk:
            colleague = stack.enter_context(Agent(demo_shop.url, data_dir, role, online=False))
            stack.callback(colleague.clear)
            colleague.http.patch("/api/auth/me", json={"language": place.language})
            browser = anew()
            for name, value in colleague.http.cookies.items():
                browser.add_cookies([{"name": name, "value": value, "url": demo_shop.url}])
            desk = Desk(browser.new_page(), demo_shop.url, place).go(path)
            return desk.arrives() if path == "/" else desk

        yield sit_down


@pytest.fixture
def visitor(demo_shop: OwnProcess, anew: Callable[[], BrowserContext], place: Place) -> Window:
    """Somebody on the shop's page, before the chat is opened."""
    return Window(anew().new_page(), demo_shop.url, place)
