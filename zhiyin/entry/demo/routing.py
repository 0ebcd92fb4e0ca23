"""The demo's routing: what the widget offers, who waits first, and what was looked at again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from psycopg import Connection

from zhiyin.entry.demo.chance import uuid_at
from zhiyin.entry.demo.history import Talk, World
from zhiyin.entry.demo.tables import Places
from zhiyin.entry.demo.team import Team

# Offered before chatting, in this order.
TOPICS = ("logistics", "returns", "refunds", "products")
# Business line and coordinator of each team.
TEAMS = {"front": ("零售", "senior"), "care": ("零售", "supervisor")}
BOOST_SECONDS = 600
SAMPLED = 0.03
LOOKED_BACK = timedelta(days=14)
# What came so lately nobody has looked at yet.
NOT_YET = timedelta(days=2)
WRONG_SAMPLES = 0.09
WRONG_TRANSFERS = 0.7
REASON = "一开始就该到客诉专席"


def name_coordinators(connection: Connection, team: Team) -> None:
    """The business line of each team, and who looks after its queue."""
    people = _people(team)
    for code, (line, coordinator) in TEAMS.items():
        connection.execute(
            "UPDATE teams SET line = %s, coordinator_id = %s WHERE id = %s",
            (line, people[coordinator], team.team_ids[code]),
        )


def _people(team: Team) -> dict[str, UUID]:
    return {one.member.email.partition("@")[0]: one.id for one in team.agents}


def add_routing(
    connection: Connection, world: World, places: Places, now: datetime, rng: Random
) -> None:
    """Topics, who presses, and routing checks of two weeks."""
    connection.execute(
        "UPDATE channel_accounts SET topics = %s WHERE id = %s",
        ([places.subjects[code] for code in TOPICS], places.channel),
    )
    _press(connection, world)
    rules: dict[str, UUID] = dict(connection.execute("SELECT name, id FROM entry_rules").fetchall())
    with connection.cursor() as cursor:
        rows = [
            (talk.id, rules.get(_rule(talk) or ""), places.team, places.subjects[talk.subject])
            for talk in world.talks
            if talk.opened > now - LOOKED_BACK
        ]
        cursor.executemany(
            "INSERT INTO placements (conversation_id, rule_id, team_id, subject_id)"
            " VALUES (%s, %s, %s, %s)",
            rows,
        )
        cursor.executemany(
            "INSERT INTO routing_checks (id, conversation_id, customer_id, cause, rule_id,"
            " rule_name, team_id, subject_id, moved_to, made_at, verdict, right_team_id, reason,"
            " checked_by, checked_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            list(_checks(world, places, now, rng, rules, _people(world.team)["supervisor"])),
        )


def _press(connection: Connection, world: World) -> None:
    """Angry customers who wait stand further ahead; two would rather not wait at the screen."""
    waiting = [talk for talk in world.talks if talk.closed is None and talk.agent is None]
    connection.execute(
        "UPDATE work_items SET boost = %s, rank_at = queued_at - make_interval(secs => %s)"
        " WHERE object_id = ANY(%s)",
        (
            BOOST_SECONDS,
            BOOST_SECONDS,
            [talk.id for place, talk in enumerate(waiting) if talk.priority or place % 4 == 1],
        ),
    )
    reachable = [talk for talk in waiting if talk.person.phone]
    for talk, wants in zip(reachable, ("callback", "message"), strict=False):
        connection.execute("UPDATE conversations SET wants = %s WHERE id = %s", (wants, talk.id))


def _rule(talk: Talk) -> str | None:
    """The entry rule that sent it."""
    if talk.subject in ("logistics.damage", "returns.quality"):
        return "破损与质量问题"
    return "英文顾客" if talk.language == "en" else None


def _checks(
    world: World,
    places: Places,
    now: datetime,
    rng: Random,
    rules: dict[str, UUID],
    checker: UUID,
) -> Iterator[tuple[object, ...]]:
    care = world.team.team_ids["care"]
    for talk in world.talks:
        if talk.closed is None or talk.opened < now - LOOKED_BACK:
            continue
        moved = talk.reason == "transferred"
        if not moved and rng.random() > SAMPLED:
            continue
        done = talk.closed < now - NOT_YET
        wrong = done and rng.random() < (WRONG_TRANSFERS if moved else WRONG_SAMPLES)
        name = _rule(talk)
        yield (
            uuid_at(talk.closed, rng),
            talk.id,
            talk.person.id,
            "transferred" if moved else "sample",
            rules.get(name or ""),
            name,
            places.team,
            places.subjects[talk.subject],
            care if moved else None,
            talk.closed,
            ("wrong" if wrong else "right") if done else None,
            care if wrong else None,
            REASON if wrong else "",
            checker if done else None,
            talk.closed + timedelta(hours=rng.uniform(1, 20)) if done else None,
        )
