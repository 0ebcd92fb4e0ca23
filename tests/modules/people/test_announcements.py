"""Announcements to staff: whom they reach, who has read them, and what an edit does to that."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.servers.shop import Shop, hire

WORDS = {"zh-CN": "周六系统维护，请提前告知顾客", "en": ""}


def announce(shop: Shop, role: str = "supervisor", **more: Any) -> Any:
    with shop.client(role) as client:
        body = {"text": WORDS, "team_ids": [shop.team_id], **more}
        return client.post("/api/announcements", json=body)


def mine(shop: Shop, role: str) -> list[dict[str, Any]]:
    with shop.client(role) as client:
        found: list[dict[str, Any]] = client.get("/api/announcements").json()
    return found


def receipts(shop: Shop, one: str) -> dict[str, tuple[bool, bool]]:
    with shop.client("supervisor") as client:
        rows = client.get(f"/api/announcements/{one}/receipts").json()
    return {
        row["name"]: (row["read_at"] is not None, row["confirmed_at"] is not None) for row in rows
    }


async def test_an_announcement_is_told_confirmed_and_receipted(shop: Shop) -> None:
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    async with shop.staff("agent_senior") as agent:
        await agent.say(type="watch", topics=["announcements"])
        await agent.hear("watching")
        made = announce(shop, must_confirm=True, pinned_until=until).json()
        await agent.hear("topic", lambda f: f["topic"] == "announcements")
        await agent.hear("notice", lambda f: f["notice"]["kind"] == "people.announced")
    told = mine(shop, "agent_senior")[0]
    # Written in one language, it is shown to all.
    assert told["text"] == {"zh-CN": WORDS["zh-CN"], "en": WORDS["zh-CN"]}
    assert (told["read"], told["confirmed"]) == (False, False)
    assert receipts(shop, made["id"])["agent_senior"] == (False, False)
    with shop.client("agent_senior") as client:
        for verb in ("read", "confirm", "read"):
            path = f"/api/announcements/{made['id']}/{verb}"
            client.post(path, json={}).raise_for_status()
        assert client.get("/api/notices").json()["unread"] == 0
    assert receipts(shop, made["id"])["agent_senior"] == (True, True)
    assert receipts(shop, made["id"])["agent_junior"] == (False, False)
    # Who comes later finds it, too.
    hire(shop, "agent_junior", "newcomer")
    assert mine(shop, "newcomer")[0]["id"] == made["id"]


def test_other_words_have_to_be_confirmed_again(shop: Shop) -> None:
    made = announce(shop, must_confirm=True).json()
    with shop.client("agent_senior") as agent:
        agent.post(f"/api/announcements/{made['id']}/confirm", json={}).raise_for_status()
    with shop.client("supervisor") as supervisor:
        path = f"/api/announcements/{made['id']}"
        body = {"text": WORDS, "team_ids": [shop.team_id], "must_confirm": True}
        same = supervisor.put(path, json=body, headers={"If-Match": str(made["version"])})
        same.raise_for_status()
        assert same.json()["confirmed_count"] == 1
        stale = supervisor.put(path, json=body, headers={"If-Match": str(made["version"])})
        assert stale.status_code == 409
        body["text"] = {"zh-CN": "改到周日", "en": "Moved to Sunday"}
        headers = {"If-Match": str(same.json()["version"])}
        changed = supervisor.put(path, json=body, headers=headers).json()
        assert changed["confirmed_count"] == changed["read_count"] == 0
    assert mine(shop, "agent_senior")[0]["confirmed"] is False


def test_withdrawn_and_deleted_ones_are_gone_for_readers_and_can_come_back(shop: Shop) -> None:
    made = announce(shop).json()
    with shop.client("supervisor") as supervisor:
        path = f"/api/announcements/{made['id']}"
        supervisor.post(f"{path}/withdraw", json={}).raise_for_status()
        assert mine(shop, "agent_senior") == []
        assert supervisor.get("/api/announcements/managed").json()[0]["withdrawn_at"] is not None
        with shop.client("agent_senior") as agent:
            assert agent.post(f"{path}/read", json={}).status_code == 404
        supervisor.delete(path).raise_for_status()
        assert supervisor.get("/api/announcements/managed").json() == []
        kinds = [one["kind"] for one in supervisor.get("/api/bin").json()]
        assert kinds == ["announcement"]
        restored = supervisor.post(f"/api/bin/announcement/{made['id']}/restore", json={})
        restored.raise_for_status()
        assert len(supervisor.get("/api/announcements/managed").json()) == 1


def test_who_speaks_for_a_team_does_not_speak_to_all(shop: Shop) -> None:
    assert announce(shop, team_ids=[]).status_code == 403
    assert announce(shop, "owner", team_ids=[]).status_code == 201
    assert announce(shop, "agent_senior").status_code == 403
    assert announce(shop, text={"zh-CN": " ", "en": ""}).status_code == 422
    with shop.client("owner") as owner:
        other = owner.post("/api/teams", json={"name": "别的团队", "member_ids": []}).json()
    theirs = announce(shop, "owner", team_ids=[other["id"]]).json()
    assert theirs["id"] not in [one["id"] for one in mine(shop, "agent_senior")]
    with shop.client("supervisor") as supervisor:
        path = f"/api/announcements/{theirs['id']}/receipts"
        assert supervisor.get(path).status_code == 404
