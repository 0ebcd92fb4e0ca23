"""A channel that customers cannot reach is found and rings; one failure is no alarm."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.servers.patience import PATIENCE
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish
from zhiyin.modules.channels.rules import Health, after_probe

MOMENT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_two_failures_in_a_row_are_a_death_and_one_success_heals() -> None:
    once = after_probe(Health(), MOMENT, failed=True)
    assert once.down_since is None
    assert after_probe(once, MOMENT, failed=False) == Health()
    dead = after_probe(once, MOMENT, failed=True)
    assert dead.down_since == MOMENT
    still = after_probe(dead, MOMENT + timedelta(hours=1), failed=True)
    assert still.down_since == MOMENT
    assert after_probe(still, MOMENT, failed=False) == Health()


def _probe(shop: Shop, state: str) -> dict[str, Any]:
    deadline = time.monotonic() + PATIENCE
    while True:
        with shop.client("manager") as client:
            answer = client.get("/api/widgets/probes")
            answer.raise_for_status()
            (found,) = answer.json()
        if found["state"] == state:
            return dict(found)
        assert time.monotonic() < deadline, found
        # Time passes: what was looked at just now is due again.
        shop.run("UPDATE channel_probes SET checked_at = now() - interval '61 seconds'"
                 " WHERE took_ms IS NOT NULL")  # fmt: skip
        time.sleep(0.3)


def _until(shop: Shop, question: str, wanted: list[tuple[Any, ...]]) -> None:
    deadline = time.monotonic() + PATIENCE
    while shop.run(question) != wanted:
        assert time.monotonic() < deadline, question
        time.sleep(0.1)


def test_the_worker_finds_a_dead_widget_and_its_return(
    processes: Processes, database_url: str
) -> None:
    web = processes.start("web")
    shop = furnish(web, database_url)
    # The worker looks where nobody listens, as it would with a dead proxy in front.
    worker = processes.start("worker", port="9")
    dead = _probe(shop, "down")
    assert dead["fault"] == "unreachable"
    assert dead["down_since"]
    kinds = "SELECT count(*) FROM events WHERE kind = %s"
    assert shop.run(kinds, "channels.ChannelDown") == [(1,)]
    rings = "SELECT resolved_at IS NULL FROM alerts WHERE kind = 'channel_down'"
    _until(shop, rings, [(True,)])
    worker.stop()
    processes.start("worker", port=str(web.port))
    _probe(shop, "up")
    assert shop.run(kinds, "channels.ChannelUp") == [(1,)]
    _until(shop, rings, [(False,)])
    # A year of probes is one visitor.
    looked = shop.run("UPDATE channel_probes SET checked_at = now() - interval '61 seconds'"
                      " RETURNING checked_at")  # fmt: skip
    deadline = time.monotonic() + PATIENCE
    while shop.run("SELECT checked_at FROM channel_probes WHERE fault IS NULL") == looked:
        assert time.monotonic() < deadline
        time.sleep(0.3)
    assert shop.run("SELECT count(*) FROM visitors") == [(1,)]
