"""Deleted things rest 30 days and come back as they were."""

from typing import Any

import psycopg
import pytest

from tests.servers.shop import Shop
from zhiyin.entry.building import build_house
from zhiyin.kernel.bin.bin import purge_bin
from zhiyin.kernel.environment import Environment

ROLE = {
    "code": "night",
    "name": {"zh-CN": "夜班", "en": "Night"},
    "permissions": ["presence.read"],
    "scope": "own",
}
SUBJECT = {"code": "night", "name": {"zh-CN": "夜间", "en": "Night"}, "tier": "B"}


def _make(shop: Shop, path: str, body: dict[str, Any]) -> str:
    with shop.client("owner") as client:
        answer = client.post(path, json=body)
        assert answer.status_code == 201, answer.text
        made: str = answer.json()["id"]
    return made


def _ids(shop: Shop, path: str, role: str = "owner") -> list[str]:
    with shop.client(role) as client:
        return [one["id"] for one in client.get(path).json()]


def _delete(shop: Shop, path: str) -> None:
    with shop.client("owner") as client:
        assert client.delete(path).status_code == 204


def _restore(shop: Shop, kind: str, one: str, role: str = "owner") -> int:
    with shop.client(role) as client:
        return client.post(f"/api/bin/{kind}/{one}/restore").status_code


@pytest.mark.parametrize(
    ("kind", "path", "body"),
    [
        ("role", "/api/roles", ROLE),
        ("team", "/api/teams", {"name": "夜班组"}),
        ("subject", "/api/subjects", SUBJECT),
    ],
)
def test_what_is_deleted_comes_back(
    module_shop: Shop, kind: str, path: str, body: dict[str, Any]
) -> None:
    one = _make(module_shop, path, body)
    before = _ids(module_shop, path)
    _delete(module_shop, f"{path}/{one}")
    assert one not in _ids(module_shop, path)
    with module_shop.client("owner") as client:
        client.get("/api/bin")  # a process learns new names at the second look
        held = next(item for item in client.get("/api/bin").json() if item["id"] == one)
        assert (held["kind"], held["deleted_by"]) == (kind, "负责人")
        assert client.delete(f"{path}/{one}").status_code == 404
        assert client.patch(f"{path}/{one}", json={}).status_code == 404
    assert one not in _ids(module_shop, "/api/bin", "agent_senior")
    assert _restore(module_shop, kind, one, "agent_senior") == 404
    assert _restore(module_shop, kind, one) == 200
    assert _ids(module_shop, path) == before
    assert _restore(module_shop, kind, one) == 404


def test_a_team_comes_back_with_its_people(module_shop: Shop) -> None:
    member = module_shop.ids["agent_junior"]
    team = _make(module_shop, "/api/teams", {"name": "仓库", "member_ids": [member]})
    _delete(module_shop, f"/api/teams/{team}")
    with module_shop.client("owner") as client:
        staff = client.get("/api/staff").json()
        assert all(team not in one["team_ids"] for one in staff)
    assert _restore(module_shop, "team", team) == 200
    with module_shop.client("owner") as client:
        shown = next(one for one in client.get("/api/teams").json() if one["id"] == team)
    assert shown["member_ids"] == [member]


def test_a_subject_comes_back_at_the_top_when_its_parent_is_gone(module_shop: Shop) -> None:
    parent = _make(module_shop, "/api/subjects", SUBJECT | {"code": "p"})
    child = _make(module_shop, "/api/subjects", SUBJECT | {"code": "c", "parent_id": parent})
    with module_shop.client("owner") as client:
        assert client.delete(f"/api/subjects/{parent}").status_code == 409
    _delete(module_shop, f"/api/subjects/{child}")
    _delete(module_shop, f"/api/subjects/{parent}")
    body = SUBJECT | {"code": "d", "parent_id": parent}
    with module_shop.client("owner") as client:
        assert client.post("/api/subjects", json=body).status_code == 404
    assert _restore(module_shop, "subject", child) == 200
    with module_shop.client("owner") as client:
        shown = next(one for one in client.get("/api/subjects").json() if one["id"] == child)
    assert shown["parent_id"] is None


async def test_after_thirty_days_it_is_gone_unless_history_names_it(
    module_shop: Shop, module_database_url: str, tmp_path
) -> None:
    free = _make(module_shop, "/api/teams", {"name": "临时", "member_ids": []})
    named = _make(module_shop, "/api/teams", {"name": "老团队"})
    young = _make(module_shop, "/api/teams", {"name": "昨天"})
    for one in (free, named, young):
        _delete(module_shop, f"/api/teams/{one}")
    with psycopg.connect(module_database_url, autocommit=True) as connection:
        connection.execute("UPDATE channel_accounts SET team_id = %s", [named])
        connection.execute(
            "UPDATE teams SET deleted_at = now() - interval '31 days' WHERE id IN (%s, %s)",
            [free, named],
        )
    assert _restore(module_shop, "team", free) == 404
    assert free not in _ids(module_shop, "/api/bin")
    house = build_house(Environment(database_url=module_database_url, data_dir=tmp_path))
    await purge_bin(house.database)
    await house.database.close()
    kept = {str(one) for (one,) in module_shop.run("SELECT id FROM teams")}
    assert free not in kept
    assert {named, young} <= kept
    assert _restore(module_shop, "team", young) == 200
