"""Tickets as a table: what it holds, for whom, and what becomes of it."""

import csv
import io
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from python_calamine import CalamineWorkbook

from tests.modules.catalogue.fields import choice, make_field
from tests.modules.customers.people import talk
from tests.modules.tickets.cases import make, post
from tests.servers.patience import until
from tests.servers.shop import Shop
from zhiyin.entry.building import build_house
from zhiyin.kernel.actor import Actor
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.jobs.jobs import JobRun
from zhiyin.modules.tickets import jobs
from zhiyin.modules.tickets.queries.exporting import plan_sheet
from zhiyin.modules.tickets.schemas.transfer import TicketExportIn
from zhiyin.modules.tickets.schemas.views import ViewAsked


def ask(shop: Shop, role: str = "manager", **body: Any) -> bytes:
    """The table somebody of this role asked for."""
    with shop.client(role) as client:
        client.patch("/api/auth/me", json={"language": "zh-CN"}).raise_for_status()
        answer = client.post("/api/tickets/export", json={"asked": {}, **body})
        assert answer.status_code == 202, answer.text
        path = f"/api/jobs/{answer.json()['job_id']}"
        until(lambda: client.get(path).json()["state"] in ("done", "failed"))
        job = client.get(path).json()
        assert job["state"] == "done", job
        file = client.get(f"{path}/file")
        assert file.status_code == 200, file.text
        return file.content


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_table_holds_every_part_in_words(working: Shop) -> None:
    shop = working
    make_field(shop, "loss", "money", kind="ticket")
    make_field(shop, "cause", "choice", kind="ticket", choices=[choice("cracked")])
    make_field(shop, "checker", "staff", kind="ticket")
    fields = {"loss": 1_990, "cause": "cracked", "checker": shop.ids["agent_junior"]}
    ticket = make(
        shop, "manager", title="=1+1", text="电话 13812345678", tags=["急", "茶"], fields=fields,
        due_at="2026-12-01T04:30:00Z", urgency=3,
    )  # fmt: skip
    (titles, row) = table(ask(shop, format="csv"))
    told = dict(zip(titles, row, strict=True))
    assert told["工单号"] == ticket["ref"]
    # A spreadsheet would take it for a formula.
    assert told["标题"] == "'=1+1"
    assert (told["说明"], told["标签"]) == ("电话 13812345678", "急 茶")
    assert (told["类型"], told["状态"], told["紧急程度"]) == ("咨询跟进", "新建", "紧急")
    assert told["期限"] == "2026-12-01 12:30"
    assert (told["loss"], told["cause"]) == ("19.90 CNY", "cracked")
    assert told["checker"] == "agent_junior"
    columns = ["ref", "field:loss", "nothing"]
    book = ask(shop, columns=columns, time_zone="UTC", asked={"field": ["loss:1.."]})
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert sheet == [["工单号", "标题", "loss"], [ticket["ref"], "=1+1", "19.90 CNY"]]
    # What was asked for is not kept once it is made.
    assert shop.run("SELECT count(*) FROM files WHERE ref_kind = 'ticket_export'") == [(0,)]


def test_a_table_holds_what_its_asker_may_see_and_no_more(working: Shop) -> None:
    shop = working
    mine = make(shop, "supervisor", title="致电 13812345678", owner_id=shop.ids["supervisor"])
    foreign = make(shop, "manager", owner_id=shop.ids["manager"])
    shop.run("UPDATE tickets SET team_id = NULL WHERE id = %s", foreign["id"])
    shop.run(
        "UPDATE roles SET permissions = array_remove(permissions, 'customers.see_personal')"
        " WHERE code = 'supervisor'"
    )
    (_, row) = table(ask(shop, "supervisor", format="csv", columns=["ref"]))
    assert row[0] == mine["ref"]
    assert "13812345678" not in row[1]
    with shop.client("agent_senior") as client:
        refused = client.post("/api/tickets/export", json={"asked": {}})
    assert refused.status_code == 403


def test_a_table_follows_the_order_and_words_of_a_view(working: Shop) -> None:
    shop = working
    refs = [make(shop, title=f"紫砂壶 {place}")["ref"] for place in range(3)]
    ended = make(shop, title="青花瓷")
    post(shop, ended, "end", result="补发").raise_for_status()
    asked = {"state": ["open"], "sort": "oldest"}
    rows = table(ask(shop, format="csv", columns=["ref"], asked=asked))
    assert [row[0] for row in rows[1:]] == refs
    rows = table(ask(shop, format="csv", columns=["ref"], asked={"q": "紫砂壶"}))
    assert [row[0] for row in rows[1:]] == refs[::-1]


async def test_a_table_that_waits_goes_when_somebody_is_erased(working: Shop) -> None:
    shop = working
    who = await talk(shop, "裂了")
    make(shop, customer_id=who["customer"])
    ask(shop, format="csv")
    kept = "SELECT count(*) FROM files WHERE ref_kind = 'job' AND name = 'tickets.csv'"
    assert shop.run(kept) == [(1,)]
    with shop.client("owner") as owner:
        name = owner.get(f"/api/customers/{who['customer']}").json()["name"]
        erased = owner.post(f"/api/customers/{who['customer']}/erase", json={"name": name})
        assert erased.status_code == 202, erased.text
    until(lambda: shop.run(kept) == [(0,)])


async def test_a_long_table_says_that_it_was_cut(
    module_shop: Shop, module_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MOST_EXPORTED", 3)
    monkeypatch.setattr(jobs, "MOST", 2)
    house = build_house(Environment(data_dir=tmp_path, database_url=module_database_url))
    staff_id = UUID(module_shop.ids["manager"])
    everything: dict[str, Any] = dict.fromkeys(house.permissions, "all")
    access = Access(Actor("staff", staff_id), language="en", scopes=everything)
    run = JobRun(house.database, new_id(), {}, None, staff_id)
    body = TicketExportIn(asked=ViewAsked(), columns=["ref"])
    async with house.database.reading() as session:
        sheet = await plan_sheet(session, access, body.columns, body.time_zone)
    lengths = []
    for _ in range(4):
        make(module_shop, "manager")
        rows = await jobs.gather(run, access, body, sheet)
        lengths.append(len(rows))
    await house.database.close()
    assert lengths == [2, 3, 4, 5]
    assert rows[-1] == ["Only the first 3 are exported. Please narrow the filter."]
