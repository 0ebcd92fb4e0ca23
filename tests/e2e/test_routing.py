"""Skills, entry rules and why a conversation came here, by those who set them and those who work
with them.
"""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.agents import Agent
from tests.e2e.desk import Desk, Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window
from tests.servers.processes import OwnProcess, Processes


@pytest.fixture
def manager(demo_shop: OwnProcess, module_processes: Processes) -> Any:
    """The manager's own line to the server, beside what is on the screen."""
    with Agent(
        demo_shop.url, module_processes.folder / "data", "manager", online=False
    ) as colleague:
        yield colleague.http


def _matrix(http: httpx.Client) -> dict[str, dict[str, Any]]:
    """The saved matrix by name."""
    rows = http.get("/api/skills/matrix").raise_for_status().json()["rows"]
    return {row["name"]: row for row in rows}


def _skills(http: httpx.Client) -> list[str]:
    """The skills in the order of their columns."""
    return [one["id"] for one in http.get("/api/skills").raise_for_status().json()]


def _cell(desk: Desk, person: str, column: int) -> Locator:
    """A cell of the sheet; the grade is column 0, the limit 1, skills from 2."""
    row = desk.page.get_by_role("row").filter(has_text=person)
    return row.locator(f'[data-at$=":{column}"]')


def _rule(desk: Desk, name: str) -> Locator:
    rules = desk.page.get_by_role("list", name=desk.words("routing:title"))
    return rules.get_by_role("listitem").filter(has_text=name)


@pytest.mark.whole
@played_at("desktop-zh", only="desktop")
def test_the_matrix_is_edited_by_keys_saved_at_once_and_taken_back(
    seated: Seated, manager: httpx.Client
) -> None:
    before = _matrix(manager)["李薇"]
    desk = seated("manager", "/settings/skills")
    cell = _cell(desk, "李薇", 2)
    cell.click()
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("1")
    expect(cell).to_have_text("1")
    desk.page.keyboard.press("ArrowRight")
    desk.page.keyboard.press("Delete")
    expect(_cell(desk, "李薇", 3)).to_have_text("·")
    desk.page.keyboard.press("ArrowLeft")
    desk.page.keyboard.press("ArrowLeft")
    desk.page.keyboard.press("7")
    unsaved = desk.page.get_by_text(desk.words("skills:unsaved_other", count=3))
    expect(unsaved).to_be_visible()
    assert _matrix(manager)["李薇"] == before
    desk.page.reload()
    expect(unsaved).to_be_visible()
    desk.button("skills:save").click()
    expect(unsaved).to_have_count(0)
    after = _matrix(manager)["李薇"]
    first, second, *_ = _skills(manager)
    assert after["levels"] == {
        skill: 1 if skill == first else level
        for skill, level in before["levels"].items()
        if skill != second
    }
    assert after["channel_limits"] == {"chat": 7}
    desk.page.locator(".ant-message").get_by_role("button").click()
    expect(_cell(desk, "李薇", 2)).to_have_text("4")
    assert _matrix(manager)["李薇"] == before


@played_at("phone-en")
def test_a_level_is_chosen_by_thumb_and_a_skill_renamed(
    seated: Seated, manager: httpx.Client
) -> None:
    desk = seated("manager", "/settings/skills")
    code = f"skill-{uuid4().hex[:6]}"
    desk.button("skills:add").click()
    name = desk.words("skills:name")
    desk.page.get_by_label(f"{name} (简体中文)").fill(code)
    desk.page.get_by_label(f"{name} (English)").fill(code)
    desk.field("skills:code").fill(code)
    desk.button("shell:save").click()
    header = desk.page.get_by_role("columnheader", name=code)
    expect(header).to_be_attached()
    # The drawer gives the focus back as it goes, which would move the page under the thumb.
    expect(desk.dialog).to_have_count(0)
    desk.page.get_by_label(desk.words("skills:search")).fill("张小北")
    row = desk.page.get_by_role("row").filter(has_text="张小北")
    row.get_by_role("gridcell", name=code).click()
    desk.page.locator(".ant-popover").get_by_role("button").filter(has_text="4").click()
    desk.button("skills:save").click()
    expect(desk.page.get_by_text(desk.words("skills:saved_one", count=1))).to_be_visible()
    made = {one["code"]: one["id"] for one in manager.get("/api/skills").json()}[code]
    assert _matrix(manager)["张小北"]["levels"][made] == 4
    header.get_by_role("button").click()
    desk.page.get_by_role("switch").click()
    desk.button("shell:save").click()
    expect(header).to_have_count(0)


@played_at("desktop-en")
def test_a_rule_is_written_tried_moved_deleted_and_brought_back(
    seated: Seated, manager: httpx.Client
) -> None:
    name = f"Gift {uuid4().hex[:6]}"
    desk = seated("manager", "/settings/routing")
    desk.button("routing:add").click()
    desk.field("routing:name").fill(name)
    desk.page.get_by_role("button", name=desk.words("routing:condition.add")).click()
    words = desk.dialog.get_by_role("combobox", name=desk.words("routing:field.words"))
    words.fill("giftbox")
    words.press("Enter")
    desk.page.keyboard.press("Escape")
    urgent = desk.dialog.get_by_role("button", name=desk.words("shell:priority.3"), exact=True)
    urgent.last.click()
    desk.dialog.get_by_role("button", name=desk.words("shell:save"), exact=True).click()
    line = _rule(desk, name)
    expect(line).to_contain_text("giftbox")
    expect(line).to_contain_text(desk.words("shell:priority.3"))

    tried = desk.page.get_by_label(desk.words("routing:field.words"), exact=True)
    tried.fill("May I have a giftbox, please")
    fits = desk.page.get_by_text(desk.words("routing:trial.rule", name=name))
    expect(fits).to_be_visible()
    expect(line).to_contain_text(desk.words("routing:trial.matched"))
    tried.fill("Nothing of the kind")
    expect(desk.page.get_by_text(desk.words("routing:trial.none"))).to_be_visible()

    last = len(manager.get("/api/routing/rules").json()) - 1
    line.get_by_role("button", name=desk.words("routing:up", name=name)).click()
    expect(desk.page.locator(".ant-message")).to_contain_text(desk.words("routing:moved"))
    names = [each["name"] for each in manager.get("/api/routing/rules").json()]
    assert names.index(name) == last - 1

    line.get_by_role("button", name=desk.words("shell:delete")).click()
    expect(line).to_have_count(0)
    deleted = desk.page.locator(".ant-message-notice-content, .ant-message-notice").filter(
        has_text=desk.words("routing:deleted", name=name)
    )
    deleted.get_by_role("button").first.click()
    expect(line).to_be_visible()
    line.get_by_role("button", name=desk.words("shell:delete")).click()
    expect(line).to_have_count(0)


@played_at("desktop-zh")
def test_two_who_write_one_rule_see_each_others_values(
    seated: Seated, manager: httpx.Client
) -> None:
    name = f"清明新茶 {uuid4().hex[:6]}"
    body = {"name": name, "conditions": [{"field": "words", "any_of": ["明前"]}]}
    made = manager.post("/api/routing/rules", json=body).raise_for_status().json()
    desk = seated("manager", "/settings/routing")
    _rule(desk, name).get_by_role("button", name=desk.words("shell:edit")).click()
    desk.dialog.get_by_label(desk.words("routing:name"), exact=True).fill(f"{name} 我的")
    theirs = {**body, "name": f"{name} 同事的"}
    manager.put(
        f"/api/routing/rules/{made['id']}", json=theirs, headers={"If-Match": str(made["version"])}
    ).raise_for_status()
    save = desk.dialog.get_by_role("button", name=desk.words("shell:save"), exact=True)
    save.click()
    expect(desk.dialog).to_contain_text(f"{name} 同事的")
    expect(desk.dialog).to_contain_text(f"{name} 我的")
    desk.button("routing:conflict.keep.mine").click()
    expect(_rule(desk, f"{name} 我的")).to_be_visible()
    manager.delete(f"/api/routing/rules/{made['id']}").raise_for_status()


@played_at("desktop-zh")
def test_an_assignment_by_skill_says_why(seated: Seated, visitor: Window) -> None:
    desk = seated("senior agent").go_online()
    words = f"茶饼碎了 {uuid4().hex[:6]}"
    visitor.open().write(words)
    desk.open(words)
    # A phone's head has no room for it; what happened says it there.
    reason = desk.log if desk.place.phone else desk.page.locator("[data-reason]")
    expect(reason).to_contain_text(desk.words("conversations:reason.least_busy"))
    if not desk.place.phone:
        # Who looks at the shop in English needs somebody who writes it, before all else.
        skill = desk.place.choose("退换货", "English")
        expect(reason).to_contain_text(desk.words("conversations:reason.skill", skill=skill))


@played_at("phone-zh")
def test_going_offline_with_open_conversations_asks_once(seated: Seated, visitor: Window) -> None:
    desk = seated("senior agent").go_online()
    words = f"还在吗 {uuid4().hex[:6]}"
    visitor.open().write(words)
    expect(desk.row(words)).to_be_visible()
    desk.list.locator("header button").click()
    desk.page.get_by_role("menuitem").filter(
        has_text=desk.words("conversations:presence.offline")
    ).click()
    expect(desk.dialog).to_contain_text("1")
    desk.button("shell:leaving.stay").click()
    expect(desk.dialog).to_have_count(0)
    expect(desk.list.locator("header button")).to_contain_text(desk.words("shell:presence.online"))
    desk.list.locator("header button").click()
    desk.page.get_by_role("menuitem").filter(
        has_text=desk.words("conversations:presence.offline")
    ).click()
    desk.button("shell:leaving.go").click()
    expect(desk.row(words).get_by_role("button")).to_have_text(desk.words("conversations:pick"))
    desk.go_online()
    desk.open(words)
    gone = desk.words("conversations:event.returned.signed_off")
    desk.log.get_by_role("button", expanded=False).last.click()
    expect(desk.log).to_contain_text(gone)


@played_at("desktop-en")
def test_a_key_customer_gets_their_own_agent_and_a_deputy(
    seated: Seated, manager: httpx.Client
) -> None:
    customer = manager.get("/api/customers", params={"limit": 1}).json()["items"][0]["id"]
    desk = seated("manager", f"/customers/{customer}")
    for name in ("李薇", "张小北"):
        box = desk.page.get_by_role("combobox", name=desk.words("routing:named.add"))
        desk.pick(box, name, typed=name)
        expect(
            desk.page.get_by_role("button", name=desk.words("routing:named.remove", name=name))
        ).to_be_visible()
    people = {one["name"]: one["staff_id"] for one in manager.get("/api/presence").json()}
    path = f"/api/routing/named-agents/{customer}"
    assert manager.get(path).json()["staff_ids"] == [people["李薇"], people["张小北"]]
    desk.page.get_by_role("button", name=desk.words("routing:up", name="张小北")).click()
    first = desk.page.get_by_role("listitem").filter(has_text=desk.words("routing:named.first"))
    expect(first).to_contain_text("张小北")
    manager.put(path, json={"staff_ids": []}).raise_for_status()


@played_at("desktop-en")
def test_a_night_of_duty_is_planned_shown_on_both_days_and_taken_away(seated: Seated) -> None:
    desk = seated("manager", "/settings/duty")
    desk.button("skills:duty.after").click()
    desk.button("skills:duty.add").click()
    box = desk.dialog.get_by_role("combobox", name=desk.words("skills:person"))
    desk.pick(box, "郑重", typed="郑重")
    desk.dialog.get_by_role("checkbox").nth(1).check()
    desk.dialog.get_by_label(desk.words("skills:duty.from"), exact=True).fill("22:00")
    desk.dialog.get_by_label(desk.words("skills:duty.to"), exact=True).fill("06:00")
    desk.dialog.get_by_role("button", name=desk.words("shell:add"), exact=True).click()
    expect(desk.dialog).to_have_count(0)
    evening = desk.page.get_by_text("22:00–24:00", exact=True)
    expect(evening).to_be_visible()
    expect(desk.page.get_by_text("00:00–06:00", exact=True)).to_be_visible()
    remove = desk.button("skills:duty.remove", name="郑重", time="22:00–24:00")
    remove.click()
    expect(evening).to_have_count(0)
    desk.page.locator(".ant-message").get_by_role("button").click()
    expect(evening).to_be_visible()
    # Whoever plays the scene next finds the week empty.
    remove.click()
    expect(evening).to_have_count(0)
