"""Tables of tickets that are taken in: read, checked, taken, taken back, and what they leave be."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.modules.catalogue.fields import choice, make_field
from tests.modules.customers.people import follow, leave, talk
from tests.modules.tickets.cases import make, patch, post, read, type_id
from tests.modules.tickets.test_export import ask, table
from tests.servers.patience import until
from tests.servers.shop import Shop
from zhiyin.kernel.fields.field import CustomField
from zhiyin.modules.tickets.import_rows import Names, gather, guess_parts, read_row

ZONE = ZoneInfo("Asia/Shanghai")
LOSS = CustomField("loss", {"zh-CN": "损失", "en": "Loss"}, "money")
MINE = ("编号", "标题", "类型", "状态", "紧急程度", "客户电话", "标签", "创建时间", "处理结果")


def sheet(*rows: tuple[Any, ...]) -> bytes:
    held = io.StringIO()
    csv.writer(held).writerows(rows)
    return held.getvalue().encode()


def upload(shop: Shop, data: bytes, role: str = "manager", name: str = "旧系统.csv") -> Any:
    with shop.client(role) as client:
        headers = {"X-File-Name": "old.csv" if name.endswith("csv") else "old.xlsx",
                   "Content-Type": "application/octet-stream"}  # fmt: skip
        answer = client.post("/api/tickets/imports", content=data, headers=headers)
        assert answer.status_code == 201, answer.text
        return answer.json()


def go(shop: Shop, of: Any, verb: str, role: str = "manager", **body: Any) -> httpx.Response:
    with shop.client(role) as client:
        return client.post(f"/api/tickets/imports/{of['id']}/{verb}", json=body or None)


def done(shop: Shop, of: Any, verb: str, role: str = "manager", **body: Any) -> Any:
    """The import after a job of it has ended."""
    answer = go(shop, of, verb, role, **body)
    assert answer.status_code == 202, answer.text
    job = follow(shop, role, answer.json()["job_id"])
    assert job["state"] == "done", job
    with shop.client(role) as client:
        return client.get(f"/api/tickets/imports/{of['id']}").json()


def check(shop: Shop, of: Any, role: str = "manager", **more: Any) -> Any:
    parts = [one["part"] for one in of["columns"]]
    usual = {"parts": parts, "type_id": type_id(shop), "shop_id": shop.shop_id}
    return done(shop, of, "check", role, **{**usual, **more})


def take_in(shop: Shop, data: bytes, **more: Any) -> Any:
    of = upload(shop, data)
    check(shop, of, **more)
    return done(shop, of, "take")


def counts(of: Any) -> tuple[int, ...]:
    return tuple(of[name] for name in ("made", "changed", "same", "wrong"))


def rows_of(shop: Shop, of: Any, role: str = "manager") -> list[Any]:
    with shop.client(role) as client:
        found: list[Any] = client.get(f"/api/tickets/imports/{of['id']}/rows").json()["items"]
        return found


def by_key(shop: Shop, key: str) -> Any:
    (row,) = shop.run("SELECT id FROM tickets WHERE key = %s", f"import:{key}")
    return read(shop, {"id": str(row[0])})


def test_columns_are_told_by_their_titles() -> None:
    titles = ["工单号", "Title", "assignee", "损失", "loss", "价格", "Priority", "", "SUBJECT"]
    assert guess_parts(titles, [LOSS]) == [
        "ref", "title", "owner_id", "field:loss", None, None, "priority", None, "subject_id",
    ]  # fmt: skip
    degrees = ["优先级", "紧急程度", "重要程度"]
    assert guess_parts(degrees, []) == [None, "urgency", "importance"]


NAMES = Names({"urgency": gather([("紧急", 3), ("Urgent", 3)])}, {"loss": LOSS}, ZONE)
ANY_PARTS = ["title", "key", "tags", "due_at", "urgency", "customer_phone", "field:loss", None]


@given(st.lists(st.text(max_size=60), min_size=len(ANY_PARTS), max_size=len(ANY_PARTS)))
def test_whatever_stands_in_a_cell_is_read_or_refused_in_both_languages(cells: list[str]) -> None:
    row = read_row(7, cells, ANY_PARTS, NAMES)
    assert all(problem.zh and problem.en for problem in row.problems)
    assert row.parts.get("urgency", (3,)) == (3,)
    assert len(row.name) <= 80


@given(st.integers(0, 100_000_000))
def test_moments_come_back_as_they_were_written(minutes: int) -> None:
    moment = datetime(1950, 1, 1, tzinfo=ZONE) + timedelta(minutes=minutes)
    for form in ("%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y年%m月%d日 %H:%M"):
        row = read_row(2, [moment.strftime(form)], ["due_at"], NAMES)
        assert row.problems == []
        assert row.parts["due_at"] == moment


def test_a_table_is_checked_then_taken_in_and_comes_again_without_doubling(working: Shop) -> None:
    shop = working
    data = sheet(
        MINE,
        ("A-1", "釉面脱落", "complaint", "new", "紧急", "13812345678", "急、茶", "2026-01-05 9:30",
         ""),
        ("A-2", "少发一只", "", "已解决", "", "", "", "2026/1/6", "已补发"),
        ("A-3", "", "", "", "", "", "", "", ""),
        ("A-4", "没有这种", "飞天", "新建", "", "12", "", "前天", ""),
        ("A-1", "又一次", "", "", "", "", "", "", ""),
    )  # fmt: skip
    of = upload(shop, data)
    assert [one["part"] for one in of["columns"]] == [
        "key", "title", "type_id", "status", "urgency", "customer_phone", "tags", "made_at",
        "result",
    ]  # fmt: skip
    assert of["columns"][0]["samples"] == ["A-1", "A-2", "A-3"]
    assert go(shop, of, "take").json()["error"]["code"] == "import_not_checked"
    looked = check(shop, of)
    assert counts(looked) == (2, 0, 0, 3), rows_of(shop, of)
    assert shop.run("SELECT count(*) FROM tickets") == [(0,)]
    assert shop.run("SELECT count(*) FROM customers") == [(0,)]
    wrong = {one["row"]: one["remarks"] for one in rows_of(shop, of) if one["outcome"] == "wrong"}
    assert sorted(wrong) == [4, 5, 6]
    said = " ".join(one["zh-CN"] for one in wrong[5])
    for one in ("类型里没有“飞天”", "电话号码不正确", "“前天”不是日期时间"):
        assert one in said
    assert wrong[6][0]["en"].startswith("This number stands in the table twice")

    taken = done(shop, of, "take")
    assert counts(taken) == (2, 0, 0, 3)
    first, second = by_key(shop, "A-1"), by_key(shop, "A-2")
    assert (first["title"], first["urgency"], first["tags"]) == ("釉面脱落", 3, ["急", "茶"])
    assert (first["external"], first["type_id"]) == ("A-1", type_id(shop, "complaint"))
    assert datetime.fromisoformat(first["made_at"]) == datetime(2026, 1, 5, 1, 30, tzinfo=UTC)
    assert first["ref"].startswith("T-2601-")
    assert (second["state"], second["result"]) == ("solved", "已补发")
    made = "SELECT name FROM customers WHERE id = %s"
    assert shop.run(made, first["customer_id"]) == [("138****5678",)]
    # The file is not kept once it is taken in.
    assert shop.run("SELECT count(*) FROM files WHERE ref_kind = 'ticket_import'") == [(0,)]

    again = sheet(
        ("编号", "标题", "紧急程度"), ("A-1", "釉面脱落", "一般"), ("A-2", "少发一只", "")
    )
    assert counts(take_in(shop, again)) == (0, 1, 1, 0)
    assert by_key(shop, "A-1")["urgency"] == 2
    assert shop.run("SELECT count(*) FROM tickets") == [(2,)]


def test_an_exported_table_comes_back_as_it_is(working: Shop) -> None:
    shop = working
    make_field(shop, "loss", "money", kind="ticket")
    make_field(shop, "cause", "choice", kind="ticket", choices=[choice("cracked")])
    make_field(shop, "checker", "staff", kind="ticket")
    fields = {"loss": 1_990, "cause": "cracked", "checker": shop.ids["agent_junior"]}
    make(
        shop, "manager", title="=1+1 裂了", text="第一行\n第二行", tags=["急 件", "茶"],
        fields=fields, due_at="2026-12-01T04:30:17Z", urgency=3, owner_id=shop.ids["agent_senior"],
    )  # fmt: skip
    ended = make(shop, "manager", title="已了结")
    post(shop, ended, "end", "manager", result="补发").raise_for_status()
    before = shop.run("SELECT id, version, changed_at FROM tickets ORDER BY id")
    for form, name in (("csv", "t.csv"), ("xlsx", "t.xlsx")):
        of = upload(shop, ask(shop, format=form), name=name)
        assert counts(check(shop, of)) == (0, 0, 2, 0), rows_of(shop, of)
        assert counts(done(shop, of, "take")) == (0, 0, 2, 0)
    assert shop.run("SELECT id, version, changed_at FROM tickets ORDER BY id") == before
    # Elsewhere the same number may be another ticket.
    rows = table(ask(shop, format="csv"))
    made_at = rows[0].index("创建")
    told = [[*row[:made_at], "2020-01-01 10:00", *row[made_at + 1 :]] for row in rows[1:]]
    of = upload(shop, sheet(tuple(rows[0]), *map(tuple, told)))
    assert "外部编号" in rows_of(shop, check(shop, of))[0]["remarks"][0]["zh-CN"]


def test_what_comes_ended_rings_nobody_and_begins_nothing(working: Shop) -> None:
    shop = working
    owner = "agent_senior"
    data = sheet(
        ("编号", "标题", "状态", "负责人", "期限"),
        ("B-1", "早已办完", "已关闭", owner, "2026-01-01"),
        ("B-2", "还在办", "新建", owner, ""),
    )
    take_in(shop, data)
    live, ended = by_key(shop, "B-2"), by_key(shop, "B-1")
    until(lambda: (read(shop, live)["promise"] or {}).get("kind") == "first_response")
    clocks = "SELECT count(*) FROM clocks WHERE ref_id = %s"
    assert shop.run(clocks, ended["id"]) == [(0,)]
    assert shop.run("SELECT count(*) FROM timers WHERE ref_id = %s", ended["id"]) == [(0,)]
    # An import that ends what is worked on does not ring either.
    take_in(shop, sheet(("编号", "状态"), ("B-2", "已解决")))
    until(lambda: shop.run(clocks + " AND ended_at IS NULL", live["id"]) == [(0,)])
    assert read(shop, live)["state"] == "solved"
    until(lambda: shop.run("SELECT count(*) FROM event_todo") == [(0,)])
    assert shop.run("SELECT count(*) FROM notices WHERE kind LIKE 'tickets.%%'") == [(0,)]


async def test_customers_are_met_by_phone_mail_and_name(working: Shop) -> None:
    shop = working
    who = await talk(shop, "裂了")
    leave(shop, who, phone="13912340000")
    shop.run("UPDATE customers SET name = '王芳', name_key = '王芳' WHERE id = %s", who["customer"])
    data = sheet(
        ("编号", "标题", "客户", "电话", "邮箱"),
        ("C-1", "按电话", "", "+86 139 1234 0000", ""),
        ("C-2", "按姓名", "王芳", "", ""),
        ("C-3", "没有此人", "李雷", "", ""),
        ("C-4", "新客户", "韩梅", "", "mei@example.cn"),
    )
    of = upload(shop, data)
    looked = check(shop, of)
    assert counts(looked) == (4, 0, 0, 0)
    remarks = {one["row"]: one["remarks"] for one in rows_of(shop, of)}
    assert "李雷" in remarks[4][0]["zh-CN"]
    assert remarks[2] == remarks[3] == remarks[5] == []
    done(shop, of, "take")
    assert by_key(shop, "C-1")["customer_id"] == by_key(shop, "C-2")["customer_id"]
    assert by_key(shop, "C-1")["customer_id"] == who["customer"]
    assert by_key(shop, "C-3")["customer_id"] is None
    assert by_key(shop, "C-4")["customer_name"] == "韩梅"
    # Two of one name cannot be told apart.
    shop.run("UPDATE customers SET name_key = '王芳' WHERE name = '韩梅'")
    of = upload(shop, sheet(("编号", "标题", "客户"), ("C-5", "哪一位", "王芳")))
    assert counts(check(shop, of)) == (0, 0, 0, 1)
    # What tables say of rows goes when somebody is erased.
    with shop.client("owner") as client:
        erased = client.post(f"/api/customers/{who['customer']}/erase", json={"name": "王芳"})
        assert erased.status_code == 202, erased.text
    until(
        lambda: (
            shop.run("SELECT count(*) FROM ticket_import_rows WHERE name <> ''") == [(0,)]
            and shop.run("SELECT count(*) FROM files WHERE ref_kind = 'ticket_import'") == [(0,)]
        )
    )


def test_an_import_is_taken_back_but_what_people_have_done(working: Shop) -> None:
    shop = working
    old = make(shop, "manager", title="原来的标题", urgency=1)
    worked = make(shop, "manager", title="有人改过")
    titles = ("工单号", "编号", "标题", "紧急程度")
    data = sheet(
        titles,
        (old["ref"], "", "新的标题", "紧急"),
        (worked["ref"], "", "被覆盖", ""),
        ("", "D-1", "新建的", ""),
        ("", "D-2", "有人评论", ""),
    )
    of = upload(shop, data)
    check(shop, of)
    taken = done(shop, of, "take")
    assert (counts(taken), taken["may_undo"]) == ((2, 2, 0, 0), True)
    patch(shop, worked, "manager", title="同事的标题").raise_for_status()
    kept = by_key(shop, "D-2")
    post(shop, kept, "comments", "manager", text="我在看").raise_for_status()
    gone = by_key(shop, "D-1")
    back = done(shop, of, "undo")
    assert (back["back"], back["may_undo"]) == (2, False)
    stands = read(shop, old)
    assert (stands["title"], stands["urgency"]) == ("原来的标题", 1)
    assert read(shop, worked)["title"] == "同事的标题"
    assert read(shop, kept)["title"] == "有人评论"
    with shop.client("manager") as client:
        assert client.get(f"/api/tickets/{gone['id']}").status_code == 404
    until(
        lambda: (
            shop.run(
                "SELECT count(*) FROM clocks WHERE ref_id = %s AND ended_at IS NULL", gone["id"]
            )
            == [(0,)]
        )
    )
    assert go(shop, of, "undo").json()["error"]["code"] == "import_not_undoable"


def test_rows_reach_no_further_than_whoever_brings_them(working: Shop) -> None:
    shop = working
    foreign = make(shop, "manager", owner_id=shop.ids["manager"])
    shop.run("UPDATE tickets SET team_id = NULL WHERE id = %s", foreign["id"])
    for role in ("supervisor", "agent_senior"):
        with shop.client(role) as client:
            assert client.get("/api/tickets/imports").status_code == 403
    shop.run("UPDATE roles SET permissions = permissions || ARRAY['tickets.import']"
             " WHERE code IN ('supervisor', 'agent_senior')")  # fmt: skip
    data = sheet(("工单号", "标题"), (foreign["ref"], "改一改"), ("", "我的"))
    of = upload(shop, data, "agent_senior")
    assert counts(check(shop, of, "agent_senior")) == (1, 0, 0, 1)
    assert "无权" in rows_of(shop, of, "agent_senior")[0]["remarks"][0]["zh-CN"]
    assert counts(done(shop, of, "take", "agent_senior")) == (1, 0, 0, 1)
    assert read(shop, foreign)["title"] != "改一改"
    # Somebody else's import is not there for them.
    with shop.client("supervisor") as client:
        assert client.get(f"/api/tickets/imports/{of['id']}").status_code == 404
    with shop.client("manager") as client:
        assert client.get(f"/api/tickets/imports/{of['id']}").status_code == 200


def test_an_import_that_was_stopped_goes_on_where_it_was(working: Shop) -> None:
    shop = working
    data = sheet(("编号", "标题"), *((f"E-{at}", f"第 {at} 张") for at in range(120)))
    of = upload(shop, data)
    check(shop, of)
    job = go(shop, of, "take").json()["job_id"]
    with shop.client("manager") as client:
        client.post(f"/api/jobs/{job}/cancel")
        if follow(shop, "manager", job)["state"] == "cancelled":
            client.post(f"/api/jobs/{job}/retry").raise_for_status()
            until(lambda: client.get(f"/api/jobs/{job}").json()["state"] == "done")
        file = client.get(f"/api/jobs/{job}/file").content
    assert shop.run("SELECT count(*), count(DISTINCT key) FROM tickets") == [(120, 120)]
    told = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python()
    assert len(told) == 121
    assert str(told[1][1]).startswith("T-")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "empty_table"),
        ("a.csv", "标题\n".encode(), "empty_table"),
        ("a.pdf", b"%PDF", "bad_table"),
        ("a.xlsx", b"PK", "bad_table"),
        ("a.csv", b"title\n" + b"x\n" * 10_001, "too_many_rows"),
    ],
)
def test_what_is_no_table_is_refused(module_shop: Shop, name: str, data: bytes, code: str) -> None:
    with module_shop.client("manager") as client:
        headers = {"X-File-Name": name, "Content-Type": "application/octet-stream"}
        answer = client.post("/api/tickets/imports", content=data, headers=headers)
    assert answer.json()["error"]["code"] == code, answer.text
