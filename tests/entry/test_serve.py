"""`zhiyin serve`: one command runs everything, recovers, and leaves nothing behind."""

import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.servers.serve import Installation, installation
from zhiyin.entry.bench.stand import free_port
from zhiyin.entry.supervisor import Child


@pytest.fixture
def shop() -> Iterator[Installation]:
    with installation() as running:
        yield running


def _pid_of(shop: Installation, name: str) -> int:
    return next(one.pid for one in shop.processes() if one.name == name)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_runs_everything_and_a_stop_ends_it(shop: Installation, number: int) -> None:
    shop.serve()
    assert shop.is_healthy()
    processes = shop.processes()
    names = {one.name for one in processes}
    assert names == {"web", "worker", "inference", "supervisor", "database"}

    assert shop.end(number) == 0
    shop.wait_until_gone(processes)
    assert shop.processes() == []
    assert "/console/" in shop.log.read_text()


def test_kill_of_the_supervisor_ends_everything_and_the_next_start_recovers(
    shop: Installation,
) -> None:
    shop.serve()
    processes = shop.processes()
    shop.end(signal.SIGKILL)
    shop.wait_until_gone(processes)

    shop.serve()
    assert shop.is_healthy()


def test_kill_of_everything_is_survived(shop: Installation) -> None:
    shop.serve()
    processes = shop.processes()
    for one in processes:
        if psutil.pid_exists(one.pid):
            os.kill(one.pid, signal.SIGKILL)
    assert shop.process is not None
    shop.process.wait()
    shop.wait_until_gone(processes)

    shop.serve()
    assert shop.is_healthy()


@pytest.mark.parametrize("name", ["web", "worker", "inference", "database"])
def test_a_process_that_dies_is_started_again(shop: Installation, name: str) -> None:
    shop.serve()
    before = _pid_of(shop, name)
    os.kill(before, signal.SIGKILL)
    shop.wait_for("ended unexpectedly")
    deadline = time.monotonic() + 60
    while not (
        any(one.name == name for one in shop.processes())
        and _pid_of(shop, name) != before
        and shop.is_healthy()
    ):
        assert time.monotonic() < deadline, shop.log.read_text()
        time.sleep(0.1)


def test_several_web_processes_share_the_port() -> None:
    with installation(ZHIYIN_WEB_PROCESSES="2") as shop:
        shop.serve()
        assert sum(one.name == "web" for one in shop.processes()) == 2
        sleeping = _pid_of(shop, "web")
        os.kill(sleeping, signal.SIGSTOP)
        # The other one still answers.
        assert any(shop.is_healthy() for _ in range(5))
        os.kill(sleeping, signal.SIGCONT)


def test_a_taken_port_is_said_at_once(shop: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", shop.port))
        other.listen()
        answer = shop.run("serve")
    assert answer.returncode == 1
    assert "ZHIYIN_PORT" in answer.stderr
    assert not shop.data_dir.exists()


def test_the_folder_of_a_running_installation_is_refused(shop: Installation) -> None:
    shop.serve()
    answer = Installation(shop.folder, free_port()).run("serve")
    assert answer.returncode == 1
    assert "in use by process" in answer.stderr
    assert shop.is_healthy()


def test_demo_is_refused_where_others_can_reach_it() -> None:
    with installation(ZHIYIN_HOST="0.0.0.0") as shop:
        for words in (["serve", "--demo"], ["serve", "--live"], ["demo"]):
            answer = shop.run(*words)
            assert answer.returncode == 1
            assert "only for trying things out on this machine" in " ".join(answer.stderr.split())


def test_doctor_finds_a_running_installation_healthy(shop: Installation) -> None:
    shop.serve()
    answer = shop.run("doctor", "--json")
    seen = json.loads(answer.stdout)
    findings = {one["name"]: one["status"] for one in seen["findings"]}
    assert answer.returncode == 0, answer.stdout
    for name in ("database", "clock", "durability", "migrations", "web", "data folder"):
        assert findings[name] == "ok"
    assert {one["name"] for one in seen["processes"]} >= {"web", "worker", "database"}
    assert all(one["memory_mb"] > 0 for one in seen["processes"])


def test_doctor_says_how_inference_stands_and_that_its_death_is_no_fault(
    shop: Installation,
) -> None:
    shop.serve()

    def look() -> tuple[int, str]:
        answer = shop.run("doctor", "--json")
        findings = json.loads(answer.stdout)["findings"]
        return answer.returncode, next(
            one["status"] for one in findings if one["name"] == "inference"
        )

    deadline = time.monotonic() + 60
    while look() != (0, "ok"):
        assert time.monotonic() < deadline, shop.log.read_text()
        time.sleep(0.2)
    os.kill(_pid_of(shop, "inference"), signal.SIGSTOP)
    assert look() == (0, "notice")
    assert shop.is_healthy()
    os.kill(_pid_of(shop, "inference"), signal.SIGCONT)


def test_doctor_says_what_to_do_about_a_database_that_is_away() -> None:
    nowhere = "postgresql://zhiyin:geheim@127.0.0.1:1/zhiyin"
    with installation(ZHIYIN_DATABASE_URL=nowhere) as shop:
        answer = shop.run("doctor", "--json")
    assert answer.returncode == 1
    assert "geheim" not in answer.stdout
    finding = next(
        one for one in json.loads(answer.stdout)["findings"] if one["name"] == "database"
    )
    assert finding["status"] == "problem"
    assert "ZHIYIN_DATABASE_URL" in finding["advice"]


@pytest.mark.long
def test_backup_of_a_running_installation_comes_back(shop: Installation, tmp_path: Path) -> None:
    shop.serve()
    file = tmp_path / "shop.tar.gz"
    assert shop.run("backup", str(file)).returncode == 0
    refused = shop.run("restore", str(file))
    assert refused.returncode == 1
    assert "Stop `zhiyin serve` first" in refused.stderr
    shop.end(signal.SIGTERM)
    back = shop.run("restore", str(file))
    assert back.returncode == 0, back.stderr
    shop.serve()
    assert shop.is_healthy()


def test_pauses_between_restarts_grow_and_are_forgotten() -> None:
    child = Child("web", started_at=0.0)
    pauses = [child.pause_after_failure(now=1.0) for _ in range(9)]
    assert pauses[0] == 0.0
    assert pauses == sorted(pauses)
    assert pauses[-1] == pytest.approx(15.0)
    assert child.pause_after_failure(now=1000.0) == 0.0
