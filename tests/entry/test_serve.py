"""`zhiyin serve`: one command runs everything, recovers, and leaves nothing behind."""

import json
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.servers.serve import Installation, installation
from zhiyin.entry.supervisor import Child

pytestmark = pytest.mark.whole


@pytest.fixture
def shop() -> Iterator[Installation]:
    with installation() as running:
        yield running


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


def test_several_web_processes_share_the_port() -> None:
    with installation(ZHIYIN_WEB_PROCESSES="2") as shop:
        shop.serve()
        assert sum(one.name == "web" for one in shop.processes()) == 2
        sleeping = shop.pid_of("web")
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


def test_demo_is_refused_where_others_can_reach_it() -> None:
    with installation(ZHIYIN_HOST="0.0.0.0") as shop:
        for words in (["serve", "--demo"], ["serve", "--live"], ["demo"]):
            answer = shop.run(*words)
            assert answer.returncode == 1
            assert "only for trying things out on this machine" in " ".join(answer.stderr.split())


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
