"""A trail is handed out, moves with the file, and is gone with its customer; the proof stays."""

import io
import json
import zipfile
from typing import Any

from tests.modules.customers.people import follow
from tests.modules.visits.test_trail import choose, page, switch, talk, tell
from tests.servers.processes import Processes
from tests.servers.shop import Shop


async def _somebody(shop: Shop, path: str) -> str:
    """Who agreed, looked at a page and wrote; answers the customer."""
    token = shop.session()["token"]
    choose(shop, token, given=True)
    tell(shop, token, page(shop, path))
    return (await talk(shop, token))[1]


def _parts(shop: Shop, customer: str) -> dict[str, list[dict[str, Any]]]:
    with shop.client("owner") as owner:
        job = owner.post(f"/api/customers/{customer}/export").json()["job_id"]
        follow(shop, "owner", job)
        content = owner.get(f"/api/jobs/{job}/file").content
    data = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("data.json"))
    return {part["title"]["en"]: part["rows"] for part in data["parts"]}


async def test_a_trail_is_exported_joined_and_erased_and_the_proof_names_nobody(
    shop: Shop, processes: Processes
) -> None:
    switch(shop, "ask")
    processes.start("worker")
    kept, gone = await _somebody(shop, "/kept"), await _somebody(shop, "/gone")
    parts = _parts(shop, kept)
    assert [row["path"] for row in parts["Pages looked at"]] == ["/kept"]
    assert [row["given"] for row in parts["Consent"]] == [True]

    with shop.client("owner") as owner:
        owner.post(
            f"/api/customers/{gone}/consents/page_trail/withdraw", json={}
        ).raise_for_status()
        owner.post(f"/api/customers/{kept}/join", json={"from_id": gone}).raise_for_status()
        history = owner.get(f"/api/customers/{kept}/consents").json()[0]["history"]
        assert [one["given"] for one in history] == [False, True, True]
        name = owner.get(f"/api/customers/{kept}").json()["name"]
        asked = owner.post(f"/api/customers/{kept}/erase", json={"name": name})
    assert follow(shop, "owner", asked.json()["job_id"])["state"] == "done"

    assert shop.run("SELECT * FROM visits") == []
    left = shop.run("SELECT customer_id::text, subject_hash, given FROM consents ORDER BY at")
    assert left == [(kept, None, True), (kept, None, True), (kept, None, False)]
