"""The bot on duty in the demo shop."""

import time
from typing import Any

from tests.e2e.agents import Agent
from tests.servers.patience import PATIENCE
from tests.servers.processes import Processes


def _set(manager: Agent, **changes: Any) -> dict[str, Any]:
    answer = manager.http.patch("/api/bot", json=changes)
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


def on_duty(manager: Agent, processes: Processes) -> dict[str, Any]:
    """Has it answer in every shop, and ask back rather than answer at once."""
    processes.start("worker")
    processes.start("inference")
    state = _set(manager, ai_on=True, on=True, least_sure=99, near_from=1)
    places = [{"shop_id": one["shop_id"], "on": True, "first": True} for one in state["shops"]]
    _set(manager, places=places)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        now: dict[str, Any] = manager.http.get("/api/bot").json()
        if now["online"]:
            return now
        time.sleep(0.3)
    raise AssertionError("the bot did not come on duty")
