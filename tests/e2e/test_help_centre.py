"""A customer helps themselves: a misspelt question, its article, a vote, and a person after all."""

import re
from collections.abc import Callable
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.agents import Agent
from tests.e2e.desk import Seated
from tests.e2e.places import Place, played_at
from tests.e2e.test_accessibility import AXE, serious
from tests.servers.processes import OwnProcess, Processes
from tests.servers.programs import skip_for_want_of
from tests.servers.shop import NO_AUTHORITIES

# What a page may weigh without its pictures.
MOST_BYTES = 50 * 1024


@pytest.fixture(scope="module")
def pages(demo_shop: OwnProcess, module_processes: Processes) -> OwnProcess:
    """The demo's help centre, with the process that understands questions."""
    module_processes.start("inference")
    return demo_shop


@played_at("desktop-zh")
def test_a_misspelt_question_leads_to_its_article_and_to_a_person_who_knows_which(
    pages: OwnProcess, agent: Agent, anew: Callable[[], BrowserContext], place: Place
) -> None:
    page = anew().new_page()
    start = f"{pages.url}/help/tea/{place.language}"
    title = place.choose("怎么申请退货", "How do I return something")
    wrong = place.choose("怎么申青退活", "how do i retrun somthing")
    page.goto(start)
    # The index is built while nobody waits for it; until then plain words know no misspelling.
    found = page.get_by_role("main").get_by_role("link", name=title)
    for _ in range(90):
        page.goto(f"{start}/search?q={wrong}")
        if found.count():
            break
        page.wait_for_timeout(1000)
    page.goto(start)
    field = page.get_by_role("combobox")
    field.press_sequentially(place.choose("zmsqth", "retu"), delay=30)
    expect(page.get_by_role("option", name=title)).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    field.fill(wrong)
    field.press("Enter")
    found.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("button", name=place.choose("有帮助", "Yes"), exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(
        place.choose("感谢您的反馈", "Thank you for telling us")
    )
    assert page.locator("zhiyin-chat").count() == 0, "the chat is fetched when it is asked for"
    page.get_by_role("link", name=place.choose("问人工客服", "Ask a person")).click()
    expect(page.locator("zhiyin-chat .panel")).to_be_visible()
    said = f"{place.choose('我想问一下运费', 'who pays the postage')} {uuid4().hex[:6]}"
    box = page.locator("zhiyin-chat .composer textarea")
    box.fill(said)
    box.press("Enter")
    expect(page.locator("zhiyin-chat .panel")).to_contain_text(said)
    told = agent.http.get(f"/api/conversations/{agent.find(said)}").json()
    assert told["visitor"]["page_title"].startswith(title)
    assert "/help/tea/" in told["visitor"]["page_url"]
    # Who has talked here before finds the window on the next page, too.
    page.goto(start)
    expect(page.locator("zhiyin-chat .launcher")).to_be_visible()


@played_at("phone-en")
def test_every_page_is_whole_without_script_and_easy_to_reach(
    pages: OwnProcess, anew: Callable[[], BrowserContext], place: Place
) -> None:
    if not AXE.exists():
        skip_for_want_of("axe-core")
    page = anew().new_page()
    start = f"{pages.url}/help/tea/{place.language}"
    article = place.choose("怎么申请退货", "How do I return something")
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(start)
        found += serious(page)
        page.get_by_role("main").get_by_role("link", name=article).first.click()
        found += serious(page)
        page.goto(f"{start}/search?q={place.choose('退货', 'return')}")
        found += serious(page)
        page.goto(f"{start}/contact")
        found += serious(page)
    assert found == []
    assert [one for one in errors if "Content Security Policy" in one] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.whole
def test_no_page_of_the_demo_is_heavy_and_none_needs_another_site(pages: OwnProcess) -> None:
    with httpx.Client(base_url=pages.url, verify=NO_AUTHORITIES) as client:
        site_map = client.get("/help/tea/sitemap.xml").text
        paths = re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", site_map)
        assert len(paths) > 40
        paths += ["/help/tea/zh-CN/search?q=退货", "/help/tea/zh-CN/contact"]
        for path in paths:
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert len(answer.content) <= MOST_BYTES, path
            assert not re.search(r'<(?:script|img|link rel="stylesheet")[^>]*="(?:https?:)?//',
                                 answer.text), path  # fmt: skip


@pytest.mark.whole
@played_at("desktop-zh", only="desktop-zh")
def test_a_manager_changes_the_pages_and_sees_them_changed(
    seated: Seated, pages: OwnProcess
) -> None:
    desk = seated("manager", "/settings/help-centre")
    page = desk.page
    field = page.get_by_label(f"{desk.words('helpcentre:welcome')} (简体中文)")
    field.fill("今天想喝什么茶？")
    expect(page.get_by_role("img", name=desk.words("helpcentre:preview"))).to_contain_text(
        "今天想喝什么茶？"
    )
    desk.button("shell:save").click()
    expect(page.get_by_text(desk.words("shell:saved"))).to_be_visible()
    if AXE.exists():
        assert serious(page) == []
    with httpx.Client(base_url=pages.url, verify=NO_AUTHORITIES) as client:
        assert "今天想喝什么茶？" in client.get("/help/tea/zh-CN").text
