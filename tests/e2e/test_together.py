"""Colleagues in browsers of their own: mention, invite, hand over, whisper, take over."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import Desk, Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window


@pytest.fixture
def words() -> str:
    """What this scene's visitor asks; nobody else says it."""
    return f"杯子裂了 {uuid4().hex[:6]}"


@pytest.fixture
def desk(seated: Seated) -> Desk:
    """The senior agent, online."""
    return seated("senior agent").go_online()


def _opens_from_the_bell(desk: Desk, kind: str) -> None:
    """The newest notice of this kind leads to the conversation."""
    if desk.place.phone and "/conversations/" in desk.page.url:
        # An open conversation covers the bar with the bell.
        desk.go("/conversations").arrives()
    desk.page.get_by_role("button", name=desk.words("shell:notices")).click()
    drawer = desk.page.get_by_role("dialog")
    drawer.get_by_role("button").filter(has_text=kind).first.click()


@pytest.mark.whole
@played_at("desktop-zh")
def test_a_colleague_is_mentioned_and_then_invited_to_answer(
    desk: Desk, seated: Seated, visitor: Window, words: str
) -> None:
    colleague = seated("junior agent")
    visitor.open().write(words)
    desk.open(words)
    name = colleague.whose()
    desk.page.keyboard.press("Escape")
    desk.begin_note()
    desk.composer.press_sequentially("@")
    offered = desk.page.get_by_role("listbox", name=desk.words("shell:mention.list"))
    offered.get_by_role("option", name=name).click()
    desk.composer.press_sequentially("能补发吗")
    desk.page.keyboard.press("Enter")
    expect(desk.log).to_contain_text(f"@{name} 能补发吗")
    mentioned = desk.place.choose("在备注里提到了您", "mentioned you in a note")
    _opens_from_the_bell(colleague, mentioned)
    expect(colleague.log).to_contain_text(f"@{name} 能补发吗")
    barrier = colleague.barrier(desk.whose())
    expect(barrier).to_be_visible()
    desk.page.get_by_role("button", name=desk.words("conversations:more")).click()
    desk.page.get_by_role("menuitem", name=desk.words("conversations:invite")).click()
    desk.page.get_by_role("combobox", name=desk.words("conversations:transfer.search")).fill(name)
    desk.page.keyboard.press("Enter")
    expect(barrier).to_have_count(0)
    colleague.answer("可以补发，今天就寄")
    visitor.sees("可以补发，今天就寄")
    expect(visitor.page.locator("zhiyin-chat .panel")).not_to_contain_text("能补发吗")


@played_at("desktop-zh")
def test_handed_over_only_when_the_colleague_accepts(
    desk: Desk, seated: Seated, visitor: Window, words: str
) -> None:
    visitor.open().write(words)
    desk.open(words)
    colleague = seated("junior agent").go_online()
    name = colleague.whose()

    def ask() -> None:
        desk.act("conversations:transfer")
        search = desk.words("conversations:transfer.search")
        desk.page.get_by_role("combobox", name=search).fill(name)
        desk.page.get_by_role("checkbox").check()
        desk.dialog.get_by_role(
            "button", name=desk.words("conversations:transfer.ask_to", name=name)
        ).click()
        expect(desk.dialog).to_have_count(0)

    ask()
    offered = desk.place.choose("想把一个会话转给您", "would hand you a conversation")
    _opens_from_the_bell(colleague, offered)
    asks = colleague.words("conversations:offer.asks", name=desk.whose())
    banner = colleague.page.get_by_role("region", name=asks)
    decline = colleague.words("conversations:offer.decline")
    banner.get_by_role("button", name=decline).click()
    banner.get_by_role("textbox").fill("在处理投诉")
    banner.get_by_role("button", name=decline).click()
    expect(desk.log).to_contain_text("在处理投诉")
    ask()
    _opens_from_the_bell(colleague, offered)
    banner.get_by_role("button", name=colleague.words("conversations:offer.accept")).click()
    expect(banner).to_have_count(0)
    expect(colleague.barrier(desk.whose())).to_have_count(0)
    colleague.answer("我来跟进")
    visitor.sees("我来跟进")


@pytest.mark.whole
@played_at("desktop-zh")
def test_a_supervisor_whispers_and_takes_over_unseen_by_the_visitor(
    desk: Desk, seated: Seated, visitor: Window, words: str
) -> None:
    frames: list[str] = []
    visitor.page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda told: frames.append(str(told))),
    )
    visitor.open().write(words)
    desk.open(words)
    # The supervisor of the demo looks after another team.
    conversation = desk.page.url.rpartition("/")[2].partition("?")[0]
    supervisor = seated("manager", f"/conversations/{conversation}")
    expect(supervisor.log).to_contain_text(words)
    more = supervisor.words("conversations:more")
    supervisor.page.get_by_role("button", name=more).click()
    whisper = supervisor.words("conversations:whisper")
    supervisor.page.get_by_role("menuitem", name=whisper).click()
    supervisor.dialog.get_by_role("textbox").fill("先道歉再补发")
    send = supervisor.words("conversations:whisper.send")
    supervisor.dialog.get_by_role("button", name=send).click()
    heard = desk.log.locator("[data-message]").filter(has_text="先道歉再补发")
    expect(heard).to_contain_text(desk.words("conversations:whisper"))
    supervisor.page.get_by_role("button", name=more).click()
    supervisor.page.get_by_role(
        "menuitem", name=supervisor.words("conversations:take"), exact=True
    ).click()
    expect(supervisor.barrier(desk.whose())).to_have_count(0)
    supervisor.answer("我是主管，马上为您补发")
    visitor.sees("我是主管，马上为您补发")
    barrier = desk.barrier(supervisor.whose())
    expect(barrier).to_be_visible()
    assert "我是主管" in "".join(frames)
    assert "先道歉" not in "".join(frames)
    supervisor.button("conversations:hand_back", name=desk.whose()).click()
    expect(barrier).to_have_count(0)
    desk.answer("补发单号稍后给您")
    visitor.sees("补发单号稍后给您")
