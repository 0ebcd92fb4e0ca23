"""Visitors are spoken to first as the rules say, never more often, and every step counts once."""

import threading
from typing import Any

import pytest

from tests.servers.shop import Shop

RULE: dict[str, Any] = {
    "name": "看了三十秒",
    "trigger": "time",
    "threshold": 30,
    "only_open": False,
    "words": {"zh-CN": "您好，需要帮忙吗？", "en": "Hello, can we help?"},
}


def make(shop: Shop, **more: Any) -> dict[str, Any]:
    made = shop.client("manager").post("/api/invitations", json={**RULE, **more})
    assert made.status_code == 201, made.text
    rule: dict[str, Any] = made.json()
    # What processes keep for a few seconds is dropped where it is changed; here that is at once.
    return rule


def tell(shop: Shop, token: str, rule: dict[str, Any], what: str) -> bool:
    with shop.visiting(token) as visitor:
        answer = visitor.post(f"/api/visitor/invitations/{rule['id']}", json={"what": what})
        answer.raise_for_status()
        return bool(answer.json()["allowed"])


def figures(shop: Shop) -> dict[str, int]:
    days = shop.client("manager").get("/api/invitations").json()["days"]
    return {what: sum(day[what] for day in days) for what in ("shown", "dismissed", "accepted",
            "led")}  # fmt: skip


def offered(shop: Shop, **body: Any) -> list[str]:
    return [one["id"] for one in shop.session(**body)["invitations"]]


def test_rules_come_with_the_session_in_the_visitors_language(shop: Shop) -> None:
    low = make(shop)
    high = make(shop, priority=5, trigger="scroll", threshold=60)
    make(shop, active=False)
    make(shop, language="zh-CN")
    found = shop.session()["invitations"]
    assert [one["id"] for one in found] == [high["id"], low["id"]]
    assert found[0]["words"] == "Hello, can we help?"


def test_every_step_is_counted_once(shop: Shop) -> None:
    rule = make(shop)
    token = shop.session()["token"]
    assert not tell(shop, token, rule, "accepted")
    assert tell(shop, token, rule, "shown")
    assert tell(shop, token, rule, "accepted")
    assert not tell(shop, token, rule, "accepted")
    assert not tell(shop, token, rule, "dismissed")
    assert figures(shop) == {"shown": 1, "dismissed": 0, "accepted": 1, "led": 0}


def test_a_visitor_sees_no_more_in_a_day_than_is_set(shop: Shop) -> None:
    rule = make(shop)
    token = shop.session()["token"]
    answers: list[bool] = []
    asking = [
        threading.Thread(target=lambda: answers.append(tell(shop, token, rule, "shown")))
        for _ in range(6)
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert sum(answers) == 2
    assert offered(shop, token=token) == []
    assert figures(shop)["shown"] == 2


def test_who_dismissed_one_is_left_alone_for_some_days(shop: Shop) -> None:
    rule = make(shop)
    token = shop.session()["token"]
    tell(shop, token, rule, "shown")
    tell(shop, token, rule, "dismissed")
    assert offered(shop, token=token) == []
    assert not tell(shop, token, rule, "shown")
    shop.run("UPDATE invitation_shows SET at = now() - interval '4 days'")
    assert offered(shop, token=token) == [rule["id"]]
    assert figures(shop)["dismissed"] == 1


@pytest.mark.acts("conversations.invitations")
def test_the_setting_pauses_all(shop: Shop) -> None:
    rule = make(shop)
    token = shop.session()["token"]
    off = {"scope": "organisation", "value": False}
    shop.client("manager").put("/api/settings/conversations.invitations", json=off)
    assert offered(shop) == []
    assert not tell(shop, token, rule, "shown")


def test_while_nobody_can_answer_nobody_is_invited(shop: Shop) -> None:
    make(shop, only_open=True)
    always = make(shop)
    assert offered(shop) == [always["id"]]


@pytest.mark.parametrize("days", [0, 7])
async def test_who_talks_to_us_is_not_invited_and_what_it_led_to_is_known(
    shop: Shop, processes: Any, days: int
) -> None:
    processes.start("worker")
    rule = make(shop, talked_days=days)
    token = shop.session()["token"]
    tell(shop, token, rule, "shown")
    tell(shop, token, rule, "accepted")
    async with shop.visitor(token) as visitor:
        await visitor.post("你好")
    while figures(shop)["led"] == 0:
        pass
    assert offered(shop, token=token) == []
    shop.run("UPDATE conversations SET state = 'closed', closed_at = now()")
    assert offered(shop, token=token) == ([] if days else [rule["id"]])
    assert figures(shop) == {"shown": 1, "dismissed": 0, "accepted": 1, "led": 1}


def test_an_edit_shows_both_values_and_a_deleted_rule_is_gone(shop: Shop) -> None:
    rule = make(shop)
    manager = shop.client("manager")
    path = f"/api/invitations/{rule['id']}"
    assert manager.put(path, json={**RULE, "threshold": 5}, headers={"If-Match": "1"}).json()[
        "version"
    ] == 2  # fmt: skip
    stale = manager.put(path, json=RULE, headers={"If-Match": "1"})
    assert stale.status_code == 409
    token = shop.session()["token"]
    assert tell(shop, token, rule, "shown")
    assert manager.delete(path).status_code == 204
    assert offered(shop) == []
    assert not tell(shop, token, rule, "shown")


@pytest.mark.parametrize(
    "fault",
    [
        {"trigger": "event", "event": ""},
        {"trigger": "event", "event": "<script>"},
        {"trigger": "scroll", "threshold": 101},
        {"words": {"zh-CN": "您好", "en": " "}},
        {"threshold": -1},
    ],
)
def test_a_rule_that_could_never_fit_is_refused(module_shop: Shop, fault: dict[str, Any]) -> None:
    answer = module_shop.client("manager").post("/api/invitations", json={**RULE, **fault})
    assert answer.status_code == 422
