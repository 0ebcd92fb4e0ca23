"""The demo's test questions, two runs of them, and the versions of its bot: one is on trial."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.articles import read_articles, read_questions
from zhiyin.entry.demo.chance import uuid_at
from zhiyin.entry.demo.history import World
from zhiyin.kernel.db.ids import new_id
from zhiyin.modules.knowledge.interface import normal_question

# As `zhiyin evaluate demo` counts them, so that a newcomer's own run tells the same story.
ANSWERED_SHARE, RIGHT_SHARE, REFUSED_SHARE, OFFERED_SHARE = 0.21, 0.93, 0.98, 0.5
SETTINGS = {"least_sure": 0, "near_from": 15}
TAUGHT = 2
TRIAL, SHARE = 4, 20
# What is on trial: the article, and the words that lead to it.
TRIED = (("怎么开发票", "报销要票咋整"), ("退款多久到账", "钱啥时候回我卡上"))
TRIAL_DAYS = 4


def add_bot_versions(
    connection: Connection[Any], world: World, moment: datetime, rng: Random
) -> None:
    """Articles and the bot's past are there already."""
    ids = dict(connection.execute("SELECT title, id FROM articles").fetchall())
    by = next(one.id for one in world.team.agents if one.member.role == "quality")
    questions = {normal_question(text): (text, title) for text, title in read_questions()}
    _questions(connection, questions, ids, by, moment, rng)
    answerable = sum(title is not None for _, title in questions.values())
    before = _figures(answerable, len(questions) - answerable, 0.9)
    after = _figures(answerable, len(questions) - answerable, 1.0)
    _runs(connection, (before, after), by, moment, rng)
    _versions(connection, ids, (before, after), by, moment)
    _draw(connection, moment)


def _questions(
    connection: Connection[Any],
    questions: dict[str, tuple[str, str | None]],
    ids: dict[str, UUID],
    by: UUID,
    moment: datetime,
    rng: Random,
) -> None:
    columns = "id question normal article_id origin by at"
    begin = moment - timedelta(days=20)

    def rows() -> Iterator[tuple[Any, ...]]:
        # What the shop can answer was written last, and so comes first on the page.
        ordered = sorted(questions.items(), key=lambda one: one[1][1] is not None)
        for place, (normal, (said, title)) in enumerate(ordered):
            at = begin + timedelta(seconds=place)
            article_id = ids[title] if title else None
            yield uuid_at(at, rng), said, normal, article_id, "imported", by, at

    names = ", ".join(columns.split())
    statement = f"COPY knowledge_test_questions ({names}) FROM STDIN"
    with connection.cursor().copy(statement) as copy:
        for row in rows():
            copy.write_row(row)


def _figures(answerable: int, unanswerable: int, part: float) -> dict[str, int]:
    answered = round(answerable * ANSWERED_SHARE * part)
    refused = round(unanswerable * REFUSED_SHARE)
    given = answered + unanswerable - refused
    right = round(given * RIGHT_SHARE)
    return {
        "questions": answerable + unanswerable,
        "answerable": answerable,
        "unanswerable": unanswerable,
        "answered": answered,
        "right": right,
        "wrong": given - right,
        "offered": round(answerable * OFFERED_SHARE * part),
        "refused": refused,
    }


def _runs(
    connection: Connection[Any],
    figures: tuple[dict[str, int], dict[str, int]],
    by: UUID,
    moment: datetime,
    rng: Random,
) -> None:
    for days, version, one in zip((13, 5), (1, 3), figures, strict=True):
        at = moment - timedelta(days=days, hours=2)
        connection.execute(
            "INSERT INTO bot_test_runs (id, by, at, version, finished_at, figures)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            (uuid_at(at, rng), by, at, version, at + timedelta(seconds=9), Jsonb(one)),
        )


def _versions(
    connection: Connection[Any],
    ids: dict[str, UUID],
    figures: tuple[dict[str, int], dict[str, int]],
    by: UUID,
    moment: datetime,
) -> None:
    """As it was, near questions offered earlier, two wordings taught, and one that is tried."""
    before, after = figures
    lessons = [one for one in read_articles() if one.for_customers and len(one.wordings) > 2]
    added = [
        {"article_id": str(ids[one.title]), "texts": [one.wordings[-1]]} for one in lessons[:TAUGHT]
    ]
    near = {"name": "near_from", "before": 15, "after": 12}
    tried = [{"article_id": str(ids[title]), "texts": [text]} for title, text in TRIED]
    held = SETTINGS | {"near_from": 12}
    wider = after | {"answered": after["answered"] + 2, "right": after["right"] + 2}
    rows: tuple[tuple[int, str, str, str, int | None, float, Any, Any, Any], ...] = (
        (1, "start", "", "live", None, 16, {}, SETTINGS, None),
        (2, "settings", "相近问题早一点给出来", "live", None, 12, {"settings": [near]}, held,
         _measured(before, before | {"offered": after["offered"]}, 34)),
        (3, "lesson", "抽检里教的两句", "live", None, 6, {"added": added, "origin": "learned"},
         held, _measured(before, after, 12)),
        (TRIAL, "lesson", "口语的问法，先试两成", "trial", SHARE, TRIAL_DAYS,
         {"added": tried, "removed": [], "settings": [], "origin": "learned"}, held,
         _measured(after, wider, 2)),
    )  # fmt: skip
    for title, said in TRIED:
        connection.execute(
            "INSERT INTO trial_wordings (id, article_id, text, normal) VALUES (%s, %s, %s, %s)",
            (new_id(), ids[title], said, normal_question(said)),
        )
    for number, kind, note, state, share, days, change, settings, measured in rows:
        at = moment - timedelta(days=days)
        connection.execute(
            "INSERT INTO bot_versions (number, kind, note, state, share, change, settings,"
            " measured, by, at, live_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                number, kind, note, state, share, Jsonb(change), Jsonb(settings),
                Jsonb(measured) if measured else None, by if number > 1 else None, at,
                at if state == "live" else None,
            ),
        )  # fmt: skip


def _measured(before: dict[str, int], after: dict[str, int], mended: int) -> dict[str, Any]:
    return {
        "asked": before["questions"], "of": before["questions"], "before": before, "after": after,
        "broken": 0, "mended": mended, "moved": [],
    }  # fmt: skip


def _draw(connection: Connection[Any], moment: datetime) -> None:
    """Which version answered each conversation since the versions began."""
    connection.execute(
        "UPDATE bot_sessions SET version = CASE"
        " WHEN started_at >= %(trial)s AND abs(hashtext(conversation_id::text)) %% 100 < %(share)s"
        " THEN %(number)s WHEN started_at >= %(third)s THEN 3"
        " WHEN started_at >= %(second)s THEN 2 ELSE 1 END",
        {
            "trial": moment - timedelta(days=TRIAL_DAYS),
            "third": moment - timedelta(days=6),
            "second": moment - timedelta(days=12),
            "share": SHARE,
            "number": TRIAL,
        },
    )
