"""Rules for tests: making one, waiting for what it did."""

from collections.abc import Sequence
from typing import Any

from tests.servers.patience import until
from tests.servers.shop import Shop


def action(code: str, **values: Any) -> dict[str, Any]:
    """An action with its parameters."""
    return {"code": code, "values": values}


def asks(fact: str, *values: str, op: str = "any") -> dict[str, Any]:
    """A group of one condition."""
    return {"conditions": [{"fact": fact, "op": op, "values": list(values)}]}


def document(about: str = "ticket", **parts: Any) -> dict[str, Any]:
    """When, if, then."""
    start = {} if "standstill" in parts else {"happening": "tickets.made"}
    return {"about": about, **start, "actions": [action("tickets.raise_priority")], **parts}


def make_rule(
    shop: Shop, name: str = "规则", role: str = "manager", *, on: bool = True, **parts: Any
) -> dict[str, Any]:
    """A rule somebody of this role has made; the worker already follows the record for it."""
    with shop.client(role) as client:
        body = {"name": name, "document": document(**parts), "on": on}
        answer = client.post("/api/automation/rules", json=body)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
    return made


def wait_for_reader(shop: Shop) -> None:
    """Waits until what happens from now on is read."""
    until(lambda: shop.run("SELECT 1 FROM event_readers WHERE name = 'automation'"))


def runs(shop: Shop, rule: dict[str, Any], role: str = "manager") -> Sequence[dict[str, Any]]:
    """What the rule did, the newest first."""
    with shop.client(role) as client:
        answer = client.get(f"/api/automation/rules/{rule['id']}/runs")
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["items"]
    return found


def ended(shop: Shop, rule: dict[str, Any], count: int = 1) -> Sequence[dict[str, Any]]:
    """Its runs, once so many have ended."""
    until(lambda: len([one for one in runs(shop, rule) if one["ended_at"]]) >= count)
    return runs(shop, rule)


def settled(shop: Shop) -> None:
    """Waits until everything that happened was read by all, and everything due was done."""
    behind = """
        SELECT (SELECT count(*) FROM event_todo)
            + (SELECT count(*) FROM automation_runs WHERE state = 'waiting' AND next_at <= now())
            + (SELECT count(*) FROM events e JOIN event_readers r ON r.name = 'automation'
               AND (e.xid, e.id) > (r.xid, r.event_id)
               WHERE e.kind IN ('tickets.TicketMade', 'tickets.TicketChanged',
                                'tickets.TicketAssigned'))
    """
    until(lambda: shop.run(behind)[0][0] == 0)
