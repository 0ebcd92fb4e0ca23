"""An article from its first word to a customer's screen."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import Seated
from tests.e2e.places import played_at
from tests.e2e.test_accessibility import AXE, serious
from tests.e2e.window import Window

ANSWER = "可以放洗碗机，请选轻柔模式，水温不超过 60 度。"


@played_at("desktop-zh", only="desktop")
def test_an_article_is_written_reviewed_found_and_sent(seated: Seated, visitor: Window) -> None:
    model = uuid4().hex[:5]
    question = f"{model} 号青花盖碗能不能放进洗碗机"
    # Written by ear, as people do.
    misspelt = f"{model} 盖碗能不能放进洗完机"
    asked = f"你好，上次买的 {model} 号盖碗可以放洗碗机里洗吗"
    desk = seated("senior agent").go_online()

    # Given an article that somebody writes and sends to review
    desk.turn_to("/knowledge")
    desk.button("knowledge:new").click()
    desk.dialog.get_by_label(desk.words("knowledge:title")).fill(question)
    desk.button("knowledge:new.go").click()
    desk.field("knowledge:short").fill(ANSWER)
    desk.page.get_by_role("textbox", name=desk.words("knowledge:body")).fill("釉下彩不怕洗碗机。")
    wordings = desk.field("knowledge:wordings.add")
    wordings.fill("盖碗可以机洗吗\n茶具进洗碗机会不会裂")
    wordings.press("Enter")
    listed = desk.page.get_by_role("list", name=desk.words("knowledge:wordings"), exact=True)
    expect(listed.get_by_role("listitem")).to_have_count(2)
    desk.page.keyboard.press("Control+Enter")
    review = desk.words("knowledge:review.others")
    expect(desk.page.get_by_text(review)).to_be_visible()

    # When a supervisor publishes it
    supervisor = seated("supervisor", "/knowledge?state=in_review")
    supervisor.page.get_by_role("link", name=question).click()
    supervisor.button("knowledge:publish").click()
    expect(supervisor.button("knowledge:helpful.yes")).to_be_visible()

    # Then a question with a wrong character finds it
    desk.turn_to("/knowledge")
    search = desk.page.get_by_role("combobox", name=desk.words("knowledge:search"))
    search.fill(misspelt)
    search.press("Enter")
    expect(desk.page.get_by_role("link", name=question)).to_be_visible()

    # And it stands beside the conversation of who asks, one key from the answer
    desk.turn_to("/conversations").arrives()
    visitor.open().write(asked)
    desk.open(asked)
    cards = desk.page.get_by_role("complementary", name=desk.words("conversations:cards"))
    expect(cards.get_by_role("link", name=question)).to_be_visible()
    desk.composer.press("Alt+a")
    expect(desk.composer).to_have_value(ANSWER)
    desk.composer.press("Enter")
    visitor.sees(ANSWER)
    desk.go("/knowledge").page.get_by_role("link", name=question).wait_for()
    row = desk.page.get_by_role("listitem").filter(has_text=question)
    expect(row).to_contain_text(desk.words("knowledge:uses.inserted_one", count=1))


@pytest.mark.whole
@played_at("phone-en")
def test_a_second_answer_is_tried_compared_and_taken(seated: Seated) -> None:
    title = f"{uuid4().hex[:5]} 号茶盘怎么保养"
    desk = seated("supervisor", "/knowledge?new=1")

    # Given an article that is published
    desk.dialog.get_by_label(desk.words("knowledge:title")).fill(title)
    desk.button("knowledge:new.go").click()
    desk.field("knowledge:short").fill("用完擦干。")
    desk.button("knowledge:publish").click()
    expect(desk.page.get_by_role("heading", name=title)).to_be_visible()

    # When its answer is written once more, for half of the customers
    desk.button("shell:edit").click()
    desk.field("knowledge:short").fill("用完擦干，每月上一次油。")
    desk.button("knowledge:trial.begin").click()
    desk.dialog.get_by_label(desk.words("knowledge:trial.note")).fill("说全一点有没有用")
    desk.dialog.get_by_role("button", name=desk.words("knowledge:trial.go")).click()

    # Then the article says that it is tried, and that nothing can be told yet
    expect(desk.page.get_by_text(desk.words("knowledge:trial"), exact=True)).to_be_visible()
    nothing = desk.words("knowledge:trial.nothing.rated")
    expect(desk.page.get_by_text(nothing).first).to_be_visible()
    expect(desk.page.get_by_text("用完擦干。", exact=True)).to_be_visible()
    if AXE.exists():
        assert serious(desk.page) == []
    desk.turn_to("/knowledge/trials")
    row = desk.page.get_by_role("listitem").filter(has_text=title)
    expect(row).to_contain_text(desk.words("knowledge:trial.state.running"))
    row.get_by_role("link", name=title).click()

    # And, once taken, the second answer is the one readers see
    desk.button("knowledge:trial.take").click()
    expect(desk.page.get_by_text("用完擦干，每月上一次油。", exact=True)).to_be_visible()
    expect(desk.page.get_by_text(desk.words("knowledge:trial.last"), exact=True)).to_be_visible()
