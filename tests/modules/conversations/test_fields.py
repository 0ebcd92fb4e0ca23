"""Custom fields of a conversation: filled in while it is open, asked for at its end."""

from typing import Any

from tests.modules.catalogue.fields import choice, make_field
from tests.modules.customers.people import talk
from tests.servers.shop import Shop


def _define(shop: Shop) -> None:
    with shop.client("owner") as client:
        if client.get("/api/fields", params={"kind": "conversation"}).json():
            return
    make_field(shop, "remark", "text", kind="conversation")
    make_field(
        shop, "outcome", "choice", kind="conversation", required=True,
        choices=[choice("answered"), choice("refunded")],
    )  # fmt: skip


def _path(who: dict[str, Any]) -> str:
    return f"/api/conversations/{who['conversation']}"


async def _held(shop: Shop) -> dict[str, Any]:
    """A conversation that a senior agent holds."""
    _define(shop)
    shop.online("agent_senior")
    who = await talk(shop, "在吗")
    with shop.client("agent_senior") as client:
        client.post(f"{_path(who)}/pick")
    return who


async def test_what_is_required_is_asked_for_at_the_end(module_shop: Shop) -> None:
    who = await _held(module_shop)
    with module_shop.client("agent_senior") as client:
        refused = client.post(f"{_path(who)}/close", json={})
        assert refused.status_code == 422
        assert list(refused.json()["error"]["fields"]) == ["fields.outcome"]
        # Nothing of a refused end has happened.
        assert client.get(_path(who)).json()["conversation"]["state"] != "closed"
        wrong = client.post(f"{_path(who)}/close", json={"fields": {"outcome": "lost"}})
        assert wrong.status_code == 422
        body = {"fields": {"outcome": "answered"}, "result": "solved"}
        assert client.post(f"{_path(who)}/close", json=body).status_code == 200
        told = client.get(f"{_path(who)}/fields").json()
        assert told == {"fields": {"outcome": "answered"}, "version": 1, "editable": False}
        # What was filled in is enough when it is opened and ended again.
        client.post(f"{_path(who)}/reopen").raise_for_status()
        assert client.post(f"{_path(who)}/close", json={}).status_code == 200
        late = client.patch(f"{_path(who)}/fields", json={"fields": {"remark": "x"}})
        assert late.json()["error"]["code"] == "conversation_closed"


async def test_who_looks_on_is_told_and_versions_are_compared(module_shop: Shop) -> None:
    who = await _held(module_shop)
    async with module_shop.staff("owner") as ear:
        await ear.say(type="watch", topics=[f"conversation:{who['conversation']}"])
        await ear.hear("watching")
        with module_shop.client("agent_senior") as client:
            body = {"fields": {"remark": "要发票"}}
            first = client.patch(f"{_path(who)}/fields", json=body, headers={"If-Match": "0"})
            assert (first.json()["fields"], first.json()["version"]) == ({"remark": "要发票"}, 1)
            late = client.patch(f"{_path(who)}/fields", json=body, headers={"If-Match": "0"})
            assert late.status_code == 409
        await ear.hear("topic", lambda f: f["topic"] == f"fields:{who['conversation']}")
    audited = module_shop.run(
        "SELECT after::text FROM audit WHERE verb = 'conversations.edit_fields' AND ref_id = %s",
        who["conversation"],
    )
    assert "remark" in str(audited)
    assert "要发票" not in str(audited)


async def test_only_the_holder_fills_in(module_shop: Shop) -> None:
    who = await _held(module_shop)
    with module_shop.client("quality") as client:
        assert client.get(f"{_path(who)}/fields").json()["editable"] is False
        body = {"fields": {"remark": "x"}}
        assert client.patch(f"{_path(who)}/fields", json=body).status_code == 403
