"""Articles from files and into files."""

import io
import zipfile
from typing import Any
from urllib.parse import quote

import pytest
from python_calamine import CalamineWorkbook

from tests.modules.customers.people import follow
from tests.modules.knowledge.articles import BASE, begin, do, get, publish, search, titles
from tests.servers.processes import Processes
from tests.servers.settings import holding
from tests.servers.shop import Shop


@pytest.fixture(scope="module")
def working(module_shop: Shop, module_processes: Processes) -> Shop:
    """A shop with a worker."""
    module_processes.start("worker")
    return module_shop


def take_in(shop: Shop, name: str, data: bytes, mode: str = "publish") -> dict[str, Any]:
    """Imports a file; answers what became of it."""
    with shop.client("supervisor") as client:
        headers = {"X-File-Name": quote(name)}
        path = f"{BASE}/import"
        asked = client.post(path, params={"mode": mode}, content=data, headers=headers)
        assert asked.status_code == 200, asked.text
        job = asked.json()["job_id"]
        assert follow(shop, "supervisor", job)["state"] == "done"
        told: dict[str, Any] = client.get(f"{BASE}/imports/{job}").json()
    return told


def fetch(shop: Shop, **body: Any) -> bytes:
    """Exports; answers the file."""
    with shop.client("supervisor") as client:
        job = client.post(f"{BASE}/export", json=body).json()["job_id"]
        assert follow(shop, "supervisor", job)["state"] == "done"
        return client.get(f"/api/jobs/{job}/file").content


def counted(told: dict[str, Any]) -> dict[str, int]:
    names = ("total", "done", "made", "changed", "same", "wordings")
    return {name: told[name] for name in names if told[name]}


TABLE = (
    "\ufeff问题,答案,其他问法,分类,读者\n"
    '加急件怎么收费,"加急每单十元。\n第二天到。",急单多少钱|能加急吗,配送/加急,客户\n'
    "'=SUM(1)是什么,不是公式。,,,\n"
    ",没有问题,,,\n"
    "没有答案,,,,\n"
    "加急件怎么收费,又一次,,,\n"
    "读者写错,答案,,,路人\n"
)


def test_a_table_is_looked_through_then_taken_in_and_again_without_harm(working: Shop) -> None:
    checked = take_in(working, "pairs.csv", TABLE.encode(), "check")
    assert counted(checked) == {"total": 6, "done": 6, "made": 2, "wordings": 2}
    assert [(one["row"], one["reason"]["en"]) for one in checked["problems"]] == [
        (4, "There is no question."),
        (5, "There is no answer."),
        (6, "This question stands in the file twice."),
        (7, "The audience is “customers” or “staff”."),
    ]
    assert titles(search(working, "加急件怎么收费")) == []
    told = take_in(working, "pairs.csv", TABLE.encode("gb18030").replace(b"\x84\x31\x95\x33", b""))
    assert counted(told) == counted(checked)
    hit = search(working, "能加急吗")["items"][0]
    assert (hit["title"], hit["matched"]) == ("加急件怎么收费", "能加急吗")
    assert hit["answer"] == "加急每单十元。\n第二天到。"
    assert titles(search(working, "SUM(1)"))[0] == "=SUM(1)是什么"
    with working.client("supervisor") as client:
        tree = {one["name"]["en"]: one for one in client.get(f"{BASE}/categories").json()}
        article = client.get(f"{BASE}/articles/{hit['article_id']}").json()
    assert article["category_id"] == tree["加急"]["id"]
    assert tree["加急"]["parent_id"] == tree["配送"]["id"]
    changed = TABLE.replace("第二天到", "当天到").replace("|能加急吗", "|加急可以吗")
    again = take_in(working, "pairs.csv", changed.encode())
    assert counted(again) == {"total": 6, "done": 6, "changed": 1, "same": 1, "wordings": 1}
    assert search(working, "加急可以吗")["items"][0]["answer"] == "加急每单十元。\n当天到。"
    left = "SELECT count(*) FROM files WHERE ref_kind = 'article_import'"
    assert working.run(left) == [(0,)]


def test_drafts_are_kept_and_never_written_over(working: Shop) -> None:
    begin(working, "正在写的文章")
    table = "question,answer,language\n正在写的文章,别的,\nA new one,Yes,en\n"
    told = take_in(working, "pairs.csv", table.encode(), "draft")
    assert counted(told) == {"total": 2, "done": 2, "made": 1}
    assert [one["row"] for one in told["problems"]] == [2]
    assert titles(search(working, "A new one")) == []
    with working.client("supervisor") as client:
        params = {"state": "draft", "locale": "en"}
        items = client.get(f"{BASE}/articles", params=params).json()["items"]
    assert [one["title"] for one in items] == ["A new one"]


def test_another_shop_is_neither_changed_nor_carried_out(working: Shop) -> None:
    other = working.run("INSERT INTO shops (id, code, name) VALUES (gen_random_uuid(), 'c',"
                        " '另一家') RETURNING id")[0][0]  # fmt: skip
    theirs = begin(working, "另一家的规矩", "owner", shop_id=str(other), short_answer="照旧。")
    assert do(working, theirs, "publish", "owner").status_code == 200
    told = take_in(working, "pairs.csv", "问题,答案\n另一家的规矩,改了。\n".encode())
    assert counted(told) == {"total": 1, "done": 1, "made": 1}
    kept = get(working, theirs, "owner").json()
    assert (kept["live_number"], kept["live"]["short_answer"]) == (1, "照旧。")
    assert "照旧。" not in fetch(working, format="csv").decode()


def test_what_is_exported_is_read_back_as_it_was(working: Shop) -> None:
    body = (
        "<h2>水温</h2><p>绿茶 <strong>80</strong> 度，见<a href='https://shop.example/a'>这里</a>。</p>"
        "<ul><li><p>一泡 40 秒</p></li><li><p>二泡 30 秒</p></li></ul>"
        "<table><tbody><tr><th><p>茶</p></th><th><p>克</p></th></tr>"
        "<tr><td><p>龙井</p></td><td><p>3</p></td></tr></tbody></table>"
        "<div data-callout='tip'><p>水要新鲜</p></div><pre><code>a * b</code></pre>"
    )
    made = publish(working, "绿茶怎么泡", body_html=body, wordings=["龙井用多少度水"])
    for name, data in (
        ("all.csv", fetch(working, format="csv")),
        ("all.xlsx", fetch(working, format="xlsx")),
    ):
        told = take_in(working, name, data)
        assert told["problems"] == [], name
        assert told["same"] == told["total"] > 0, name
    packed = fetch(working, format="markdown")
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        page = next(one for one in files.namelist() if one.startswith(made["ref"]))
        text = files.read(page).decode()
    for line in (
        "title: 绿茶怎么泡",
        "- 龙井用多少度水",
        "## 水温",
        "绿茶 **80** 度，见[这里](https://shop.example/a)。",
        "- 一泡 40 秒\n- 二泡 30 秒",
        "| 茶 | 克 |\n| --- | --- |\n| 龙井 | 3 |",
        "> 水要新鲜",
        "```\na * b\n```",
    ):
        assert line in text, line
    told = take_in(working, "all.zip", packed)
    assert (told["problems"], told["made"]) == ([], 0)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(fetch(working))).get_sheet_by_index(0)
    assert rows.to_python()[0][0] == "问题"


def a_word_document() -> bytes:
    """A document with a heading, as Word packs it."""
    space = "http://schemas.openxmlformats.org"
    main = f"{space}/wordprocessingml/2006/main"
    heading = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>陶壶怎么养</w:t></w:r></w:p>'
    )
    text = "<w:p><w:r><w:t>用完晾干。</w:t></w:r></w:p>"
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{space}/package/2006/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{content}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{content}.styles+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1"'
            f' Type="{space}/officeDocument/2006/relationships/officeDocument"'
            ' Target="word/document.xml"/></Relationships>'
        ),
        "word/styles.xml": (
            f'<w:styles xmlns:w="{main}"><w:style w:type="paragraph" w:styleId="Heading1">'
            '<w:name w:val="heading 1"/></w:style></w:styles>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1"'
            f' Type="{space}/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
            "</Relationships>"
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{main}"><w:body>{heading}{text}</w:body></w:document>'
        ),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return made.getvalue()


def test_pages_and_broken_files(working: Shop) -> None:
    page = "<html><head><title>x</title></head><body><h1>网页<b>标题</b></h1><p>网页里的话。</p>"
    told = take_in(working, "页面.html", page.encode())
    assert counted(told) == {"total": 1, "done": 1, "made": 1}
    assert search(working, "网页标题")["items"][0]["snippet"] == "网页里的话。"
    word = take_in(working, "手册.docx", a_word_document())
    assert counted(word) == {"total": 1, "done": 1, "made": 1}
    found = search(working, "陶壶怎么养")["items"][0]
    assert (found["title"], found["snippet"]) == ("陶壶怎么养", "用完晾干。")
    for name, data in (
        ("a.xlsx", b"no workbook"),
        ("a.zip", b"PK\x03\x04 broken"),
        ("a.docx", b"PK\x03\x04"),
        ("a.csv", "甲,乙\n1,2\n".encode()),
    ):
        broken = take_in(working, name, data)
        assert counted(broken) == {}
        assert [one["row"] for one in broken["problems"]] == [0], name
    with working.client("supervisor") as client:
        headers = {"X-File-Name": "a.exe"}
        refused = client.post(f"{BASE}/import", content=b"MZ", headers=headers)
        assert (refused.status_code, refused.json()["error"]["code"]) == (422, "bad_import")
        with holding(working, {"knowledge.four_eyes": True}):
            headers = {"X-File-Name": "a.csv"}
            refused = client.post(f"{BASE}/import", content=b"x", headers=headers)
            assert refused.status_code == 403
