"""Everything we know of a customer, in one file, for whoever asked and nobody else."""

import io
import json
import zipfile
from datetime import UTC, datetime

from tests.modules.catalogue.fields import make_field
from tests.modules.customers.people import follow, leave, send_file, stored_files, talk
from tests.servers.processes import Processes
from tests.servers.shop import Shop
from zhiyin.kernel.contracts.personal import ExportPart
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.files.store import StoredFile
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.customers.export_page import file_path, page

PHONE, NAME = "13800002046", "<b>王小明</b>"


async def test_the_export_holds_all_that_was_said_and_sent(
    shop: Shop, processes: Processes
) -> None:
    processes.start("worker")
    who = await talk(shop, "茶叶碎了", "<script>alert(1)</script>")
    leave(shop, who, phone=PHONE, name=NAME)
    await send_file(shop, who)
    await talk(shop, "别人的话")
    make_field(shop, "birthday", "date", personal=True)
    make_field(shop, "remark", "text", kind="conversation")
    with shop.client("owner") as client:
        path, body = f"/api/customers/{who['customer']}", {"fields": {"birthday": "1990-05-01"}}
        client.patch(path, json=body).raise_for_status()
        path, body = f"/api/conversations/{who['conversation']}", {"fields": {"remark": "补寄"}}
        client.patch(f"{path}/fields", json=body).raise_for_status()
        asked = client.post(f"/api/customers/{who['customer']}/export")
        assert asked.status_code == 202
    job = follow(shop, "owner", asked.json()["job_id"])
    assert job["state"] == "done"
    path = f"/api/jobs/{job['id']}/file"
    with shop.client("owner") as client:
        answer = client.get(path)
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    told = archive.read("index.html").decode()
    for words in ("茶叶碎了", PHONE, "id-card.png", "1990-05-01", "补寄"):
        assert words in told
    assert "别人的话" not in told
    assert "<script" not in told
    assert "<b>" not in told
    data = json.loads(archive.read("data.json"))
    texts = [row.get("text") for part in data["parts"] for row in part["rows"]]
    assert "<script>alert(1)</script>" in texts
    assert sum(name.startswith("files/") for name in archive.namelist()) == 1
    with shop.client("manager") as client:
        assert client.get(path).status_code == 404
        assert client.get(f"/api/jobs/{job['id']}").json()["file_until"] is None
    verbs = [verb for (verb,) in shop.run("SELECT verb FROM audit ORDER BY id")]
    assert verbs[-2:] == ["customers.export", "jobs.download"]
    shop.run("UPDATE jobs SET file_until = now() - interval '1 second'")
    with shop.client("owner") as client:
        assert client.get(path).status_code == 404


async def test_erasing_takes_exports_along(shop: Shop, processes: Processes) -> None:
    processes.start("worker")
    who = await talk(shop, "茶叶碎了")
    leave(shop, who, phone=PHONE, name="王小明")
    with shop.client("owner") as client:
        customer = f"/api/customers/{who['customer']}"
        exported = follow(shop, "owner", client.post(f"{customer}/export").json()["job_id"])
        assert client.get(f"/api/jobs/{exported['id']}/file").status_code == 200
        erased = client.post(f"{customer}/erase", json={"name": "王小明"}).json()
        assert follow(shop, "owner", erased["job_id"])["state"] == "done"
        assert client.get(f"/api/jobs/{exported['id']}/file").status_code == 404
        assert client.get(f"/api/jobs/{exported['id']}").json()["file_until"] is None
    assert stored_files(processes) == []


def test_names_of_files_cannot_leave_their_folder_nor_the_page_its_frame() -> None:
    file = StoredFile(
        new_id(), "../../<img src=x>.png", "image/png", 1, None, None, False, None, ("x", new_id())
    )
    where = file_path(file)
    assert where.count("/") == 1
    assert ".." not in where
    part = ExportPart(Text("表", "T"), {"a": Text("甲", "<A>")}, [{"a": "<i>"}], [file])
    told = page("<t>", [part], {file.id: b"x"}, "en", datetime(2026, 11, 22, tzinfo=UTC))
    assert "<i>" not in told
    assert "<t>" not in told
    assert "<img" not in told
