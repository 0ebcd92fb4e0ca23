"""What tickets name and reckon, how they leave as a table and on paper, and several on a phone."""

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import Desk, Seated
from tests.e2e.places import played_at
from tests.servers.processes import OwnProcess, Processes

_POST = """async ([path, body]) => {
    const headers = {'Content-Type': 'application/json', 'X-Zhiyin': '1'};
    const answer = await fetch(path, {method: 'POST', headers, body: JSON.stringify(body)});
    return await answer.json();
}"""


@pytest.fixture(scope="module")
def worker(demo_shop: OwnProcess, module_processes: Processes) -> OwnProcess:
    """Makes the tables."""
    return module_processes.start("worker")


def _post(desk: Desk, path: str, **body: object) -> dict[str, str]:
    answer: dict[str, str] = desk.page.evaluate(_POST, [f"/api/{path}", body])
    return answer


def _field(desk: Desk, name: str, type_: str, **more: object) -> str:
    code = f"{type_}_{uuid4().hex[:6]}"
    names = {"zh-CN": name, "en": name}
    made = _post(desk, "fields", kind="ticket", code=code, name=names, type=type_, **more)
    assert "id" in made, made
    return code


def _make(desk: Desk, title: str, **fields: object) -> str:
    first = "async path => (await (await fetch(path)).json())[0].id"
    type_id, shop_id = (
        desk.page.evaluate(first, f"/api/{one}") for one in ("ticket-types", "shops")
    )
    made = _post(desk, "tickets", type_id=type_id, shop_id=shop_id, title=title, fields=fields)
    assert "id" in made, made
    return made["id"]


def _define_formula(desk: Desk, name: str, price: str, pieces: str) -> None:
    """In the settings, with what is wrong with it said there."""
    desk.turn_to("/settings/fields")
    kinds = desk.page.get_by_role("radiogroup", name=desk.words("catalogue:fields.kind"))
    kinds.get_by_text(desk.words("tickets:menu"), exact=True).click()
    desk.button("catalogue:fields.add").click()
    drawer = desk.page.get_by_role("dialog")
    for language in ("简体中文", "English"):
        drawer.get_by_label(f"{desk.words('catalogue:name')} ({language})").fill(name)
    drawer.get_by_role("combobox", name=desk.words("catalogue:fields.type")).click()
    desk.page.get_by_title(desk.words("catalogue:fields.type.formula"), exact=True).click()
    desk.field("catalogue:code").fill(f"due_{uuid4().hex[:6]}")
    formula = drawer.get_by_label(desk.words("catalogue:fields.formula"), exact=True)
    formula.fill(f"{price} + {pieces}")
    drawer.get_by_role("button", name=desk.words("shell:save")).click()
    expect(drawer.get_by_role("alert").last).to_be_visible()
    formula.fill(f"{price} × {pieces}")
    drawer.get_by_role("button", name=desk.words("shell:save")).click()
    expect(drawer).to_have_count(0)
    desk.page.get_by_role("button", name=name, exact=True).first.click()
    expect(formula).to_have_value(f"{price} × {pieces}")
    drawer.get_by_role("button", name=desk.words("shell:cancel")).click()
    expect(drawer).to_have_count(0)


def _fill_in(desk: Desk, folder: Path, person: str, picture: str) -> str:
    """A colleague is chosen, a file put in; answers who it is."""
    fill = desk.words("shell:field.fill")
    desk.page.get_by_role("button", name=f"{fill} {person}", exact=True).click()
    desk.page.get_by_role("combobox", name=person).click()
    option = desk.page.locator(".ant-select-item-option-content").first
    colleague = option.inner_text()
    option.click()
    edit = desk.words("shell:field.edit", name=person)
    expect(desk.page.get_by_role("button", name=f"{edit}: {colleague}")).to_be_visible()
    photo = folder / "破损.txt"
    photo.write_text("裂纹在壶底", encoding="utf-8")
    desk.page.get_by_role("button", name=f"{fill} {picture}", exact=True).click()
    desk.page.locator("input[type=file]").set_input_files(photo)
    expect(desk.page.get_by_role("link", name="破损.txt")).to_be_visible()
    return colleague


def _print(desk: Desk, *stands: str) -> None:
    """All of it stands on paper, and nothing of the frame."""
    desk.button("tickets:print").click()
    paper = desk.page.get_by_role("article")
    for said in stands:
        expect(paper).to_contain_text(said)
    desk.page.get_by_role("checkbox", name=desk.words("tickets:history")).check()
    expect(paper).to_contain_text(desk.words("tickets:verb.make"))
    desk.page.emulate_media(media="print")
    expect(desk.page.get_by_role("navigation")).to_have_count(0)
    expect(paper).to_be_visible()
    desk.page.emulate_media(media="screen")


def _export(desk: Desk) -> str:
    """The list as a table, with everything there is."""
    desk.button("tickets:list.more").click()
    desk.page.get_by_role("menuitem", name=desk.words("tickets:export.menu")).click()
    dialog = desk.page.get_by_role("dialog")
    for choice in ("all", "csv"):
        dialog.get_by_text(desk.words(f"tickets:export.{choice}"), exact=True).click()
    with desk.page.expect_response("**/api/tickets/export") as asked:
        dialog.get_by_role("button", name=desk.words("tickets:export"), exact=True).click()
    # Earlier tables stand there, too.
    link = dialog.locator(f"a[href*='{asked.value.json()['job_id']}']")
    with desk.page.expect_download() as download:
        link.click()
    return Path(download.value.path()).read_text(encoding="utf-8-sig")


@pytest.mark.whole
@played_at("desktop-zh", only="desktop")
@pytest.mark.usefixtures("worker")
def test_a_ticket_names_reckons_and_leaves_as_a_table_and_on_paper(
    seated: Seated, tmp_path: Path
) -> None:
    desk = seated("manager")
    mark = uuid4().hex[:6]
    title = f"赔付核对 {mark}"
    # Scenes of other widths and languages leave theirs.
    person, picture, due = (f"{name} {mark}" for name in ("复核人", "照片", "应赔"))
    price = _field(desk, f"单价 {mark}", "money")
    pieces = _field(desk, f"件数 {mark}", "number")
    _field(desk, person, "staff")
    _field(desk, picture, "file")
    ticket = _make(desk, title, **{price: 1_250, pieces: 3})
    _define_formula(desk, due, price, pieces)
    # It is reckoned for the ticket that was there.
    desk.until_told(f"/tickets/{ticket}", "3750")
    desk.turn_to(f"/tickets/{ticket}")
    expect(desk.page.locator("dl").filter(has_text=due)).to_contain_text("37.50")
    colleague = _fill_in(desk, tmp_path, person, picture)
    _print(desk, title, "37.50", colleague, "破损.txt")
    desk.turn_to(f"/tickets?box=all&q={mark}")
    expect(desk.page.get_by_role("row").filter(has_text=title)).to_have_count(1)
    text = _export(desk)
    for said in (title, "37.50 CNY", colleague):
        assert said in text
    assert len(text.splitlines()) == 2


@pytest.mark.whole
@played_at("phone-zh", only="phone")
def test_several_tickets_are_changed_on_a_phone_and_kept_as_a_view(seated: Seated) -> None:
    desk = seated("manager")
    mark = uuid4().hex[:6]
    for number in (1, 2):
        _make(desk, f"手机批量 {mark} {number}")
    desk.turn_to(f"/tickets?box=all&q={mark}")
    cards = desk.page.get_by_role("listitem").filter(has_text=mark)
    expect(cards).to_have_count(2)
    desk.button("tickets:choose.several").click()
    desk.button("tickets:choose.all").click()
    bar = desk.page.get_by_role("region", name=desk.words("tickets:batch"))
    bar.get_by_role("combobox", name=desk.words("tickets:field.urgency")).click()
    desk.page.get_by_title(desk.words("tickets:urgency.3"), exact=True).click()
    urgent = desk.words("tickets:priority.4")
    expect(cards.filter(has_text=urgent)).to_have_count(2)
    desk.button("tickets:choose.done").click()
    expect(bar).to_have_count(0)
    desk.button("tickets:view.save").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label(desk.words("tickets:view.name")).fill(f"手机 {mark}")
    dialog.get_by_role("button", name=desk.words("shell:save")).click()
    expect(desk.page.get_by_text(f"手机 {mark}").first).to_be_visible()
    desk.page.wait_for_url(lambda url: "view=" in url)
