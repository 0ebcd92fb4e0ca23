"""What a member of staff is told before they go offline with open conversations."""

from typing import Any

from tests.servers.shop import Shop


def _leaving(shop: Shop, role: str) -> dict[str, Any]:
    with shop.client(role) as client:
        answer: dict[str, Any] = client.get("/api/conversations/leaving").raise_for_status().json()
        return answer


async def test_open_conversations_are_counted_and_the_rule_is_told(shop: Shop) -> None:
    shop.online("agent_senior")
    assert _leaving(shop, "agent_senior") == {"open": 0, "kept": False}
    for text in ("一", "二"):
        async with shop.visitor(shop.session()["token"]) as visitor:
            conversation = (await visitor.post(text))["message"]["conversation_id"]
        with shop.client("agent_senior") as client:
            client.post(f"/api/conversations/{conversation}/pick")
    assert _leaving(shop, "agent_senior")["open"] == 2
    with shop.client("agent_senior") as client:
        client.post(f"/api/conversations/{conversation}/close", json={}).raise_for_status()
    rule = {"scope": "organisation", "value": True}
    with shop.client("owner") as owner:
        path = "/api/settings/conversations.keep_at_sign_off"
        owner.put(path, json=rule).raise_for_status()
    assert _leaving(shop, "agent_senior") == {"open": 1, "kept": True}
    assert _leaving(shop, "owner")["open"] == 0
