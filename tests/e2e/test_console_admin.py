"""What an owner does: sets the house up, hires, dresses the widget, locks the door twice."""

import re
import time
from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.desk import Desk
from tests.e2e.places import Place, played_at
from tests.e2e.window import Window
from tests.servers.mail import running_mail_server
from tests.servers.processes import OwnProcess, Processes
from tests.servers.shop import OWNER, Shop

Anew = Callable[[], BrowserContext]
PASSWORD = "correct-horse-77"
_PLUM = "rgb(122, 31, 92)"


@pytest.fixture
def owner(shop: Shop, anew: Anew, place: Place) -> Desk:
    """The owner of a small shop of this scene's own, signed in by the form."""
    with shop.client("owner") as client:
        client.patch("/api/auth/me", json={"language": place.language}).raise_for_status()
    desk = Desk(anew().new_page(), shop.server.url, place)
    return desk.sign_in(OWNER["email"], OWNER["password"]).arrives()


def _full_page_chat(page: Page, desk: Desk) -> Window:
    expect(page.locator("zhiyin-chat .panel")).to_be_visible()
    return Window(page, desk.base, desk.place)


@played_at("desktop-zh")
def test_an_empty_house_is_set_up_in_five_steps_to_its_first_chat(
    app_server: OwnProcess, anew: Anew, place: Place
) -> None:
    desk = Desk(anew().new_page(), app_server.url, place).go("/")
    forward = desk.button("setup:next")
    expect(desk.page.get_by_role("heading", name=desk.words("setup:owner.title"))).to_be_visible()
    forward.click()
    expect(desk.page.get_by_text(desk.words("setup:required")).first).to_be_visible()
    desk.field("setup:owner.name").fill("沈掌柜")
    desk.field("setup:owner.email").fill("shen@shop.example")
    desk.field("setup:owner.password").fill(PASSWORD)
    forward.click()
    desk.field("setup:shop.name").fill("知音茶铺")
    desk.page.reload()
    expect(desk.field("setup:owner.name")).to_have_value("沈掌柜")
    desk.field("setup:owner.password").fill(PASSWORD)
    forward.click()
    expect(desk.field("setup:shop.name")).to_have_value("知音茶铺")
    forward.click()
    expect(desk.field("setup:team.name")).not_to_have_value("")
    forward.click()
    expect(desk.field("setup:widget.name")).not_to_have_value("")
    desk.button("setup:create").click()
    with desk.page.context.expect_page() as opened:
        desk.page.get_by_role("link", name=desk.words("setup:chat.open")).click()
    desk.button("setup:chat.enter").click()
    desk.arrives().go_online()
    opened.value.reload()
    chat = _full_page_chat(opened.value, desk)
    chat.write("第一句话")
    desk.open("第一句话").answer("欢迎光临")
    chat.sees("欢迎光临")
    chat.sees("沈掌柜")


@pytest.mark.whole
@played_at("phone-en")
def test_a_colleague_is_invited_by_mail_and_joins(
    owner: Desk, processes: Processes, anew: Anew
) -> None:
    with running_mail_server() as mail:
        worker = processes.start("worker", smtp_url=mail.url)
        owner.go("/settings/staff")
        owner.button("people:invite").click()
        owner.field("people:email").fill("xiaolin@shop.example")
        owner.field("people:name").fill("小林")
        _choose(owner, "people:roles", 3)
        _choose(owner, "people:teams", 0)
        owner.button("people:invite.send").click()
        expect(owner.dialog).to_have_count(0)
        line = owner.page.get_by_role("row").filter(has_text="xiaolin@shop.example")
        expect(line).to_contain_text(owner.words("people:state.invited"))
        link = re.search(r"/invitation/\S+", mail.wait_for(1)[-1].get_content())
        worker.stop()
    assert link is not None
    newcomer = Desk(anew().new_page(), owner.base, owner.place).go(link.group())
    newcomer.field("people:name").fill("林小满")
    newcomer.field("people:password.new").fill("short")
    newcomer.button("people:invitation.submit").click()
    expect(newcomer.field("people:password.new")).to_have_attribute("aria-invalid", "true")
    newcomer.field("people:password.new").fill(PASSWORD)
    newcomer.button("people:invitation.submit").click()
    newcomer.arrives()
    owner.page.reload()
    expect(line).to_contain_text("林小满")
    expect(line).to_contain_text(owner.words("people:state.active"))


def _choose(desk: Desk, key: str, number: int) -> None:
    """One of the options of a list."""
    desk.field(key).click()
    options = desk.page.locator(".ant-select-dropdown:visible .ant-select-item-option")
    options.nth(number).click()
    desk.page.keyboard.press("Escape")
    expect(options).to_have_count(0)


@pytest.mark.whole
@played_at("desktop-en")
def test_the_widget_is_dressed_with_a_preview_and_wears_it(
    owner: Desk, shop: Shop, anew: Anew
) -> None:
    owner.go("/settings/widgets")
    owner.button("shell:edit").first.click()
    owner.field("channels:look.title").fill("茶铺小助手")
    owner.field("channels:look.color.code").fill("#7a1f5c")
    greeting = owner.words("channels:look.greeting")
    called = {"zh-CN": "简体中文", "en": "English"}[owner.place.language]
    owner.page.get_by_label(f"{greeting} ({called})").fill("Tea is ready")
    preview = owner.page.get_by_role("img", name=owner.words("channels:preview"), exact=True)
    expect(preview).to_contain_text("茶铺小助手")
    expect(preview).to_contain_text("Tea is ready")
    expect(preview.locator("strong").locator("..")).to_have_css("background-color", _PLUM)
    owner.field("channels:look.color.code").fill("#zz")
    owner.button("shell:save").click()
    expect(owner.page.get_by_text(owner.words("channels:look.color.wrong"))).to_be_visible()
    owner.field("channels:look.color.code").fill("#7a1f5c")
    owner.button("shell:save").click()
    expect(owner.page.get_by_text(shop.widget).first).to_be_visible()
    expect(owner.page.locator(".ant-message-success")).to_be_visible()
    shop.online("agent_senior")
    page = anew().new_page()
    page.goto(f"{owner.base}/chat/{shop.widget}")
    chat = _full_page_chat(page, owner)
    chat.sees("茶铺小助手")
    chat.sees("Tea is ready")
    expect(page.locator("zhiyin-chat .head")).to_have_css("background-color", _PLUM)


@pytest.mark.whole
@played_at("phone-zh")
def test_sign_in_with_a_second_factor(owner: Desk, anew: Anew) -> None:
    owner.go("/settings/account")
    owner.button("people:two_factor.on").click()
    expect(owner.page.get_by_alt_text(owner.words("people:two_factor.qr"))).to_be_visible()
    totp = pyotp.TOTP(owner.page.locator("code").inner_text().replace(" ", ""))
    owner.field("people:code").fill(totp.now())
    owner.button("people:two_factor.confirm").click()
    recovery = owner.page.locator("pre").inner_text().split()
    owner.button("people:recovery.kept").click()
    expect(
        owner.page.get_by_text(owner.words("people:two_factor.is_on"), exact=True)
    ).to_be_visible()

    elsewhere = Desk(anew().new_page(), owner.base, owner.place)
    elsewhere.sign_in(OWNER["email"], "not the password")
    expect(elsewhere.page.get_by_role("alert")).to_be_visible()
    elsewhere.field("people:password").fill(OWNER["password"])
    elsewhere.button("people:login.submit").click()
    elsewhere.field("people:code").fill("000000")
    elsewhere.button("people:login.verify").click()
    expect(elsewhere.page.get_by_role("alert")).to_be_visible()
    # The code of the next half minute: the present one is used up.
    elsewhere.field("people:code").fill(totp.at(int(time.time()) + 30))
    elsewhere.button("people:login.verify").click()
    elsewhere.arrives()

    third = Desk(anew().new_page(), owner.base, owner.place)
    third.sign_in(OWNER["email"], OWNER["password"])
    third.button("people:login.use_recovery").click()
    third.field("people:recovery_code").fill(recovery[0])
    third.button("people:login.verify").click()
    third.arrives()

    owner.button("people:two_factor.off").click()
    owner.field("people:password.current").last.fill(OWNER["password"])
    owner.button("people:two_factor.off").click()
    expect(owner.button("people:two_factor.on")).to_be_visible()
