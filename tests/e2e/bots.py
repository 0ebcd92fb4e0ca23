"""The bot on duty in the demo shop."""

from typing import Any

from tests.e2e.agents import Agent
from tests.servers.patience import until
from tests.servers.processes import Processes


def _set(manager: Agent, **changes: Any) -> dict[str, Any]:
    answer = manager.http.patch("/api/bot", json=changes)
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


def on_duty(manager: Agent, processes: Processes) -> dict[str, Any]:
    """Has it answer in every shop, and ask back rather than answer at once."""
    processes.one("worker")
    processes.one("inference")
    state = _set(manager, ai_on=True, on=True, least_sure=99, near_from=1)
    places = [{"shop_id": one["shop_id"], "on": True, "first": True} for one in state["shops"]]
    _set(manager, places=places)

    def there() -> dict[str, Any] | None:
        now: dict[str, Any] = manager.http.get("/api/bot").json()
        return now if now["online"] else None

    found: dict[str, Any] = until(there, "the bot did not come on duty")
    return found
