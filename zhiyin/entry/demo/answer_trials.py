"""Two answers of the demo shop tried against each other: one trial runs, one was decided."""

from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from psycopg import Connection

from zhiyin.entry.demo.chance import uuid_at
from zhiyin.entry.demo.history import World

# The article, what is tried, how long ago it began and ended, and how often either side helps.
RUNNING = (
    "退货运费谁承担",
    "质量问题、发错货，运费我们出；不想要了，请您先付，有运费险的由保险赔。",
    "按两种情况分开说，看看还有没有人追问",
    5,
    None,
)
DECIDED = (
    "运费怎么算，多少钱包邮",
    "一单满 68 元就包邮，不满的收 8 元；新疆、西藏是满 168 元，不满收 18 元。",
    "先说包邮门槛",
    24,
    9,
)
READERS = {True: 96, False: 104}
RATED, HELPS = 0.55, {True: 0.84, False: 0.62}
NEEDED_PERSON, CAME_AGAIN = {True: 0.1, False: 0.2}, {True: 0.07, False: 0.12}


def add_answer_trials(
    connection: Connection[Any], world: World, moment: datetime, rng: Random
) -> None:
    """Articles and customers are there already."""
    by = next(one.id for one in world.team.agents if one.member.role == "quality")
    people = [row[0] for row in connection.execute("SELECT id FROM customers ORDER BY id")]
    for title, short, note, began, ended in (RUNNING, DECIDED):
        row = connection.execute(
            "SELECT id, live_number FROM articles WHERE title = %s AND live_number IS NOT NULL",
            (title,),
        ).fetchone()
        assert row is not None, title
        times = moment - timedelta(days=began), ended and moment - timedelta(days=ended)
        readers = rng.sample(people, min(len(people), sum(READERS.values())))
        _try(connection, row, (short, note), by, times, readers, rng)


def _try(
    connection: Connection[Any],
    article: Any,
    words: tuple[str, str],
    by: UUID,
    times: tuple[datetime, Any],
    readers: list[UUID],
    rng: Random,
) -> None:
    (article_id, live), (short, note), (began, ended) = article, words, times
    connection.execute(
        "INSERT INTO article_versions (article_id, number, title, short_answer, body_html,"
        " body_text, synonyms, note, state, author_id, reviewer_id, made_at, changed_at,"
        " decided_at)"
        " SELECT article_id, (SELECT max(number) + 1 FROM article_versions WHERE article_id ="
        " v.article_id), title, %s, body_html, body_text, synonyms, %s, %s, author_id, %s, %s, %s,"
        " %s FROM article_versions v WHERE article_id = %s AND number = %s",
        (short, note, "superseded" if ended else "trial", by, began, began, began, article_id,
         live),
    )  # fmt: skip
    trial_id = uuid_at(began, rng)
    connection.execute(
        "INSERT INTO article_trials (id, article_id, number, against, share, state, note, by, at,"
        " ended_by, ended_at) VALUES (%s, %s, (SELECT max(number) FROM article_versions WHERE"
        " article_id = %s), %s, 50, %s, %s, %s, %s, %s, %s)",
        (trial_id, article_id, article_id, live, "kept" if ended else "running", note, by, began,
         by if ended else None, ended),
    )  # fmt: skip
    until = (ended or began + timedelta(days=5)) - began
    for place, reader in enumerate(readers):
        # What was decided made no difference.
        second = place < READERS[True]
        side = second if ended is None else False
        rating = "helpful" if rng.random() < HELPS[side] else "unhelpful"
        connection.execute(
            "INSERT INTO article_trial_readers (trial_id, key, second, customer_id, in_chat,"
            " by_bot, rating, asked_person, came_again, at)"
            " VALUES (%s, %s, %s, %s, true, true, %s, %s, %s, %s)",
            (trial_id, reader, second, reader, rating if rng.random() < RATED else None,
             rng.random() < NEEDED_PERSON[side], rng.random() < CAME_AGAIN[side],
             began + until * rng.random()),
        )  # fmt: skip
