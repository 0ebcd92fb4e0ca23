"""A visitor and an agent, each in a browser of their own, with each other."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import Desk, Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window

READ = {"zh-CN": "已读", "en": "Read"}
TYPING = {"zh-CN": "李薇正在输入", "en": "李薇 is typing"}
ENDED = {"zh-CN": "本次会话已结束", "en": "conversation is closed"}
OFFLINE = {"zh-CN": "连接断开了", "en": "Connection lost"}


@pytest.fixture
def words() -> str:
    """What this scene's visitor asks; nobody else says it."""
    return f"壶到哪了 {uuid4().hex[:6]}"


@pytest.fixture
def desk(seated: Seated) -> Desk:
    """The senior agent, online."""
    return seated("senior agent").go_online()


def _served(desk: Desk, visitor: Window, words: str) -> None:
    """The visitor has written, the agent has it open."""
    visitor.open().write(words)
    desk.open(words)


@played_at("desktop-zh")
def test_what_a_visitor_writes_is_there_at_once_and_so_is_the_answer(
    desk: Desk, visitor: Window, words: str
) -> None:
    language = desk.place.language
    name = desk.words("shell:name")
    expect(desk.page).to_have_title(name)
    visitor.open().write(words)
    expect(desk.row(words)).to_contain_text(desk.words("shell:unread"))
    expect(desk.page).to_have_title(f"(1) {name}")
    desk.open(words)
    expect(desk.page).to_have_title(name)
    visitor.sees(READ[language])
    desk.composer.press_sequentially("看一下")
    visitor.sees(TYPING[language])
    desk.answer("<b>今天到</b>，请留意电话")
    visitor.sees("<b>今天到</b>，请留意电话")
    visitor.sees("李薇")
    expect(desk.log).to_contain_text(f"· {desk.words('conversations:read')}")
    visitor.page.locator("zhiyin-chat .composer textarea").press_sequentially("谢谢您")
    # That somebody writes is told; what, only where the widget says so.
    expect(desk.log).to_contain_text(desk.words("conversations:typing", name=""))
    expect(desk.log).not_to_contain_text("谢谢您")
    visitor.page.locator("zhiyin-chat .composer textarea").press("Enter")
    expect(desk.log.locator("[data-message]").filter(has_text="谢谢您")).to_have_count(1)


@played_at("phone-en")
def test_a_note_stays_inside(desk: Desk, visitor: Window, words: str) -> None:
    _served(desk, visitor, words)
    desk.note("老客户，送一张券")
    expect(desk.log).to_contain_text(desk.words("conversations:note.label"))
    desk.answer("马上为您查")
    visitor.sees("马上为您查")
    expect(visitor.page.locator("zhiyin-chat .panel")).not_to_contain_text("送一张券")
    visitor.page.reload()
    visitor.sees("马上为您查")
    expect(visitor.page.locator("zhiyin-chat .panel")).not_to_contain_text("送一张券")


@played_at("desktop-en")
def test_composing_never_sends_from_the_workbench(desk: Desk, visitor: Window, words: str) -> None:
    _served(desk, visitor, words)
    desk.composer.focus()
    devtools = desk.page.context.new_cdp_session(desk.page)
    composition = {"text": "ni hao", "selectionStart": 6, "selectionEnd": 6}
    devtools.send("Input.imeSetComposition", composition)
    desk.composer.evaluate(
        """(field) => {
            // The keys as a browser reports them while an input method holds them.
            const held = { bubbles: true, cancelable: true, isComposing: true, keyCode: 229 };
            for (const key of ['Enter', 'Escape', 'n', 'e'])
                field.dispatchEvent(new KeyboardEvent('keydown', { key, ...held }));
        }"""
    )
    expect(desk.composer).to_be_focused()
    expect(desk.composer).to_have_value("ni hao")
    expect(desk.dialog).to_have_count(0)
    devtools.send("Input.insertText", {"text": "您好"})
    expect(desk.composer).to_have_value("您好")
    desk.page.keyboard.press("Enter")
    visitor.sees("您好")
    ours = desk.log.locator("[data-message]").filter(has_text="您好")
    expect(ours).to_have_count(1)
    expect(visitor.page.locator("zhiyin-chat .panel")).not_to_contain_text("ni hao")


@played_at("phone-zh")
def test_closed_with_a_subject_and_opened_again(desk: Desk, visitor: Window, words: str) -> None:
    _served(desk, visitor, words)
    desk.act("conversations:close")
    desk.field("conversations:subject.search").press("ArrowDown")
    chosen = desk.page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    subject = chosen.locator("span").first.inner_text()
    # In English the cross in the corner has the same name.
    end = desk.dialog.get_by_role("button", name=desk.words("conversations:close"), exact=True)
    end.last.click()
    closed = desk.page.locator("section[data-hides-tabs] header")
    expect(closed).to_contain_text(f"{desk.words('conversations:closed')} · {subject}")
    visitor.sees(ENDED[desk.place.language])
    desk.button("shell:undo").click()
    expect(desk.composer).to_be_visible()
    desk.answer("还有一句")
    visitor.sees("还有一句")


@played_at("desktop-en", only="desktop")
def test_a_tag_is_put_on_found_again_and_taken_off(desk: Desk, visitor: Window, words: str) -> None:
    tag = f"tag {words[-6:]}"
    _served(desk, visitor, words)
    card = desk.page.locator("section").filter(
        has=desk.page.get_by_role("heading", name=desk.words("conversations:tags"), exact=True)
    )
    card.last.get_by_role("button", name=desk.words("shell:tag.add")).click()
    field = card.last.get_by_label(desk.words("shell:tag.add"))
    field.fill(tag)
    field.press("Enter")
    expect(card.last.get_by_text(tag, exact=True)).to_be_visible()
    desk.go("/conversations?box=all")
    desk.pick(desk.list.get_by_label(desk.words("conversations:tags")), tag)
    expect(desk.list.locator("li[data-conversation]")).to_have_count(1)
    desk.open(words)
    card.last.get_by_label(desk.words("shell:tag.remove", tag=tag)).click()
    expect(card.last.get_by_text(tag, exact=True)).to_have_count(0)


@played_at("desktop-zh")
def test_a_colleague_gets_it_with_the_note_and_goes_on(
    seated: Seated, desk: Desk, visitor: Window, words: str
) -> None:
    _served(desk, visitor, words)
    colleague = seated("junior agent").go_online()
    desk.act("conversations:transfer")
    desk.field("conversations:transfer.search").fill("张小北")
    desk.field("conversations:transfer.note").fill("客户急，先查物流")
    desk.button("conversations:transfer.to", name="张小北").click()
    expect(desk.row(words)).to_have_count(0)
    colleague.open(words)
    expect(colleague.log).to_contain_text("客户急，先查物流")
    colleague.answer("我是小北，接着为您查")
    visitor.sees("我是小北，接着为您查")
    visitor.sees("张小北")
    expect(visitor.page.locator("zhiyin-chat .panel")).not_to_contain_text("客户急")


@played_at("phone-en")
def test_who_waits_is_picked_from_the_queue(desk: Desk, visitor: Window, words: str) -> None:
    visitor.open()
    desk.become("busy")
    visitor.write(words)
    desk.row(words).get_by_role("button", name=desk.words("conversations:pick")).click()
    expect(desk.log).to_contain_text(words)
    desk.answer("让您久等了")
    visitor.sees("让您久等了")


@played_at("desktop-en")
def test_an_answer_written_without_a_connection_goes_out_once(
    desk: Desk, visitor: Window, words: str
) -> None:
    _served(desk, visitor, words)
    desk.page.context.set_offline(True)
    desk.answer("断网时写的")
    expect(desk.log).to_contain_text(desk.words("conversations:outbox.held"))
    expect(desk.page.get_by_role("status").filter(has_text=desk.words("shell:offline"))
           ).to_be_visible()  # fmt: skip
    visitor.write("还在吗")
    desk.page.context.set_offline(False)
    visitor.sees("断网时写的")
    expect(desk.log).to_contain_text("还在吗")
    expect(desk.log).not_to_contain_text(desk.words("conversations:outbox.held"))
    ours = desk.log.locator("[data-message]").filter(has_text="断网时写的")
    expect(ours).to_have_count(1)
    theirs = visitor.page.locator("zhiyin-chat .bubble").filter(has_text="断网时写的")
    expect(theirs).to_have_count(1)
    desk.page.reload()
    expect(ours).to_have_count(1)


@played_at("phone-zh")
def test_what_was_being_written_is_there_after_a_reload(
    desk: Desk, visitor: Window, words: str
) -> None:
    _served(desk, visitor, words)
    desk.composer.fill("还没写完")
    desk.leave()
    expect(desk.row(words)).to_contain_text(desk.words("conversations:draft"))
    desk.page.reload()
    desk.open(words)
    expect(desk.composer).to_have_value("还没写完")


@played_at("phone-zh")
def test_who_meets_a_busy_team_waits_and_may_leave_a_contact_without_losing_the_place(
    desk: Desk, visitor: Window, words: str
) -> None:
    desk.become("busy")
    visitor.open()
    visitor.sees(visitor.place.choose("写下您的问题就会为您排队", "join the line"))
    visitor.write(words)
    place = visitor.place.choose("下一位就是您", "you are next")
    visitor.sees(place)
    form = visitor.page.locator("zhiyin-chat .leave")
    expect(form).to_have_count(0)
    visitor.button("ratherLeave").click()
    form.locator("[name=contact]").fill("wang@example.com")
    form.locator("[type=submit]").click()
    expect(form).to_have_count(0)
    visitor.sees(visitor.words("eventContact"))
    visitor.sees(place)
    desk.row(words).get_by_role("button", name=desk.words("conversations:pick")).click()
    desk.answer("让您久等了")
    visitor.sees("让您久等了")
    expect(visitor.page.locator("zhiyin-chat .panel")).not_to_contain_text(place)
