"""The status log: spans, worked hours over midnight, and who may see them."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.servers.shop import Shop
from zhiyin.modules.people.rules import by_day, spans

SHANGHAI = ZoneInfo("Asia/Shanghai")
STATUSES = ("online", "busy", "away", "offline")
BEGIN = datetime(2026, 11, 10, tzinfo=UTC)

changes = st.lists(
    st.tuples(
        st.integers(-86_400, 5 * 86_400).map(lambda s: BEGIN + timedelta(seconds=s)),
        st.sampled_from(STATUSES),
    ),
    max_size=20,
).map(sorted)


def test_a_night_shift_counts_on_both_its_days() -> None:
    # 22:30 to 02:15 in Shanghai, with half an hour busy before midnight.
    log = [
        (datetime(2026, 11, 11, 14, 30, tzinfo=UTC), "online"),
        (datetime(2026, 11, 11, 15, 0, tzinfo=UTC), "busy"),
        (datetime(2026, 11, 11, 15, 30, tzinfo=UTC), "online"),
        (datetime(2026, 11, 11, 18, 15, tzinfo=UTC), "offline"),
    ]
    parts = spans(log, BEGIN, BEGIN + timedelta(days=5))
    days = by_day([one for one in parts if one.status != "offline"], SHANGHAI)
    assert days == {
        date(2026, 11, 11): {"online": 3600.0, "busy": 1800.0},
        date(2026, 11, 12): {"online": 8100.0},
    }


@given(changes, st.sampled_from(["Asia/Shanghai", "America/New_York", "Europe/Berlin"]))
def test_no_second_is_lost_or_counted_twice(log: list[tuple[datetime, str]], zone: str) -> None:
    end = BEGIN + timedelta(days=4)
    parts = spans(log, BEGIN, end)
    assert all(a.end <= b.begin for a, b in pairwise(parts))
    whole = sum((one.end - one.begin).total_seconds() for one in parts)
    cut = sum(sum(held.values()) for held in by_day(parts, ZoneInfo(zone)).values())
    assert abs(whole - cut) < 1e-6
    if log and log[0][0] <= BEGIN:
        assert whole == (end - BEGIN).total_seconds()


def test_everybody_sees_their_own_and_only_some_see_others(shop: Shop) -> None:
    shop.online("agent_senior")
    query = {"begin": "2020-01-01T00:00:00Z", "end": "2020-02-01T00:00:00Z"}
    query_now = {
        "begin": (datetime.now(UTC) - timedelta(days=1)).isoformat(),
        "end": (datetime.now(UTC) + timedelta(days=1)).isoformat(),
    }
    path = f"/api/attendance/{shop.ids['agent_senior']}"
    with shop.client("agent_senior") as client:
        own = client.get(path, params=query_now).json()
        assert [one["status"] for one in own["spans"]] == ["online"]
        assert own["spans"][0]["end"] is None
        assert client.get(path, params=query).json()["spans"] == []
        assert client.get(path, params={**query, "end": "2026-01-01T00:00:00Z"}).status_code == 422
    with shop.client("agent_junior") as client:
        assert client.get(path, params=query).status_code == 403
    with shop.client("supervisor") as client:
        assert client.get(path, params=query).status_code == 200
