"""Whom an incident concerns and how complaints are counted, on plain facts."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from zhiyin.kernel.contracts.module import CrisisSelector
from zhiyin.kernel.facts.conditions import Condition
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.routing.crisis import (
    MOST_HOURS,
    Scope,
    Share,
    complaint_subjects,
    hours_between,
)
from zhiyin.modules.routing.queries import affected
from zhiyin.modules.routing.review_page import review_page

WORDS = Condition("words", ("漏水", "leak"))
LEVEL = Condition("level", ("VIP",))


def test_a_scope_fits_by_any_or_by_all_of_its_conditions() -> None:
    leaking = {"words": "壶漏水了", "level": None}
    vip = {"words": "The pot LEAKS", "level": "VIP"}
    either, both = Scope((WORDS, LEVEL)), Scope((WORDS, LEVEL), "all")
    assert [either.fits(one) for one in (leaking, vip, {"words": "在吗"})] == [True, True, False]
    assert [both.fits(one) for one in (leaking, vip)] == [False, True]


def test_a_scope_without_conditions_concerns_nobody() -> None:
    assert not Scope(()).fits({"words": "漏水"})
    assert not Scope((), "all").fits({"words": "漏水"})


def test_a_subject_is_a_complaint_by_its_own_or_its_parents_name() -> None:
    root, leaf, other = uuid4(), uuid4(), uuid4()
    tree = [
        (root, None, {"zh-CN": "投诉建议", "en": "Complaints"}),
        (leaf, root, {"zh-CN": "服务态度", "en": "Manner"}),
        (other, None, {"zh-CN": "物流", "en": "Delivery"}),
    ]
    assert complaint_subjects(tree, ["投诉"]) == {root, leaf}
    assert complaint_subjects(tree, ["COMPLAINT"]) == {root, leaf}
    assert complaint_subjects(tree, []) == frozenset()


def test_the_share_is_of_a_thousand_and_unknown_without_conversations() -> None:
    assert Share(3, 200).permille == 15.0
    assert Share(0, 0).permille is None


@pytest.mark.parametrize(("lasted", "hours"), [(1, 1), (59, 1), (61, 2), (60 * 200, MOST_HOURS)])
def test_hours_are_shown_up_to_the_latest(lasted: int, hours: int) -> None:
    since = datetime(2026, 11, 11, 20, 0, 30, tzinfo=UTC)
    found = hours_between(since, since + timedelta(minutes=lasted) - timedelta(seconds=31))
    assert len(found) == hours
    assert found[-1] <= since + timedelta(minutes=lasted)


def test_what_modules_contribute_is_asked_only_where_a_scope_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    conversation, customer = uuid4(), uuid4()
    asked: list[Sequence[UUID]] = []

    async def regions(_: Any, customers: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
        asked.append(customers)
        return {customer: ("杭州",)}

    async def facts(*_: Any) -> dict[UUID, Any]:
        return {conversation: {"customer": customer, "words": "在吗"}}

    monkeypatch.setattr(affected, "get_facts", facts)
    selector = CrisisSelector("region", Text("地区", "Region"), regions)
    session = cast(
        Any,
        SimpleNamespace(
            house=SimpleNamespace(crisis_selectors={"region": selector}, customer_facts=[])
        ),
    )

    def gather(*conditions: Condition) -> bool:
        scope = Scope(conditions)
        found = asyncio.run(affected.gather_facts(session, [conversation], [scope]))
        return scope.fits(found[conversation])

    assert not gather(WORDS)
    assert asked == []
    assert gather(Condition("region", ("杭州",)))
    assert not gather(Condition("region", ("北京",)))
    assert asked == [[customer], [customer]]


def test_the_review_page_escapes_what_people_wrote() -> None:
    page = review_page(
        "<b>漏水</b>",
        drill=True,
        span="…",
        review={"happened": "<script>1</script>"},
        figures=[(Text("数", "Count"), "3")],
        history=[(datetime(2026, 11, 11, tzinfo=UTC), "<i>", "<u>")],
        language="zh-CN",
    )
    assert "<script>" not in page
    assert "<b>漏水" not in page
    assert "&lt;script&gt;" in page
    assert "演练" in page
