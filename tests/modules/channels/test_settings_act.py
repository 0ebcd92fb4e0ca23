"""How often channels are probed is what is set."""

import time

import pytest

from tests.servers.patience import PATIENCE
from tests.servers.processes import Processes
from tests.servers.settings import put_settings
from tests.servers.shop import Shop


@pytest.mark.acts("channels.probe_every")
def test_a_widget_is_looked_at_as_often_as_is_set(
    module_shop: Shop, module_processes: Processes
) -> None:
    shop = module_shop
    put_settings(shop, {"channels.probe_every": 1})
    module_processes.start("worker", port=str(shop.server.port))
    deadline = time.monotonic() + PATIENCE
    seen = set()
    # The second look comes before the minute is over in which there would be one.
    while len(seen) < 2:
        assert time.monotonic() < deadline, seen
        seen |= set(shop.run("SELECT checked_at FROM channel_probes WHERE took_ms IS NOT NULL"))
        time.sleep(0.2)
    put_settings(shop, {"channels.probe_every": 0})
    with shop.client("manager") as client:
        assert [one["state"] for one in client.get("/api/widgets/probes").json()] == ["unknown"]
