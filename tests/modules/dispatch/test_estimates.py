"""How honest the waits were that customers were told."""

from typing import Any
from uuid import UUID

import pytest

from tests.servers.shop import Shop
from zhiyin.kernel.db.ids import new_id


def _waited(shop: Shop, queue: str, *, hours_ago: float, told: int | None, waited: int) -> None:
    """A piece of work that came so long ago, was told a wait, and was taken."""
    lane = shop.run(
        "INSERT INTO lanes (id, queue_id, signature, need) VALUES (%s, %s, 'x', '{}')"
        " ON CONFLICT (queue_id, signature) DO UPDATE SET signature = 'x' RETURNING id",
        new_id(), queue,
    )[0][0]  # fmt: skip
    shop.run(
        "INSERT INTO work_items (id, kind, object_id, queue_id, lane_id, state, estimate_seconds,"
        " queued_at, assigned_at) SELECT %s, 'conversation', %s, %s, %s, 'done', %s, came,"
        " came + make_interval(secs => %s)"
        " FROM (SELECT now() - make_interval(secs => %s) AS came) q",
        new_id(), new_id(), queue, lane, told, waited, hours_ago * 3600,
    )  # fmt: skip


def _figures(shop: Shop, days: int = 14) -> list[dict[str, Any]]:
    with shop.client("supervisor") as client:
        answer = client.get("/api/dispatch/estimates", params={"days": days})
        answer.raise_for_status()
        figures: list[dict[str, Any]] = answer.json()
    return figures


@pytest.fixture
def lines(shop: Shop) -> Shop:
    """A shop whose team and whose everybody have a line."""
    shop.run(
        "INSERT INTO queues (id) VALUES (%s), (%s) ON CONFLICT DO NOTHING",
        shop.team_id, str(UUID(int=0)),
    )  # fmt: skip
    return shop


def test_median_and_ninth_decile_of_hand_made_waits(lines: Shop) -> None:
    # Errors -60, -30, 0, 30, 60 … : eleven of them, all of one moment.
    for error in range(-150, 151, 30):
        _waited(lines, lines.team_id, hours_ago=1, told=300, waited=300 + error)
    (found,) = _figures(lines)
    assert found["queue_id"] == lines.team_id
    assert (found["measured"], found["told_seconds"], found["waited_seconds"]) == (11, 300, 300)
    # Sizes in order: 0 30 30 60 60 90 90 120 120 150 150; nine tenths of the way is the tenth.
    assert (found["median_error_seconds"], found["p90_error_seconds"]) == (0, 150)


def test_promising_too_much_shows_above_zero_and_lines_stay_apart(lines: Shop) -> None:
    for _ in range(3):
        _waited(lines, lines.team_id, hours_ago=1, told=60, waited=240)
        _waited(lines, str(UUID(int=0)), hours_ago=1, told=240, waited=60)
    found = {one["queue_id"]: one["median_error_seconds"] for one in _figures(lines)}
    assert found == {lines.team_id: 180, None: -180}


def test_what_was_told_nothing_or_is_too_old_is_not_measured(lines: Shop) -> None:
    _waited(lines, lines.team_id, hours_ago=1, told=None, waited=60)
    _waited(lines, lines.team_id, hours_ago=24 * 5, told=60, waited=60)
    assert _figures(lines, days=3) == []
    assert [one["measured"] for one in _figures(lines, days=14)] == [1]


def test_an_agent_does_not_see_the_figures(lines: Shop) -> None:
    with lines.client("agent_junior") as client:
        assert client.get("/api/dispatch/estimates").status_code == 403
