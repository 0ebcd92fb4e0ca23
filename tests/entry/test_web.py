"""The web process as a whole."""

import httpx
import pytest

from tests.servers.processes import OwnProcess, Processes

pytestmark = pytest.mark.smoke


def test_web_process_answers_and_stops_cleanly(app_server: OwnProcess) -> None:
    answer = httpx.get(f"{app_server.url}/api/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert app_server.stop() in {0, -15}  # uvicorn ends by the signal it got


def test_killed_web_process_serves_again_on_the_same_port(processes: Processes) -> None:
    web = processes.start("web")
    web.kill()
    web.start()
    assert httpx.get(f"{web.url}/api/health").status_code == 200


def test_worker_and_inference_stop_when_told(processes: Processes) -> None:
    for name in ("worker", "inference"):
        assert processes.start(name).stop() in {0, -15}
