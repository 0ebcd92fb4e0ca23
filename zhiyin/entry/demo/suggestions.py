"""A month of suggested replies and subjects, as the demo's agents took them (采纳).

The replies themselves are learned from the demo's conversations once it runs.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from psycopg import Connection

DAYS = 30
# By source: shown on a day at most, and of these the shares taken as they were, changed, and not.
SOURCES = {
    "replies": (14, 0.38, 0.14, 0.35),
    "article": (8, 0.31, 0.12, 0.4),
    "subject": (20, 0.81, 0.0, 0.15),
}
COLUMNS = "staff_id, shop_id, source, day, shown, taken, changed, other"


def add_suggestion_uses(
    connection: Connection[Any], shop_id: UUID, moment: datetime, rng: Random
) -> None:
    """What became of suggestions, by day, for those who answer customers."""
    agents = connection.execute("""
        SELECT DISTINCT s.staff_id FROM staff_roles s JOIN roles r ON r.id = s.role_id
        WHERE r.code IN ('agent_senior', 'agent_junior') ORDER BY s.staff_id
    """).fetchall()
    with connection.cursor().copy(f"COPY suggestion_uses ({COLUMNS}) FROM STDIN") as copy:
        for (agent,) in agents:
            for back in range(1, DAYS):
                if rng.random() < 0.3:
                    continue
                day = (moment - timedelta(days=back)).date()
                for source, (most, *shares) in SOURCES.items():
                    shown = rng.randint(most // 3, most)
                    uses = (round(shown * share * rng.uniform(0.8, 1.2)) for share in shares)
                    copy.write_row((agent, shop_id, source, day, shown, *_within(shown, uses)))


def _within(shown: int, uses: Iterable[int]) -> list[int]:
    """No more than were shown."""
    found: list[int] = []
    for one in uses:
        found.append(min(one, shown - sum(found)))
    return found
