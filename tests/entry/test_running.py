"""An installation that runs: what doctor says of it, and what happens when a part of it dies."""

import json
import os
import signal
import time
from collections.abc import Iterator

import pytest

from tests.servers.patience import PATIENCE
from tests.servers.serve import Installation, installation
from zhiyin.entry.bench.stand import free_port

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def module_running() -> Iterator[Installation]:
    """Started once: starting is most of what looking at it costs."""
    with installation() as running:
        running.serve()
        yield running


def test_doctor_finds_a_running_installation_healthy(module_running: Installation) -> None:
    answer = module_running.run("doctor", "--json")
    seen = json.loads(answer.stdout)
    findings = {one["name"]: one["status"] for one in seen["findings"]}
    assert answer.returncode == 0, answer.stdout
    for name in (
        "database",
        "clock",
        "durability",
        "migrations",
        "web",
        "data folder",
        "understanding",
    ):
        assert findings[name] == "ok"
    assert {one["name"] for one in seen["processes"]} >= {"web", "worker", "database"}
    assert all(one["memory_mb"] > 0 for one in seen["processes"])


def test_the_folder_of_a_running_installation_is_refused(module_running: Installation) -> None:
    answer = Installation(module_running.folder, free_port()).run("serve")
    assert answer.returncode == 1
    assert "in use by process" in answer.stderr
    assert module_running.is_healthy()


def test_doctor_says_how_inference_stands_and_that_its_death_is_no_fault(
    module_running: Installation,
) -> None:

    def look() -> tuple[int, str]:
        answer = module_running.run("doctor", "--json")
        findings = json.loads(answer.stdout)["findings"]
        return answer.returncode, next(
            one["status"] for one in findings if one["name"] == "inference"
        )

    deadline = time.monotonic() + PATIENCE
    while look() != (0, "ok"):
        assert time.monotonic() < deadline, module_running.log.read_text()
        time.sleep(0.2)
    os.kill(module_running.pid_of("inference"), signal.SIGSTOP)
    assert look() == (0, "notice")
    assert module_running.is_healthy()
    os.kill(module_running.pid_of("inference"), signal.SIGCONT)


@pytest.mark.parametrize("name", ["web", "worker", "inference", "database"])
def test_a_process_that_dies_is_started_again(module_running: Installation, name: str) -> None:
    before = module_running.pid_of(name)
    os.kill(before, signal.SIGKILL)
    module_running.wait_for("ended unexpectedly")
    deadline = time.monotonic() + PATIENCE
    while not (
        any(one.name == name and one.pid != before for one in module_running.processes())
        and module_running.is_healthy()
    ):
        assert time.monotonic() < deadline, module_running.log.read_text()
        time.sleep(0.1)
