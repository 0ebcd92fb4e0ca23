"""Two answers of an article tried against each other: begun, compared, ended, stopped."""

from typing import Any

import pytest

from tests.modules.knowledge.articles import BASE, begin, do, get, publish
from tests.servers.processes import Processes
from tests.servers.settings import holding
from tests.servers.shop import Shop
from zhiyin.modules.knowledge.queries.trials import compare_sides
from zhiyin.modules.knowledge.schemas.trials import ArticleTrialSide


def _draft(shop: Shop, article: dict[str, Any], version: int = 0, **body: Any) -> None:
    with shop.client("agent_senior", **{"If-Match": str(version)}) as client:
        answer = client.put(f"{BASE}/articles/{article['id']}/draft", json=body)
    assert answer.status_code == 200, answer.text


def _on_trial(shop: Shop, title: str, share: int = 50) -> dict[str, Any]:
    """An article whose second answer is on trial."""
    article = publish(shop, title, short_answer="第一种说法。")
    _draft(shop, article, title=title, short_answer="第二种说法。")
    answer = do(shop, article, "trial", share=share)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def _trials(shop: Shop, article: dict[str, Any]) -> list[dict[str, Any]]:
    with shop.client("agent_senior") as client:
        told: list[dict[str, Any]] = client.get(f"{BASE}/articles/{article['id']}/trials").json()
    return told


def _end(shop: Shop, article: dict[str, Any], *, take: bool, role: str = "supervisor") -> Any:
    return do(shop, article, "trial/end", role, take=take)


def test_the_second_answer_taken_becomes_the_live_version_and_can_be_undone(
    module_shop: Shop,
) -> None:
    article = _on_trial(module_shop, "试验：几天发货", 30)
    # Readers of the article itself see the live one; the draft is free for the next.
    assert (article["state"], article["live_number"], article["draft"]) == ("published", 1, None)
    trial = _trials(module_shop, article)[0]
    assert (trial["against"], trial["number"], trial["share"]) == (1, 2, 30)
    assert (trial["state"], trial["by"]["name"]) == ("running", "supervisor")
    assert [one["verdict"] for one in trial["compared"]] == ["unclear"] * 3
    taken = _end(module_shop, article, take=True).json()
    assert (taken["live_number"], taken["live"]["short_answer"]) == (2, "第二种说法。")
    trial = _trials(module_shop, article)[0]
    assert (trial["state"], trial["ended_by"]["name"]) == ("taken", "supervisor")
    back = do(module_shop, article, "restore", "agent_senior", number=1).json()
    assert back["draft"]["short_answer"] == "第一种说法。"
    assert do(module_shop, article, "publish").json()["live"]["short_answer"] == "第一种说法。"
    kinds = "SELECT verb FROM audit WHERE ref_id = %s ORDER BY id"
    written = [one for (one,) in module_shop.run(kinds, article["id"])]
    assert written.count("knowledge.begin_trial") == written.count("knowledge.take_tried") == 1


def test_the_live_answer_kept_leaves_the_other_in_the_history(module_shop: Shop) -> None:
    article = _on_trial(module_shop, "试验：怎么包邮")
    kept = _end(module_shop, article, take=False).json()
    assert (kept["live_number"], kept["live"]["short_answer"]) == (1, "第一种说法。")
    assert _end(module_shop, article, take=False).json()["error"]["code"] == "no_trial"
    back = do(module_shop, article, "restore", "agent_senior", number=2).json()
    assert back["draft"]["short_answer"] == "第二种说法。"
    # The same can be tried once more.
    assert do(module_shop, article, "trial").status_code == 200
    assert [one["state"] for one in _trials(module_shop, article)] == ["running", "kept"]


def test_a_trial_is_for_who_may_publish(module_shop: Shop) -> None:
    article = publish(module_shop, "试验：能不能加急", short_answer="第一种。")
    _draft(module_shop, article, title="试验：能不能加急", short_answer="第二种。")
    assert do(module_shop, article, "trial", "agent_senior").status_code == 403
    with holding(module_shop, {"knowledge.four_eyes": True}):
        # Written by somebody else: four eyes have seen it.
        assert do(module_shop, article, "trial").status_code == 200
    assert _end(module_shop, article, take=True, role="agent_senior").status_code == 403
    assert _trials(module_shop, article)[0]["state"] == "running"
    with module_shop.client("agent_junior") as client:
        assert client.get(f"{BASE}/trials").status_code == 403


def test_what_cannot_be_compared_is_not_tried(module_shop: Shop) -> None:
    def code(article: dict[str, Any]) -> str:
        return str(do(module_shop, article, "trial").json()["error"]["code"])

    title = "试验：有没有发票"
    fresh = begin(module_shop, "试验：还没发布")
    assert code(fresh) == "not_published"
    article = publish(module_shop, title, short_answer="有。")
    assert code(article) == "no_draft"
    _draft(module_shop, article, title=title, short_answer="有。")
    assert code(article) == "same_answer"
    version = get(module_shop, article).json()["draft"]["version"]
    _draft(module_shop, article, version, title="试验：别的问题", short_answer="都有。")
    assert code(article) == "only_answers"
    running = _on_trial(module_shop, "试验：同时只有一个")
    _draft(module_shop, running, title="试验：同时只有一个", short_answer="第三种。")
    assert code(running) == "trial_running"


@pytest.mark.parametrize("how", ["published", "archived", "deleted"])
def test_what_happens_to_the_article_stops_its_trial(module_shop: Shop, how: str) -> None:
    title = f"试验：中途{how}"
    article = _on_trial(module_shop, title)
    if how == "published":
        _draft(module_shop, article, title=title, short_answer="第三种。")
        # A draft alone changes nothing of what is compared.
        assert _trials(module_shop, article)[0]["state"] == "running"
        assert do(module_shop, article, "publish").json()["live_number"] == 3
    elif how == "archived":
        do(module_shop, article, "archive").raise_for_status()
    else:
        with module_shop.client("supervisor") as client:
            client.delete(f"{BASE}/articles/{article['id']}").raise_for_status()
    row = "SELECT state, reason, ended_at IS NOT NULL FROM article_trials WHERE article_id = %s"
    assert module_shop.run(row, article["id"]) == [("stopped", how, True)]
    second = "SELECT state FROM article_versions WHERE article_id = %s AND number = 2"
    assert module_shop.run(second, article["id"]) == [("superseded",)]


async def test_an_article_whose_time_is_over_stops_its_trial(
    module_shop: Shop, module_processes: Processes
) -> None:
    article = _on_trial(module_shop, "试验：到期的活动")
    over = "UPDATE articles SET valid_until = now() - interval '1 minute' WHERE id = %s"
    module_shop.run(over, article["id"])
    other = _on_trial(module_shop, "试验：还有效的")
    module_processes.start("worker")
    row = "SELECT state, reason FROM article_trials WHERE article_id = %s"
    await module_shop.until(row.replace("state, reason", "state = 'stopped'"), article["id"])
    assert module_shop.run(row, article["id"]) == [("stopped", "expired")]
    assert module_shop.run(row, other["id"]) == [("running", None)]


def test_a_draft_begun_meanwhile_stays_when_the_second_answer_is_taken(module_shop: Shop) -> None:
    title = "试验：接着改"
    article = _on_trial(module_shop, title)
    _draft(module_shop, article, title=title, short_answer="第三种。")
    taken = _end(module_shop, article, take=True).json()
    assert (taken["live_number"], taken["state"]) == (2, "draft")
    assert taken["draft"]["short_answer"] == "第三种。"


def test_running_trials_are_listed_first(module_shop: Shop) -> None:
    ended = _on_trial(module_shop, "试验：结束了的")
    running = _on_trial(module_shop, "试验：还在进行")
    _end(module_shop, ended, take=False)
    with module_shop.client("agent_senior") as client:
        listed = client.get(f"{BASE}/trials").json()
    states = [one["state"] for one in listed]
    assert states == sorted(states, key=lambda state: state != "running")
    assert {ended["id"], running["id"]} <= {one["article_id"] for one in listed}
    assert all(one["may_end"] is False for one in listed)


def test_both_sides_are_told_apart_only_when_it_is_more_than_chance() -> None:
    few = compare_sides(
        ArticleTrialSide(rated=10, helpful=5), ArticleTrialSide(rated=10, helpful=7), 0.5
    )[0]
    assert (few.name, few.verdict, few.first, few.second) == ("helpful", "unclear", 0.5, 0.7)
    assert few.needed > 0
    many = compare_sides(
        ArticleTrialSide(rated=400, helpful=200), ArticleTrialSide(rated=400, helpful=280), 0.5
    )
    assert (many[0].verdict, many[0].needed) == ("better", 0)
    assert many[0].low is not None
    assert many[0].low > 0
    # Fewer who had to ask a person is better.
    first, second = (
        ArticleTrialSide(by_bot=300, asked_person=30),
        ArticleTrialSide(by_bot=300, asked_person=90),
    )
    alone = compare_sides(first, second, 0.5)[1]
    assert (alone.name, alone.first, alone.second, alone.verdict) == ("alone", 0.9, 0.7, "worse")
