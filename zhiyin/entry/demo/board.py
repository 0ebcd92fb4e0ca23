"""The days so far of the live board, and two announcements."""

from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.chance import uuid_at
from zhiyin.modules.conversations.interface import OUTCOMES

ZONE = "Asia/Shanghai"
# What the built-in policy promises.
ACKNOWLEDGED, ANSWERED = 30, 180

_CONTACTS = f"""
    INSERT INTO contacts (conversation_id, day, closed_day, team_id, staff_id, opened_at,
        answered_at, closed_at, acknowledged_in_time, answered_in_time, abandoned, shop_id,
        subject_id, result, merged, reopened, escalated, by_bot, follows_id)
    SELECT id, (opened_at AT TIME ZONE %(zone)s)::date, (closed_at AT TIME ZONE %(zone)s)::date,
        team_id, coalesce(assignee_id, closed_by), opened_at, first_response_at, closed_at,
        assigned_at - opened_at <= make_interval(secs => %(acknowledged)s),
        first_response_at - opened_at <= make_interval(secs => %(answered)s),
        state = 'closed' AND first_response_at IS NULL, shop_id, o.subject_id, o.result, o.merged,
        o.reopened, o.escalated, o.by_bot, o.follows_id
    FROM conversations JOIN ({OUTCOMES}) AS o USING (id) WHERE origin = 'inbound'
"""
# By whom, words, hours ago, whether to confirm it, and who has done so.
ANNOUNCED: tuple[tuple[str, dict[str, str], float, bool, tuple[str, ...]], ...] = (
    (
        "supervisor",
        {
            "zh-CN": "今晚 22:00 起快递改发中通，答复物流问题时请告知顾客会晚一天。",
            "en": "From 22:00 parcels go with ZTO: please tell customers that delivery takes a day"
            " longer.",
        },
        2.0,
        True,
        ("senior",),
    ),
    (
        "manager",
        {"zh-CN": "春茶预售的话术已更新，在“话术”里搜“预售”。", "en": ""},
        20.0,
        False,
        ("senior", "supervisor"),
    ),
)


def add_board(connection: Connection[tuple[Any, ...]], now: datetime, rng: Random) -> None:
    """Contacts of two months, so that today has figures, and what staff are told."""
    values = {"zone": ZONE, "acknowledged": ACKNOWLEDGED, "answered": ANSWERED}
    connection.execute(_CONTACTS, values)
    people: dict[str, UUID] = {
        email.partition("@")[0]: id_
        for id_, email in connection.execute("SELECT id, email FROM staff")
    }
    for author, words, hours, must, readers in ANNOUNCED:
        if author not in people:
            continue
        made = now - timedelta(hours=hours)
        one = uuid_at(made, rng)
        connection.execute(
            "INSERT INTO announcements (id, text, pinned_until, must_confirm, made_by, made_at)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            (one, Jsonb(words), now + timedelta(days=2), must, people[author], made),
        )
        for reader in readers:
            if reader in people:
                at = made + timedelta(minutes=20)
                connection.execute(
                    "INSERT INTO announcement_reads VALUES (%s, %s, 1, %s, %s)",
                    (one, people[reader], at, at if must else None),
                )
