"""Procedures: drawn, published and changed; cases run by them from beginning to end."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.agents import Agent
from tests.e2e.desk import Desk, Seated
from tests.e2e.places import played_at
from tests.servers.patience import until
from tests.servers.processes import OwnProcess, Processes

Published = Callable[[list[dict[str, Any]]], str]
FIELD = {"code": "cause", "type": "text", "required": True}
CHECK = {"code": "seen", "required": True}


def _named(words: str) -> dict[str, str]:
    """The same in both languages."""
    return {"zh-CN": words, "en": words}


@pytest.fixture
def words() -> str:
    """What this scene's procedure and ticket are called, in both languages."""
    return f"Return {uuid4().hex[:6]}"


@pytest.fixture
def manager(demo_shop: OwnProcess, module_processes: Processes) -> Iterator[httpx.Client]:
    """A manager without a browser."""
    data_dir = module_processes.folder / "data"
    with Agent(demo_shop.url, data_dir, "manager", online=False) as one:
        yield one.http


@pytest.fixture
def published(manager: httpx.Client, words: str) -> Published:
    """Makes a procedure of these steps, called as the scene is; answers its id."""

    def publish(steps: list[dict[str, Any]]) -> str:
        code = words.lower().replace(" ", "_")
        body = {"code": code, "name": _named(words)}
        made = manager.post("/api/procedures", json=body).raise_for_status().json()
        where = f"/api/procedures/{made['id']}"
        document = {**made["draft"], "start": steps[0]["code"], "steps": steps}
        held = {"If-Match": str(made["version"])}
        draft = manager.put(f"{where}/draft", json={"document": document}, headers=held)
        held = {"If-Match": str(draft.raise_for_status().json()["version"])}
        manager.post(f"{where}/publish", json={}, headers=held).raise_for_status()
        return str(made["id"])

    return publish


def _step(name: str, to: list[str], **more: Any) -> dict[str, Any]:
    """Done by whoever started the case, with one outcome."""
    outcome = {"code": "done", "name": _named(f"{name} done"), "to": to}
    who = {"rule": "starter", "value": ""}
    return {
        "code": name.lower(),
        "name": _named(name),
        "who": who,
        "outcomes": [outcome],
        **more,
    }


def _make_ticket(desk: Desk, title: str) -> str:
    """A ticket of one's own, open before one; answers its id."""
    desk.turn_to("/tickets?new=1")
    desk.page.get_by_label(desk.words("tickets:field.title"), exact=True).fill(title)
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.get_by_role("heading", name=title)).to_be_visible()
    return desk.page.url.rpartition("/")[2].partition("?")[0]


def _start(desk: Desk, name: str) -> Locator:
    """Begins a procedure on the ticket that is open; answers the case."""
    desk.page.get_by_role("button", name=desk.words("procedures:case.start")).click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label(desk.words("procedures:search")).fill(name)
    dialog.get_by_role("listitem").get_by_role("button").click()
    expect(dialog).to_have_count(0)
    return desk.page.get_by_role("region", name=name)


def _saved(desk: Desk) -> None:
    expect(desk.page.locator("[data-saving]")).to_have_attribute("data-saving", "saved")


def _publish(desk: Desk, number: int, note: str) -> None:
    _saved(desk)
    desk.page.get_by_role("banner").or_(desk.page.locator("main header")).get_by_role(
        "button", name=desk.words("procedures:publish"), exact=True
    ).click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label(desk.words("procedures:publish.note")).fill(note)
    dialog.get_by_role("button", name=desk.words("procedures:publish"), exact=True).click()
    expect(dialog).to_have_count(0)
    holds = desk.words("procedures:version", number=number)
    expect(desk.page.locator("main header")).to_contain_text(holds.lower().lstrip("v"))


def _rename(desk: Desk, was: str, name: str) -> None:
    """The step that is called so in the diagram gets another name."""
    desk.page.get_by_role("button", name=was).click()
    # It is called as the step is, which is being changed.
    panel = desk.page.get_by_role("complementary")
    title = desk.words("procedures:part.name")
    for language in ("简体中文", "English"):
        panel.get_by_label(f"{title} ({language})").first.fill(name)
    expect(desk.page.get_by_role("button", name=name)).to_be_visible()


@played_at("desktop-zh", only="desktop")
def test_a_case_ends_by_the_version_it_began_with(seated: Seated, words: str) -> None:
    desk = seated("manager", "/procedures?new=1")
    dialog = desk.page.get_by_role("dialog")
    title = desk.words("procedures:name")
    for language in ("简体中文", "English"):
        dialog.get_by_label(f"{title} ({language})").fill(words)
    dialog.get_by_role("button", name=desk.words("procedures:make")).click()
    desk.page.wait_for_url(lambda url: "/procedures/" in url)
    procedure = desk.page.url.rpartition("/procedures")[2]
    diagram = desk.page.get_by_role("group", name=desk.words("procedures:diagram"))
    steps = diagram.locator("[data-step]")
    expect(steps).to_have_count(1)
    _rename(desk, steps.first.inner_text().splitlines()[0], "Receive")

    # A step behind it, taken back and put there again by the keys.
    diagram.locator("span").get_by_role("button").first.click()
    expect(steps).to_have_count(2)
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("Control+z")
    expect(steps).to_have_count(1)
    desk.page.keyboard.press("Control+Shift+z")
    expect(steps).to_have_count(2)
    _rename(desk, desk.words("procedures:new.step"), "Settle")
    _publish(desk, 1, "The first")

    ticket = _make_ticket(desk, words)
    case = _start(desk, words)
    expect(case).to_contain_text(desk.words("procedures:version", number=1))

    desk.turn_to(f"/procedures{procedure}")
    diagram.locator("span").get_by_role("button").last.click()
    expect(steps).to_have_count(3)
    _rename(desk, desk.words("procedures:new.step"), "Call back")
    desk.button("procedures:side.compare").click()
    changes = desk.page.get_by_role("complementary", name=desk.words("procedures:side.compare"))
    expect(changes.get_by_role("listitem").filter(has_text="Call back")).to_be_visible()
    _publish(desk, 2, "Calls back")
    desk.button("procedures:side.versions").click()
    versions = desk.page.get_by_role("complementary", name=desk.words("procedures:side.versions"))
    lines = versions.get_by_role("listitem")
    expect(lines.first).to_contain_text("Calls back")
    running = desk.words("procedures:versions.running", count=1)
    expect(lines.nth(1)).to_contain_text(running)

    desk.turn_to(f"/tickets/{ticket}")
    for name in ("Receive", "Settle"):
        step = case.get_by_role("group", name=name)
        step.get_by_role("button").last.click()
        expect(step).to_have_count(0)
    over = desk.page.get_by_role("button", name=words, exact=True)
    over.click()
    expect(case).to_contain_text(desk.words("procedures:version", number=1))
    expect(case).not_to_contain_text("Call back")


@pytest.mark.whole
@played_at("desktop-en", only="desktop")
def test_branches_are_worked_on_side_by_side_and_meet(
    seated: Seated, published: Published, words: str
) -> None:
    form = {**FIELD, "name": _named("Reason")}
    check = {**CHECK, "name": _named("Order checked")}
    first = _step("Take", ["label", "stock"], fields=[form], checklist=[check])
    published(
        [
            first,
            _step("Label", ["inspect"]),
            _step("Stock", ["inspect"]),
            _step("Inspect", [], join="all"),
        ]
    )
    desk = seated("senior agent")
    ticket = _make_ticket(desk, words)
    case = _start(desk, words)
    colleague = seated("manager", f"/tickets/{ticket}")
    theirs = colleague.page.get_by_role("region", name=words)
    expect(theirs.get_by_role("group", name="Take")).to_be_visible()

    # Nothing goes on before what is needed is there.
    step = case.get_by_role("group", name="Take")
    step.get_by_role("button", name="Take done").click()
    expect(step.get_by_role("alert")).to_be_visible()
    step.get_by_label("Reason").fill("Too small")
    step.get_by_label("Order checked").check()
    step.get_by_role("button", name="Take done").click()
    expect(step).to_have_count(0)

    # Both departments have their step at once, and whoever looks on sees it.
    for name in ("Label", "Stock"):
        expect(case.get_by_role("group", name=name)).to_be_visible()
        expect(theirs.get_by_role("group", name=name)).to_be_visible()
    case.get_by_role("button", name="Stock done").click()
    expect(theirs).to_contain_text(colleague.words("procedures:case.joins"))
    case.get_by_role("button", name="Label done").click()
    case.get_by_role("button", name="Inspect done").click()
    expect(case).to_have_count(0)
    colleague.page.get_by_role("button", name=words, exact=True).click()
    history = theirs.locator("details")
    history.locator("summary").click()
    taken = history.get_by_role("listitem").filter(has_text="Take done")
    expect(taken).to_contain_text("Too small")
    expect(taken).to_contain_text(desk.whose())


@played_at("phone-zh", only="phone")
def test_a_procedure_is_read_and_changed_on_a_phone(
    seated: Seated, published: Published, manager: httpx.Client, words: str
) -> None:
    made = published([_step("Take", ["ship"]), _step("Ship", [])])
    desk = seated("manager", f"/procedures/{made}")
    steps = desk.page.get_by_role("list", name=desk.words("procedures:diagram"))
    expect(steps.locator("[data-step]")).to_have_count(2)
    width = desk.page.evaluate("document.documentElement.scrollWidth")
    assert width <= desk.place.width
    steps.get_by_role("button", name="Ship").first.click()
    panel = desk.page.get_by_role("dialog")
    limit = panel.get_by_label(desk.words("procedures:part.limit"), exact=True)
    limit.fill("3")
    limit.press("Tab")
    desk.page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(steps.locator("[data-step='ship']")).to_contain_text("3")
    _saved(desk)
    draft = manager.get(f"/api/procedures/{made}").json()["draft"]
    assert draft["steps"][1]["limit"] == {"minutes": 180, "clock": "business"}


@pytest.fixture
def worker(module_processes: Processes) -> None:
    """What begins at a moment is begun by the worker."""
    module_processes.one("worker")


def _said_why(desk: Desk, verb: str, why: str, *, go: str = "") -> None:
    """Fills in the reason that a rare thing asks for, and has it done."""
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label(desk.words("procedures:reason"), exact=True).fill(why)
    named = desk.words(go or f"procedures:case.{verb}")
    dialog.get_by_role("button", name=named, exact=True).click()
    expect(dialog).to_have_count(0)


def _more(desk: Desk, step: str, verb: str) -> None:
    desk.button("procedures:case.step.more", name=step).click()
    name = desk.words(f"procedures:case.{verb}")
    desk.page.get_by_role("menuitem", name=name, exact=True).click()


@pytest.mark.whole
@played_at("desktop-zh", only="desktop")
def test_a_step_is_skipped_given_back_given_away_and_the_case_called_off(
    seated: Seated, published: Published, words: str
) -> None:
    published([_step("Take", ["check"]), _step("Check", ["close"]), _step("Close", [])])
    desk = seated("manager")
    colleague = seated("senior agent")
    ticket = _make_ticket(desk, words)
    case = _start(desk, words)
    _more(desk, "Take", "skip")
    _said_why(desk, "skip", "Known already")
    expect(case.get_by_role("group", name="Check")).to_be_visible()
    _more(desk, "Check", "return")
    _said_why(desk, "return", "Something is missing")
    step = case.get_by_role("group", name="Take")
    expect(step).to_contain_text(desk.words("procedures:case.visit", count=2))

    # Who is given it sees the ticket, which was the manager's alone.
    step.get_by_role("button", name=desk.words("procedures:case.give"), exact=True).click()
    named = colleague.whose()
    listed = desk.page.locator(".ant-select-dropdown:visible .ant-select-item-option")
    listed.filter(has_text=named).click()
    expect(step).to_contain_text(named)
    colleague.turn_to(f"/tickets/{ticket}")
    theirs = colleague.page.get_by_role("region", name=words).get_by_role("group", name="Take")
    theirs.get_by_role("button", name="Take done").click()
    expect(case.get_by_role("group", name="Check")).to_be_visible()

    case.get_by_role("button", name=desk.words("procedures:case.more"), exact=True).click()
    desk.page.get_by_role("menuitem", name=desk.words("procedures:case.cancel")).click()
    _said_why(desk, "cancel", "Not needed", go="procedures:case.cancel.go")
    expect(case).to_have_count(0)
    desk.page.get_by_role("button", name=words, exact=True).click()
    expect(case).to_contain_text(desk.words("procedures:case.cancelled", reason="Not needed"))
    history = case.locator("details")
    history.locator("summary").click()
    for state, why in (("skipped", "Known already"), ("returned", "Something is missing")):
        line = history.get_by_role("listitem").filter(has_text=why)
        expected = "Take done" if state == "skipped" else desk.words(f"procedures:state.{state}")
        expect(line).to_contain_text(expected)


@pytest.mark.whole
@pytest.mark.usefixtures("worker")
@played_at("phone-en")
def test_who_is_away_hands_on_their_steps(
    seated: Seated, published: Published, manager: httpx.Client, words: str
) -> None:
    published([_step("Take", [])])
    desk = seated("senior agent")
    ticket = _make_ticket(desk, words)
    _start(desk, words)
    desk.turn_to("/settings/absences")
    expect(desk.page.get_by_text(desk.words("people:absences.none"), exact=True)).to_be_visible()
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= desk.place.width
    desk.button("people:absence.add").click()
    dialog = desk.page.get_by_role("dialog")
    substitute = manager.get("/api/auth/me").json()["name"]
    desk.pick(dialog.get_by_label(desk.words("people:absence.substitute")), substitute)
    # What it moves is said before it is saved.
    me = desk.page.request.get(f"{desk.base}/api/auth/me").json()["id"]
    count = desk.page.request.get(f"{desk.base}/api/cases/held/{me}").json()["steps"]
    key = "people:absence.moves_one" if count == 1 else "people:absence.moves_other"
    expect(dialog).to_contain_text(desk.words(key, count=count, name=substitute))
    dialog.get_by_role("button", name=desk.words("shell:save")).click()
    expect(dialog).to_have_count(0)
    row = desk.page.get_by_role("listitem").filter(has_text=desk.whose())
    expect(row).to_contain_text(desk.words("people:absence.by", name=substitute))
    query = {"about_kind": "ticket", "about_id": ticket}

    def owner() -> str:
        items = manager.get("/api/cases", params=query).json()["items"]
        return str(items[0]["open"][0]["owner_name"])

    until(lambda: owner() == substitute)
    row.get_by_role("button", name=desk.words("people:absence.back"), exact=True).click()
    confirm = desk.page.get_by_role("tooltip")
    confirm.get_by_role("button", name=desk.words("people:absence.back"), exact=True).click()
    expect(row).to_have_count(0)
