"""Entry rules: what fits, how much it presses, and trying rules before they work."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tests.servers.shop import Shop
from zhiyin.modules.routing.rules import (
    HIGH,
    LOW,
    NORMAL,
    URGENT,
    Condition,
    Rule,
    boost,
    first_fitting,
    priority,
)

steps = st.integers(1, 3)


def test_words_and_pages_are_looked_for_inside_others_compared() -> None:
    assert Condition("words", ("退款",)).fits({"words": "我想申请退款谢谢"})
    assert Condition("page", ("/cart",)).fits({"page": "https://a.example/CART/1"})
    assert not Condition("language", ("en",)).fits({"language": "en-GB"})
    assert Condition("tag", ("vip", "b2b")).fits({"tag": ("b2b", "old")})
    assert not Condition("subject", ("x",)).fits({})


def test_the_first_rule_that_fits_decides() -> None:
    rules = [
        Rule(UUID(int=1), (Condition("language", ("en",)), Condition("words", ("refund",)))),
        Rule(UUID(int=2), (Condition("language", ("en",)),)),
        Rule(UUID(int=3), ()),
    ]

    def found(**facts: str) -> int:
        rule = first_fitting(rules, facts)
        return rule.id.int if rule else 0

    assert found(language="en", words="refund please") == 1
    assert found(language="en", words="hello") == 2
    assert found(language="zh-CN") == 3
    assert first_fitting(rules[:2], {"language": "zh-CN"}) is None


def test_the_matrix_of_urgency_and_importance() -> None:
    corners = {
        (1, 1): LOW,
        (1, 3): HIGH,
        (3, 1): HIGH,
        (3, 3): URGENT,
        (2, 2): HIGH,
        (1, 2): NORMAL,
    }
    for (urgency, importance), expected in corners.items():
        assert priority(urgency=urgency, importance=importance) == expected


@given(steps, steps, st.booleans(), st.booleans())
def test_more_urgent_more_important_or_angrier_is_never_less(
    urgency: int, importance: int, angry: bool, key: bool
) -> None:
    base = priority(urgency=urgency, importance=importance)
    more = priority(urgency=min(3, urgency + 1), importance=importance)
    raised = priority(urgency=urgency, importance=importance, angry=angry, key_customer=key)
    assert LOW <= base <= more <= URGENT
    assert base <= raised <= URGENT


@given(st.integers(0, 3), st.integers(0, 7200))
def test_a_step_of_priority_is_worth_the_waiting_time_of_the_setting(
    level: int, seconds: int
) -> None:
    assert boost(level, seconds) - boost(NORMAL, seconds) == (level - NORMAL) * seconds


def test_rules_are_tried_before_they_work(shop: Shop) -> None:
    with shop.client("owner") as owner:
        team = owner.post("/api/teams", json={"name": "客诉"}).json()["id"]
        rule = {
            "name": "投诉",
            "conditions": [{"field": "words", "any_of": ["投诉"]}],
            "team_id": team,
            "tier": "C",
            "urgency": 3,
            "importance": 3,
        }
        made = owner.post("/api/routing/rules", json=rule)
        made.raise_for_status()
        found = owner.post("/api/routing/trial", json={"words": "我要投诉你们"}).json()
        assert (found["rule_name"], found["team_id"], found["tier"]) == ("投诉", team, "C")
        assert (found["priority"], found["boost_seconds"]) == (3, 600)
        calm = owner.post("/api/routing/trial", json={"words": "你好"}).json()
        assert (calm["rule_name"], calm["priority"]) == (None, 1)
        path = f"/api/routing/rules/{made.json()['id']}"
        off = {**rule, "active": False}
        changed = owner.put(path, json=off, headers={"If-Match": str(made.json()["version"])})
        changed.raise_for_status()
        stale = owner.put(path, json=rule, headers={"If-Match": str(made.json()["version"])})
        assert stale.status_code == 409
        assert owner.delete(path).status_code == 204
        assert owner.get("/api/routing/rules").json() == []


def test_a_new_rule_comes_last_and_stays_where_it_is_put(shop: Shop) -> None:
    with shop.client("owner") as owner:

        def order() -> str:
            return "".join(one["name"] for one in owner.get("/api/routing/rules").json())

        made = [owner.post("/api/routing/rules", json={"name": one}).json() for one in "abc"]
        assert order() == "abc"
        ids = [made[place]["id"] for place in (2, 0, 1)]
        owner.put("/api/routing/rules/order", json={"ids": ids}).raise_for_status()
        owner.post("/api/routing/rules", json={"name": "d"}).raise_for_status()
        owner.put(f"/api/routing/rules/{ids[0]}", json={"name": "C"}).raise_for_status()
        assert order() == "Cabd"


def test_a_trial_knows_tags_and_first_visits(shop: Shop) -> None:
    conditions = [
        {"field": "tag", "any_of": ["茶友"]},
        {"field": "first_visit", "any_of": ["no"]},
    ]
    with shop.client("owner") as owner:
        made = owner.post("/api/routing/rules", json={"name": "老茶友", "conditions": conditions})
        made.raise_for_status()

        def fitting(**facts: object) -> str | None:
            name: str | None = owner.post("/api/routing/trial", json=facts).json()["rule_name"]
            return name

        assert fitting(tag=["茶友", "vip"], first_visit="no") == "老茶友"
        assert fitting(tag=["茶友"], first_visit="yes") is None
        assert fitting(tag=[], first_visit="no") is None


async def test_a_rule_moves_a_conversation_to_another_team(shop: Shop) -> None:
    with shop.client("owner") as owner:
        members = [shop.ids["agent_senior"]]
        team = owner.post("/api/teams", json={"name": "客诉", "member_ids": members}).json()["id"]
        rule = {"name": "r", "conditions": [{"field": "words", "any_of": ["投诉"]}],
                "team_id": team}  # fmt: skip
        owner.post("/api/routing/rules", json=rule).raise_for_status()
    shop.online("agent_junior")
    async with shop.visitor(shop.session()["token"]) as visitor:
        conversation = (await visitor.post("我要投诉"))["message"]["conversation_id"]
    row = shop.run("SELECT team_id::text, state FROM conversations WHERE id = %s", conversation)
    assert row == [(team, "queued")]


queue = st.lists(
    st.tuples(st.integers(0, 20_000), st.sampled_from([LOW, NORMAL, HIGH, URGENT])), max_size=30
)


@given(queue, st.integers(0, 7200))
def test_nobody_starves(waiting: list[tuple[int, int]], step: int) -> None:
    """Whoever has waited three steps longer than another goes first, whatever the priorities."""
    order = sorted(waiting, key=lambda one: one[0] - boost(one[1], step))
    for place, (came, _) in enumerate(order):
        assert all(came - later <= 3 * step for later, _ in order[place + 1 :])
