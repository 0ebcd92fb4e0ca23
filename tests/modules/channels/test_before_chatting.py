"""What a visitor may choose before chatting, and what the shop publishes of itself."""

from uuid import uuid4

import pytest

from tests.servers.shop import Shop


def _subject(shop: Shop, code: str, zh: str, en: str) -> str:
    with shop.client("owner") as owner:
        body = {"code": code, "name": {"zh-CN": zh, "en": en}, "tier": "B"}
        answer = owner.post("/api/subjects", json=body)
        answer.raise_for_status()
        made: str = answer.json()["id"]
    return made


def _offer(shop: Shop, topics: list[str]) -> int:
    with shop.client("owner") as owner:
        (widget,) = owner.get("/api/widgets").json()
        answer = owner.patch(f"/api/widgets/{widget['id']}", json={"topics": topics})
    return answer.status_code


async def test_topics_come_in_the_shops_order_and_the_visitors_language(shop: Shop) -> None:
    parcel = _subject(shop, "parcel", "物流", "Delivery")
    refund = _subject(shop, "refund", "退款", "Refunds")
    assert _offer(shop, [refund, parcel]) == 200
    told = shop.session(language="zh-CN")["config"]
    assert [one["name"] for one in told["topics"]] == ["退款", "物流"]
    session = shop.session(language="en")
    assert [one["name"] for one in session["config"]["topics"]] == ["Refunds", "Delivery"]
    # There is no bot: nobody is asked to choose one.
    assert told["ask_who"] is False
    async with shop.visitor(session["token"]) as visitor:
        posted = await visitor.post("where is it", topic=parcel)
    conversation = posted["message"]["conversation_id"]
    with shop.client("manager") as client:
        summary = client.get(f"/api/conversations/{conversation}").json()["conversation"]
    assert summary["subject_id"] == parcel


def test_a_subject_that_is_gone_is_offered_no_more(shop: Shop) -> None:
    parcel = _subject(shop, "parcel", "物流", "Delivery")
    assert _offer(shop, [parcel, parcel]) == 422
    assert _offer(shop, [str(uuid4())]) == 422
    assert _offer(shop, [parcel]) == 200
    with shop.client("owner") as owner:
        owner.patch(f"/api/subjects/{parcel}", json={"active": False}).raise_for_status()
    assert shop.session()["config"]["topics"] == []


def test_the_choice_of_person_or_bot_comes_with_the_first_bot_on_duty(shop: Shop) -> None:
    shop.online("agent_junior")
    assert shop.session()["config"]["ask_who"] is False
    shop.run("UPDATE staff SET kind = 'bot' WHERE id = %s", shop.ids["agent_junior"])
    shop.run("UPDATE presence SET lease_until = now() + interval '1 minute'")
    assert shop.session()["config"]["ask_who"] is True


@pytest.mark.acts("conversations.answer_promise")
def test_opening_hours_and_the_promised_time_are_published(shop: Shop) -> None:
    service = shop.session()["config"]["service"]
    assert service == {"time_zone": "Asia/Shanghai", "week": None, "answer_seconds": 1800}
    week = [[["09:00", "12:00"], ["13:00", "18:00"]]] * 5 + [[], []]
    with shop.client("owner") as owner:
        hours = {"time_zone": "Europe/Berlin", "week": week}
        owner.patch(f"/api/teams/{shop.team_id}", json={"hours": hours}).raise_for_status()
        promise = {"scope": "team", "scope_id": shop.team_id, "value": 600}
        owner.put("/api/settings/conversations.answer_promise", json=promise).raise_for_status()
        (widget,) = owner.get("/api/widgets").json()
        path = f"/api/widgets/{widget['id']}"
        owner.patch(path, json={"team_id": shop.team_id}).raise_for_status()
    service = shop.session()["config"]["service"]
    assert service == {"time_zone": "Europe/Berlin", "week": week, "answer_seconds": 600}
