"""Outcomes taken by themselves, and ready procedures brought forward."""

from pathlib import Path
from typing import Any

from tests.modules.complaints.complaints import at, calmed, filed, inside
from tests.modules.procedures.papers import document, labels, outcome, step
from tests.servers.shop import Shop
from zhiyin.kernel.db.sessions import Database
from zhiyin.modules.procedures.interface import install_ready

ORDINARY = "茶叶盒子有点压痕，不急"


def test_an_outcome_taken_by_itself_needs_conditions(shop: Shop) -> None:
    paper = document(step("take", outcome("done", auto=True)))
    with shop.client("owner") as client:
        made = client.post("/api/procedures", json={"code": "trial", "name": labels("trial")})
        body = {"document": paper}
        kept = client.put(f"/api/procedures/{made.json()['id']}/draft", json=body)
        assert kept.status_code == 200, kept.text
        problems = client.post("/api/procedures/check", json=body)
        found = problems.json() if problems.status_code == 200 else kept.json()["problems"]
    assert "auto" in str(found)


def _install(shop: Shop, folder: Path) -> None:
    async def run(database: Database) -> None:
        async with database.writing() as session:
            await install_ready(session)

    inside(shop, folder, run)


def _as_before(shop: Shop) -> None:
    """The shop has the first version of the procedure, as it came."""
    shop.run(
        "UPDATE procedure_versions SET number = 1 WHERE procedure_id ="
        " (SELECT id FROM procedures WHERE code = 'complaint')"
    )
    shop.run("UPDATE procedures SET published = 1 WHERE code = 'complaint'")


def _versions(shop: Shop) -> list[tuple[Any, ...]]:
    return shop.run(
        "SELECT v.number, p.published FROM procedure_versions v JOIN procedures p"
        " ON p.id = v.procedure_id WHERE p.code = 'complaint' ORDER BY v.number"
    )


def test_a_ready_procedure_nobody_changed_is_brought_forward_and_cases_stay(
    shop: Shop, tmp_path: Path
) -> None:
    _as_before(shop)
    row = filed(shop, ORDINARY)
    before = at(shop, row, "calm")
    _install(shop, tmp_path)
    _install(shop, tmp_path)
    assert _versions(shop) == [(1, 2), (2, 2)]
    assert at(shop, row, "calm")["number"] == before["number"] == 1
    calmed(shop, row)
    at(shop, row, "handle_4")


def test_what_a_shop_has_changed_is_left_alone(shop: Shop, tmp_path: Path) -> None:
    _as_before(shop)
    with shop.client("owner") as client:
        rows = client.get("/api/procedures").json()
        items = rows["items"] if isinstance(rows, dict) else rows
        one = next(each for each in items if each["code"] == "complaint")
        paper = client.get(f"/api/procedures/{one['id']}").json()["draft"]
        body = {"document": {**paper, "name": labels("ours")}}
        assert client.put(f"/api/procedures/{one['id']}/draft", json=body).status_code == 200
    _install(shop, tmp_path)
    assert _versions(shop) == [(1, 1)]
