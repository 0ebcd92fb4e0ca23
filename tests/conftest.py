"""What all tests share: one database server, fresh databases, real processes and servers."""

import gc
import os
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.scheduling import SharedShops, scope_of, spread
from tests.servers.cluster import Cluster, RunningCluster
from tests.servers.lock_order import Break, judge
from tests.servers.mail import MailServer, running_mail_server
from tests.servers.processes import OwnProcess, Processes, running_processes
from tests.servers.programs import MISSING, find_program, require_program
from tests.servers.shop import Shop, furnish
from zhiyin.entry.bench.redis_server import RedisServer, running_redis

# As in the inference process: threads of the numeric library, one a core, would only get in the way
# of the other test processes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Time is never asserted: a busy machine is no failure.
hypothesis.settings.register_profile(
    "patient",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("patient")

_CLUSTER = pytest.StashKey[RunningCluster]()
_BREAKS = pytest.StashKey[list[Break]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest, so that no process works on one of them alone in the end; have
    scenes, which work, all the time beside other tests, which mostly wait.
    """
    places = spread(items)
    items.sort(
        key=lambda item: (
            item.get_closest_marker("long") is None,
            places[scope_of(item.nodeid)],
        )
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> SharedShops:
    """Let a shop be set up once for all tests that share it."""
    return SharedShops(config, log)


def pytest_configure(config: pytest.Config) -> None:
    """Start the database server in the process that controls the run. Until all tests are there
    nothing is garbage, and looking for it takes a fifth of the time.
    """
    gc.disable()
    if not hasattr(config, "workerinput") and not config.option.collectonly:
        config.stash[_CLUSTER] = RunningCluster()


def pytest_collection_finish() -> None:
    """What is there now is never looked through again: a million things in each process."""
    gc.freeze()
    gc.enable()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop it in the end."""
    running = config.stash.get(_CLUSTER, None)
    if running is not None:
        running.stop()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when two transactions took the same locks in opposite orders."""
    running = session.config.stash.get(_CLUSTER, None)
    log = running.log() if running is not None else None
    if log is not None:
        session.config.stash[_BREAKS] = breaks = judge(log)
        if breaks and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what our own processes said while a test failed."""
    report = yield
    given = getattr(item, "funcargs", {}).values() if report.failed else ()
    for running in [one for one in given if isinstance(one, Processes)]:
        report.sections += [process.explain() for process in running.running]
    return report


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell each test process where the server is."""
    node.workerinput["cluster"] = node.config.stash[_CLUSTER].cluster.as_dict()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say last which locks were taken in the wrong order, and what could not be tested here."""
    for one in config.stash.get(_BREAKS, []):
        terminalreporter.write_line(f"LOCK ORDER: {one}", red=True)
    missing: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        if MISSING in reason:
            missing[reason.partition(MISSING)[2]] += 1
    for program, count in sorted(missing.items()):
        terminalreporter.write_line(f"{count} skipped for want of {program}")


@pytest.fixture(scope="session")
def cluster(pytestconfig: pytest.Config) -> Cluster:
    """The database server of this run."""
    given: dict[str, str] | None = getattr(pytestconfig, "workerinput", {}).get("cluster")
    return Cluster(**given) if given else pytestconfig.stash[_CLUSTER].cluster


@pytest.fixture
def database_url(cluster: Cluster) -> Iterator[str]:
    """A migrated, empty database for one test."""
    with cluster.fresh_database() as url:
        yield url


@pytest.fixture(scope="module")
def module_database_url(cluster: Cluster) -> Iterator[str]:
    """A migrated, empty database for the tests of one file."""
    with cluster.fresh_database() as url:
        yield url


@pytest.fixture
def processes(database_url: str, tmp_path: Path) -> Iterator[Processes]:
    """Starts real processes on the test's own database."""
    with running_processes(database_url, tmp_path) as running:
        yield running


@pytest.fixture
def app_server(processes: Processes) -> OwnProcess:
    """A running web process."""
    return processes.start("web")


@pytest.fixture
def worker_process(processes: Processes) -> OwnProcess:
    """A running worker on the same database."""
    return processes.start("worker")


@pytest.fixture(scope="module")
def module_processes(
    module_database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Processes]:
    """Starts real processes for the tests of one file."""
    with running_processes(module_database_url, tmp_path_factory.mktemp("processes")) as running:
        yield running


@pytest.fixture(scope="module")
def module_app_server(module_processes: Processes) -> OwnProcess:
    """A running web process for the tests of one file."""
    return module_processes.start("web")


@pytest.fixture
def shop(app_server: OwnProcess, database_url: str) -> Shop:
    """A furnished shop of the test's own."""
    return furnish(app_server, database_url)


@pytest.fixture(scope="module")
def module_shop(module_app_server: OwnProcess, module_database_url: str) -> Shop:
    """A furnished shop for the tests of one file."""
    return furnish(module_app_server, module_database_url)


@pytest.fixture
def smtp_server() -> Iterator[MailServer]:
    """A real mail server that keeps what it receives."""
    with running_mail_server() as server:
        yield server


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """A real Redis; skips where none is installed."""
    with running_redis(require_program("redis-server")) as server:
        yield server


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the whole browser; skips where none is installed."""
    return require_program("chromium")


@pytest.fixture(scope="session")
def bare_chromium(chromium: str) -> str:
    """The browser without windows to draw, which costs two thirds; else the whole one."""
    return find_program("chromium-headless-shell") or chromium
