"""After the conversation: a visitor rates it, a supervisor looks at what went wrong."""

import psycopg
import pytest
from playwright.sync_api import expect

from tests.e2e.agents import Agent
from tests.e2e.desk import Seated
from tests.e2e.places import played_at
from tests.e2e.test_accessibility import AXE, serious
from tests.e2e.window import Window
from tests.servers.processes import Processes
from tests.servers.programs import skip_for_want_of
from zhiyin.kernel.environment import libpq_url

BAD = "杯子碎了，说好的补发一直没有消息"


@pytest.fixture
def led(module_processes: Processes, module_database_url: str) -> None:
    """The supervisor coordinates, and a worker makes tasks of low ratings."""
    with psycopg.connect(libpq_url(module_database_url), autocommit=True) as connection:
        connection.execute(
            "UPDATE teams SET coordinator_id ="
            " (SELECT id FROM staff WHERE email = 'supervisor@tea.example')"
        )
        # The demo's customers have been asked lately; this one is asked for sure.
        connection.execute("DELETE FROM ratings")
        connection.execute("DELETE FROM case_steps")
        connection.execute("DELETE FROM tasks")
    module_processes.one("worker")


def close_as(agent: Agent, conversation: str) -> None:
    said = {"key": f"answer-{conversation}", "text": "您好，马上为您处理"}
    agent.http.post(f"/api/conversations/{conversation}/messages", json=said).raise_for_status()
    agent.http.post(f"/api/conversations/{conversation}/close", json={}).raise_for_status()


@played_at("phone-en")
def test_one_star_becomes_a_task_that_the_supervisor_ends_with_a_result(
    seated: Seated, visitor: Window, agent: Agent, led: None
) -> None:
    asked = visitor.place.choose("杯子收到就是碎的", "my cup arrived broken")
    visitor.open().write(asked)
    close_as(agent, agent.find(asked))
    card = visitor.page.locator("zhiyin-chat .rating")
    expect(card).to_contain_text(
        visitor.place.choose("您对这次服务满意吗", "How satisfied are you with our service")
    )
    if AXE.exists():
        assert serious(visitor.page) == []
    card.get_by_role("radio", name=visitor.place.choose("1 分", "1 out of 5")).check()
    card.get_by_role("textbox").fill(BAD)
    card.get_by_role("button", name=visitor.place.choose("提交评价", "Send rating")).click()
    expect(card).to_contain_text(visitor.place.choose("感谢您的评价", "We read every rating"))
    expect(card).to_contain_text(BAD)
    # What was said stands there after a reload, too.
    visitor.page.reload()
    expect(visitor.page.locator("zhiyin-chat .rating")).to_contain_text(BAD)

    desk = seated("supervisor")
    desk.until_told("/tasks?box=mine", BAD)
    desk.turn_to("/tasks")
    title = desk.page.get_by_role("button", name=BAD)
    title.first.click()
    drawer = desk.page.get_by_role("dialog")
    expect(drawer).to_contain_text(desk.words("tasks:origin.surveys.low_score"))
    if not AXE.exists():
        skip_for_want_of("axe-core")
    assert serious(desk.page) == []
    drawer.get_by_label(desk.words("tasks:result")).fill("已致歉，今天补发")
    drawer.get_by_role("button", name=desk.words("tasks:done"), exact=True).click()
    expect(title).to_have_count(0)
    desk.page.get_by_text(desk.words("tasks:show.done"), exact=True).click()
    expect(title.first).to_be_visible()

    # The rating page shows it among the low ones, and nothing there is hard to reach.
    desk.turn_to("/ratings")
    desk.page.get_by_text(desk.words("ratings:show.low"), exact=True).first.click()
    expect(desk.page.get_by_role("listitem").filter(has_text=BAD).first).to_be_visible()
    assert serious(desk.page) == []


@played_at("desktop-en", only="desktop")
def test_a_visitor_who_would_rather_not_is_left_alone(
    visitor: Window, agent: Agent, led: None
) -> None:
    asked = visitor.place.choose("没事了谢谢", "never mind, thank you")
    visitor.open().write(asked)
    close_as(agent, agent.find(asked))
    card = visitor.page.locator("zhiyin-chat .rating")
    card.get_by_role("button", name=visitor.place.choose("暂不评价", "Not now")).click()
    expect(card).to_have_count(0)
    visitor.page.reload()
    visitor.sees(asked)
    expect(visitor.page.locator("zhiyin-chat .rating")).to_have_count(0)
