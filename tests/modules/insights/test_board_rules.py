"""What the board reckons: kept promises, abandoned contacts, days, and whose board it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.auth.access import Access, RoleScope
from zhiyin.modules.insights.permissions import SEE, concerns, visible_teams
from zhiyin.modules.insights.rules import Promise, change, day_of, in_time, is_abandoned, is_over

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=3)


@dataclass
class Stands:
    state: str
    last_staff_at: datetime | None = None


def test_a_promise_is_judged_by_its_clock_and_until_then_by_what_was_done() -> None:
    assert in_time(None, NOW) is None
    assert in_time(Promise(LATER, "kept"), None) is True
    assert in_time(Promise(LATER, "broken"), NOW) is False
    assert in_time(Promise(LATER, "ended"), NOW) is None
    assert in_time(Promise(LATER, "open"), None) is None
    assert in_time(Promise(LATER, "open"), LATER) is True
    assert in_time(Promise(LATER, "open"), LATER + timedelta(seconds=1)) is False


def test_abandoned_is_who_went_without_an_answer_of_a_person() -> None:
    assert is_abandoned("by_customer", None)
    assert is_abandoned("silent_customer", None)
    assert not is_abandoned("by_customer", NOW)
    for cause in ("by_hand", "blocked", "merged", None):
        assert not is_abandoned(cause, None)


def test_a_day_is_the_shops() -> None:
    late = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    assert day_of(late, "Asia/Shanghai") == date(2026, 11, 23)
    assert day_of(late, "UTC") == date(2026, 11, 22)


def test_an_alert_is_over_when_its_matter_is() -> None:
    assert is_over("long_wait", NOW, Stands("assigned"), again=False)
    assert not is_over("long_wait", NOW, Stands("queued"), again=False)
    assert is_over("long_wait", NOW, Stands("queued"), again=True)
    for kind in ("breach", "angry"):
        assert not is_over(kind, NOW, Stands("assigned", NOW - timedelta(seconds=1)), again=True)
        assert is_over(kind, NOW, Stands("assigned", LATER), again=False)
        assert is_over(kind, NOW, Stands("closed"), again=False)


def caller(scope: RoleScope | None) -> tuple[Access, object, object]:
    mine, other = uuid4(), uuid4()
    scopes: dict[str, RoleScope] = {SEE.name: scope} if scope else {}
    return Access(Actor("staff", uuid4()), scopes=scopes, team_ids=frozenset({mine})), mine, other


def test_supervisors_see_their_teams_and_managers_all() -> None:
    manager, _, other = caller("all")
    assert visible_teams(manager, {}) is None
    supervisor, mine, other = caller("team")
    seen = visible_teams(supervisor, {other: None})  # type: ignore[dict-item]
    assert seen == {mine}
    assert concerns(seen, [])
    assert concerns(seen, [mine])  # type: ignore[list-item]
    assert not concerns(seen, [other])  # type: ignore[list-item]
    nobody, _, _ = caller(None)
    assert visible_teams(nobody, {}) == frozenset()


def test_a_change_is_told_only_where_it_is_more_than_chance() -> None:
    assert change((700, 1000), (760, 1000)) == "higher"
    assert change((760, 1000), (700, 1000)) == "lower"
    assert change((7, 10), (8, 10)) == "chance"
    assert change((0, 0), (8, 10)) == "chance"
