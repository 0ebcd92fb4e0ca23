"""Payouts for tests: asking for them, deciding, paying."""

from typing import Any

import httpx

from tests.modules.tickets.cases import make as make_ticket
from tests.servers.shop import Shop, hire

Payout = dict[str, Any]


def ask(
    shop: Shop, amount: int, role: str = "agent_junior", ticket: str | None = None, **body: Any
) -> httpx.Response:
    """What comes of asking for a payout for a ticket, a new one unless it is named."""
    ticket = ticket or make_ticket(shop, role, team_id=shop.team_id)["id"]
    given = {"about": {"kind": "ticket", "id": ticket}, "amount": amount, "reason": "茶壶有裂纹"}
    with shop.client(role) as client:
        return client.post("/api/payouts", json={**given, **body})


def asked(shop: Shop, amount: int, role: str = "agent_junior", **body: Any) -> Payout:
    """A payout that was asked for."""
    answer = ask(shop, amount, role, **body)
    assert answer.status_code == 201, answer.text
    made: Payout = answer.json()
    return made


def act(shop: Shop, row: Payout, verb: str, role: str, **body: Any) -> httpx.Response:
    """What comes of deciding about a payout."""
    with shop.client(role) as client:
        return client.post(f"/api/payouts/{row['id']}/{verb}", json=body)


def note(shop: Shop, verb: str, *rows: Payout, role: str = "finance", **body: Any) -> Any:
    """What finance says of payouts."""
    with shop.client(role) as client:
        ids = [row["id"] for row in rows]
        return client.post(f"/api/payouts/{verb}", json={"ids": ids, **body})


def read(shop: Shop, row: Payout, role: str = "owner") -> Payout:
    """The payout as it stands now."""
    with shop.client(role) as client:
        answer = client.get(f"/api/payouts/{row['id']}")
        assert answer.status_code == 200, answer.text
        found: Payout = answer.json()
        return found


def cases(shop: Shop, row: Payout) -> list[dict[str, Any]]:
    """The cases about a payout, the newest first."""
    rows = shop.run(
        "SELECT c.id, p.code, c.state FROM cases c JOIN procedures p ON p.id = c.procedure_id"
        " WHERE c.about_kind = 'payout' AND c.about_id = %s ORDER BY c.id DESC",
        row["id"],
    )
    return [{"id": str(one), "code": code, "state": state} for one, code, state in rows]


def finance(shop: Shop) -> str:
    """Somebody of finance; answers the id."""
    return hire(shop, "finance")
