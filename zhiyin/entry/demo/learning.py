"""What the demo's bot could not answer (学习): groups of questions, one taught, one put aside; and
a category in which it answers less (刹车).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.resources import files
from random import Random
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.articles import DemoArticle, read_articles
from zhiyin.entry.demo.bot import (
    DONE,
    TAKEN,
    UNSURE,
    BotTalk,
    add_line,
    keep_turn,
    write_talks,
)
from zhiyin.entry.demo.chance import arrivals, uuid_at
from zhiyin.entry.demo.history import Talk, World
from zhiyin.entry.demo.tables import Places
from zhiyin.modules.knowledge.interface import normal_question

DAYS = 9
AGAIN = "抱歉，我没有听明白。请换个说法，或者多说一点细节；说“转人工”可以找客服。"
NEAR = "您是想问下面哪个问题？"
REPEATED = ("我说的是另外一件事", "不是这个意思，你再看看")
# Where near questions are offered, how often the right one is chosen.
CHOSEN = 0.7
BRAKED = "电器"
# Of the group that was taught, how the like was answered since.
SINCE = ("西藏邮费怎么收", "我这单要付运费吗", "差三块钱免邮怎么办")


@dataclass
class Group:
    """Questions that ask the same, the article that would answer, and what was decided."""

    state: str
    article: DemoArticle | None
    wordings: list[str] = field(default_factory=list)
    talks: list[BotTalk] = field(default_factory=list)

    @property
    def missed(self) -> list[dict[str, Any]]:
        """Turns in which the bot did not know."""
        return [one.turns[0] for one in self.talks if one.turns[0]["kind"] != "answer"]

    @property
    def decided_at(self) -> datetime:
        """After the last of them, and before the like was answered."""
        last: datetime = self.missed[-1]["at"]
        later = [one.turns[0]["at"] for one in self.talks if one.turns[0]["kind"] == "answer"]
        return last + (min(later) - last) / 2 if later else last + timedelta(hours=1)


def read_groups() -> list[Group]:
    """Groups as they are written down."""
    articles = {one.title: one for one in read_articles()}
    groups: list[Group] = []
    file = files("zhiyin.entry.demo") / "knowledge" / "unanswered.txt"
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            state, _, title = line[2:].partition(" | ")
            groups.append(Group(state.strip(), articles[title] if title else None))
        elif line and not line.startswith("//"):
            groups[-1].wordings.append(line)
    return groups


def add_learning(
    connection: Connection[Any],
    world: World,
    places: Places,
    moment: datetime,
    rng: Random,
) -> None:
    """Talks in which the bot did not know, their groups, and the brake."""
    known: dict[str, UUID] = dict(connection.execute("SELECT title, id FROM articles").fetchall())
    bot_id, serial = _there(connection)
    groups = read_groups()
    asked = [(group, words) for group in groups for words in group.wordings]
    asked += [(groups[-1], words) for words in SINCE]
    # The newest are those that came after teaching; all others in any order.
    before = asked[: -len(SINCE)]
    rng.shuffle(before)
    asked[: -len(SINCE)] = before
    begin = moment - timedelta(days=DAYS)
    people = _strangers(connection, world, begin)
    rng.shuffle(people)
    times = arrivals(rng, len(asked), begin, moment - timedelta(hours=2))
    for place, ((group, words), at, person) in enumerate(zip(asked, times, people, strict=False)):
        since = place >= len(asked) - len(SINCE)
        talk = Talk(uuid_at(at, rng), person, "products.spec", "basic", "zh-CN", at)
        talk.assigned, talk.reason = at, "least_busy"
        made = BotTalk(talk)
        _play(made, group, words, known, bot_id, world, rng, answered=since)
        group.talks.append(made)
    groups = [one for one in groups if one.missed]
    checker = next(one for one in world.team.agents if one.member.role == "quality").id
    ids = [uuid_at(begin, rng) for _ in groups]
    _copy(
        connection,
        "bot_gaps",
        GAP,
        (
            _gap(one, gap_id, known, places, checker)
            for one, gap_id in zip(groups, ids, strict=True)
        ),
    )
    for group, gap_id in zip(groups, ids, strict=True):
        for made in group.talks:
            made.turns[0]["gap_id"] = gap_id
    talks = sorted(
        (one for group in groups for one in group.talks), key=lambda one: one.talk.opened
    )
    write_talks(connection, talks, world, places, bot_id, rng, serial + 1)
    for group in groups:
        if group.state == "taught":
            _teach(connection, group, known, checker, rng)
    _brake(connection, moment, rng)


def _there(connection: Connection[Any]) -> tuple[UUID, int]:
    """The bot, and the last number of a conversation."""
    row = connection.execute(
        "SELECT (SELECT id FROM staff WHERE kind = 'bot'), max(serial) FROM conversations"
    ).fetchone()
    assert row is not None
    return row[0], row[1]


def _strangers(connection: Connection[Any], world: World, begin: datetime) -> list[Any]:
    """Customers who have not written for some time."""
    busy = {talk.person.id for talk in world.talks if talk.opened > begin - timedelta(days=2)}
    busy |= {row[0] for row in connection.execute("SELECT customer_id FROM bot_sessions")}
    return [
        one
        for one in world.people
        if one.language == "zh-CN" and one.id not in busy and one.first_seen < begin
    ]


def _play(
    made: BotTalk,
    group: Group,
    words: str,
    known: dict[str, UUID],
    bot_id: UUID,
    world: World,
    rng: Random,
    *,
    answered: bool,
) -> None:
    """A question; what came of it depends on what the bot found."""
    at = made.talk.opened
    article = group.article
    number = add_line(made, at, "customer", made.talk.person.id, words)
    at += timedelta(seconds=1)
    turn: dict[str, Any] = {
        "number": number, "at": at, "question": words, "kind": "ask", "words": AGAIN,
        "article_id": None, "title": "", "likely": round(rng.uniform(0.02, 0.1), 3),
        "rating": None, "reason": None,
    }  # fmt: skip
    if answered and article is not None:
        turn |= {"kind": "answer", "words": article.short, "article_id": known[article.title],
                 "title": article.title, "likely": 0.95}  # fmt: skip
    elif article is not None:
        turn |= _offer(article, known, rng)
    keep_turn(made, turn, add_line(made, at, "bot", bot_id, turn["words"]), rng)
    if turn["kind"] == "choices" and article is not None and rng.random() < CHOSEN:
        at = _choose(made, article, known, bot_id, at, rng)
    elif turn["kind"] != "answer":
        at = _give_up(made, bot_id, at, world, rng)
    made.talk.closed = at + timedelta(minutes=rng.uniform(6, 20))
    ended = {"code": "closed", "values": {"reason": "silent_customer"}}
    add_line(made, made.talk.closed, "system", None, event=ended)


def _offer(article: DemoArticle, known: dict[str, UUID], rng: Random) -> dict[str, Any]:
    likely = round(rng.uniform(0.2, 0.6), 3)
    found = {"article_id": str(known[article.title]), "title": article.title, "likely": likely}
    offered = [
        {"key": "1", "label": article.title, "article_id": found["article_id"]},
        {"key": "0", "label": "都不是", "article_id": None},
    ]
    return {"kind": "choices", "words": NEAR, "likely": likely, "found": [found],
            "offered": offered}  # fmt: skip


def _choose(
    made: BotTalk, article: DemoArticle, known: dict[str, UUID], bot_id: UUID, at: datetime,
    rng: Random,
) -> datetime:  # fmt: skip
    at += timedelta(seconds=rng.uniform(5, 20))
    number = add_line(made, at, "customer", made.talk.person.id, article.title)
    at += timedelta(seconds=1)
    said = add_line(made, at, "bot", bot_id, article.short)
    turn = {
        "number": number, "at": at, "question": article.title, "kind": "answer",
        "words": article.short, "article_id": known[article.title], "title": article.title,
        "likely": None, "rating": "helpful" if rng.random() < 0.5 else None, "reason": None,
    }  # fmt: skip
    keep_turn(made, turn, said, rng)
    return at


def _give_up(made: BotTalk, bot_id: UUID, at: datetime, world: World, rng: Random) -> datetime:
    """It was not understood again: a person goes on."""
    at += timedelta(seconds=rng.uniform(10, 40))
    words = rng.choice(REPEATED)
    number = add_line(made, at, "customer", made.talk.person.id, words)
    at += timedelta(seconds=1)
    said = add_line(made, at, "bot", bot_id, UNSURE)
    made.reason = "unsure"
    turn = {
        "number": number, "at": at, "question": words, "kind": "handover", "words": UNSURE,
        "article_id": None, "title": "", "likely": None, "rating": None, "reason": "unsure",
    }  # fmt: skip
    keep_turn(made, turn, said, rng)
    agent = rng.choice([one for one in world.team.agents if one.member.role == "agent_junior"])
    made.talk.agent = agent
    for answer in (TAKEN, DONE):
        at += timedelta(seconds=rng.uniform(30, 200))
        add_line(made, at, "staff", agent.id, answer)
    return at


GAP = (
    "id shop_id locale label state count customers first_at last_at centre proposed_id evidence"
    " article_id by decided_at decided_count"
)


def _gap(
    group: Group, gap_id: UUID, known: dict[str, UUID], places: Places, by: UUID
) -> tuple[Any, ...]:
    missed = group.missed
    article_id = known[group.article.title] if group.article else None
    chosen = sum(len(one.turns) > 1 and one.reason is None for one in group.talks)
    evidence = {
        "likely": max((turn["likely"] for turn in missed), default=0.0), "matched": "",
        "chosen": chosen, "inserted": 0, "better": 0,
    }  # fmt: skip
    decided = group.state != "open"
    at = group.decided_at
    return (
        gap_id, places.shop, "zh-CN", missed[0]["question"], group.state, len(missed), len(missed),
        missed[0]["at"], missed[-1]["at"], [turn["id"] for turn in missed[:5]],
        article_id if not decided else None, Jsonb(evidence if article_id else {}),
        article_id if group.state == "taught" else None, by if decided else None,
        at if decided else None, len(missed) if decided else None,
    )  # fmt: skip


def _teach(
    connection: Connection[Any], group: Group, known: dict[str, UUID], by: UUID, rng: Random
) -> None:
    assert group.article is not None
    article_id = known[group.article.title]
    at = group.decided_at
    _copy(connection, "article_wordings", "id article_id text normal origin by at",
          ((uuid_at(at, rng), article_id, words, normal_question(words), "learned", by, at)
           for words in group.wordings))  # fmt: skip


def _brake(connection: Connection[Any], moment: datetime, rng: Random) -> None:
    row = connection.execute(
        "SELECT id FROM article_categories WHERE name ->> 'zh-CN' = %s", (BRAKED,)
    ).fetchone()
    assert row is not None
    at = moment - timedelta(days=1, hours=5)
    _copy(connection, "bot_brakes", "id category_id share moved_at answers failures",
          iter([(uuid_at(at, rng), row[0], 50, at, 27, 19)]))  # fmt: skip


def _copy(
    connection: Connection[Any], table: str, columns: str, rows: Iterator[Sequence[Any]]
) -> None:
    names = ", ".join(f'"{one}"' for one in columns.split())
    with connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for one in rows:
            copy.write_row(one)
