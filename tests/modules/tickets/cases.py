"""Tickets for tests: the types that are there, making one, changing one."""

from typing import Any

import httpx

from tests.servers.shop import Shop


def type_id(shop: Shop, code: str = "general") -> str:
    """One of the types that are there from the beginning."""
    return str(shop.run("SELECT id FROM ticket_types WHERE code = %s", code)[0][0])


def make(
    shop: Shop, role: str = "agent_senior", kind: str = "general", **body: Any
) -> dict[str, Any]:
    """A ticket somebody of this role has made."""
    with shop.client(role) as client:
        given = {"type_id": type_id(shop, kind), "title": "茶壶有裂纹", **body}
        answer = client.post("/api/tickets", json=given)
        assert answer.status_code == 201, answer.text
        ticket: dict[str, Any] = answer.json()
    return ticket


def patch(
    shop: Shop, ticket: dict[str, Any], role: str = "agent_senior", **body: Any
) -> httpx.Response:
    """What comes of changing it."""
    with shop.client(role) as client:
        return client.patch(f"/api/tickets/{ticket['id']}", json=body)


def post(
    shop: Shop, ticket: dict[str, Any], verb: str, role: str = "agent_senior", **body: Any
) -> httpx.Response:
    """What comes of doing something with it."""
    with shop.client(role) as client:
        return client.post(f"/api/tickets/{ticket['id']}/{verb}", json=body)


def read(shop: Shop, ticket: dict[str, Any], role: str = "manager") -> dict[str, Any]:
    """The ticket as somebody of this role sees it."""
    with shop.client(role) as client:
        answer = client.get(f"/api/tickets/{ticket['id']}")
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
    return found


def listed(shop: Shop, role: str = "manager", **query: Any) -> list[str]:
    """Ids of the tickets that a list shows."""
    with shop.client(role) as client:
        answer = client.get("/api/tickets", params=query)
        assert answer.status_code == 200, answer.text
        return [one["id"] for one in answer.json()["items"]]
