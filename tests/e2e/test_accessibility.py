"""Nothing serious stands between a page and the people who cannot see or point well (axe)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.desk import Desk, Seated
from tests.e2e.places import Place, played_at
from tests.e2e.window import Window
from tests.servers.processes import OwnProcess
from tests.servers.programs import skip_for_want_of

AXE = Path(__file__).parents[2] / "web" / "console" / "node_modules" / "axe-core" / "axe.min.js"
SETTINGS = (
    "account",
    "absences",
    "access-keys",
    "staff",
    "roles",
    "teams",
    "skills",
    "duty",
    "shops",
    "subjects",
    "wording",
    "fields",
    "routing",
    "widgets",
    "language-model",
    "rules/dispatch",
)
KNOWLEDGE = (
    "knowledge",
    "knowledge/board",
    "knowledge/categories",
    "knowledge/transfer",
    "knowledge?q=发票",
)
BOT = ("bot", "bot/samples", "bot/learning", "bot/tests", "bot/versions", "bot/try", "bot/settings")


def _settled(page: Page) -> None:
    """Nothing fades or slides any more, so that colours are what they will stay."""
    page.wait_for_function(
        """document.getAnimations().every((each) => each.playState !== 'running'
            || each.effect.getComputedTiming().iterations === Infinity)"""
    )


def serious(page: Page) -> list[str]:
    """What axe finds serious or critical on the page, once it stands still."""
    _settled(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{page.url}: {each['id']}: {node['target']} {node['failureSummary']}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


@pytest.fixture(autouse=True)
def axe() -> None:
    """Comes with the console's packages."""
    if not AXE.exists():
        skip_for_want_of("axe-core")


@pytest.mark.whole
@played_at("desktop-zh")
def test_workbench_and_widget(seated: Seated, visitor: Window) -> None:
    desk = seated("senior agent").go_online()
    visitor.open().write("看得清吗")
    desk.open("看得清吗").answer("看得清")
    visitor.sees("看得清")
    desk.note("内部一句")
    expect(desk.log).to_contain_text("内部一句")
    # What is still on its way stands paler, for a moment.
    expect(desk.log.get_by_text(desk.words("conversations:outbox.sending"))).to_have_count(0)
    found = []
    for page in (desk.page, visitor.page):
        found += serious(page)
    desk.act("conversations:close")
    expect(desk.dialog).to_be_visible()
    assert found + serious(desk.page) == []


@pytest.mark.whole
@played_at("phone-en")
def test_login_customers_and_settings(
    seated: Seated,
    anew: Callable[[], BrowserContext],
    demo_shop: OwnProcess,
    place: Place,
) -> None:
    door = Desk(anew().new_page(), demo_shop.url, place).go("/login")
    expect(door.button("people:login.submit")).to_be_visible()
    found = serious(door.page)
    desk = seated("manager")
    desk.page.emulate_media(color_scheme="dark")
    for path in (
        "board",
        "customers",
        *KNOWLEDGE,
        *BOT,
        *(f"settings/{each}" for each in SETTINGS),
    ):
        desk.turn_to(f"/{path}")
        found += serious(desk.page)
    assert found == []


@pytest.mark.whole
@played_at("phone-en")
def test_procedures_and_cases(seated: Seated) -> None:
    desk = seated("manager")
    desk.page.emulate_media(color_scheme="dark")
    found = []
    for path in ("procedures?view=cases", "tickets/import", "procedures"):
        desk.turn_to(f"/{path}")
        found += serious(desk.page)
    desk.page.locator("main a[href*='/procedures/']").first.click()
    expect(desk.page.get_by_role("heading", level=1)).to_be_visible()
    expect(desk.page.locator("main li button").first).to_be_visible()
    assert found + serious(desk.page) == []
