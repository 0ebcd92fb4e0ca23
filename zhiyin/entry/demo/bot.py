"""The demo's bot (小知): on duty for whoever writes, with two weeks of talks and ratings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo import tables
from zhiyin.entry.demo.articles import DemoArticle, read_articles
from zhiyin.entry.demo.chance import arrivals, uuid_at
from zhiyin.entry.demo.history import Line, Talk, World
from zhiyin.entry.demo.tables import Places
from zhiyin.kernel.settings.tables import ORGANISATION_ID
from zhiyin.modules.people.interface import BOT_ADDRESS, BOT_CAPACITY

NAME = "小知"
DAYS = 14
# Talks of the bot, as a share of all conversations of the demo.
SHARE = 0.03
MOST = 260
SUBJECTS = (
    "logistics.ship", "logistics.track", "returns.return", "returns.freight", "products.brewing",
    "products.spec", "offers.coupon", "invoices.issue", "account.login", "refunds.progress",
)  # fmt: skip
GREETING = "您好，我是智能助手小知，先由我为您解答；随时说“转人工”就能找到客服。"
HANDED = "好的，已为您转接人工客服，请稍候。"
UNSURE = "这个问题我没有把握。已为您转接人工客服，请稍候。"
TAKEN = "您好，前面的对话我看到了，我来帮您处理。"
DONE = "已经为您登记好了，还有需要随时找我们。"
# Chances: a second question, handed over, rated, rated well, looked at, found right.
AGAIN, HANDED_OVER, RATED, HELPFUL, CHECKED, RIGHT = 0.35, 0.21, 0.42, 0.86, 0.3, 0.93
REASONS = (("asked", 0.55), ("unsure", 0.33), ("angry", 0.07), ("sensitive", 0.05))
WISHES = {
    "asked": ("转人工", "找个真人吧", "人工客服", "能让客服来吗"),
    "unsure": ("我说的是另外一件事", "不是这个意思，你再看看"),
    "angry": ("太差了，说半天没用，我要投诉", "你们这样要给差评的"),
    "sensitive": ("喝完身上过敏了怎么办", "杯子炸了手受伤了"),
}
SETTINGS = {"bot.on": True, "routing.bot_first": True}


@dataclass
class BotTalk:
    """One conversation of the bot, as rows."""

    talk: Talk
    turns: list[dict[str, Any]] = field(default_factory=list)
    extras: dict[int, dict[str, Any]] = field(default_factory=dict)
    reason: str | None = None


def add_bot(
    connection: Connection[Any], world: World, places: Places, moment: datetime, rng: Random
) -> None:
    """The bot, its switches and its past. Articles are there already."""
    bot_id = _hire(connection, places, moment, rng)
    articles = [one for one in read_articles() if one.for_customers]
    known = connection.execute("SELECT title, id FROM articles").fetchall()
    ids: dict[str, UUID] = dict(known)
    begin = moment - timedelta(days=DAYS)
    count = min(MOST, max(12, round(len(world.talks) * SHARE)))
    busy = {talk.person.id for talk in world.talks if talk.opened > begin - timedelta(days=2)}
    people = [
        one
        for one in world.people
        if one.id not in busy and one.language == "zh-CN" and one.first_seen < begin
    ]
    rng.shuffle(people)
    made = [
        _talk(one, person, articles, ids, bot_id, world, rng)
        for one, person in zip(
            arrivals(rng, count, begin, moment - timedelta(hours=1)), people, strict=False
        )
    ]
    write_talks(connection, made, world, places, bot_id, rng, len(world.talks) + 1)


def _hire(connection: Connection[Any], places: Places, moment: datetime, rng: Random) -> UUID:
    hired = moment - timedelta(days=DAYS + 30)
    bot_id = uuid_at(hired, rng)
    staff = (bot_id, "bot", "bot", BOT_ADDRESS, NAME, BOT_CAPACITY, hired)
    _copy(connection, "staff", "id kind grade email name capacity made_at", iter([staff]))
    _copy(connection, "team_members", "team_id staff_id", iter([(places.team, bot_id)]))
    _copy(connection, "presence", "staff_id status since", iter([(bot_id, "offline", hired)]))
    _copy(connection, "loads", "staff_id used", iter([(bot_id, 0)]))
    held = (
        (key, "organisation", ORGANISATION_ID, "", Jsonb(value), 1)
        for key, value in SETTINGS.items()
    )
    _copy(connection, "settings", "key scope scope_id source value version", held)
    return bot_id


def _talk(
    opened: datetime,
    person: Any,
    articles: Sequence[DemoArticle],
    ids: dict[str, UUID],
    bot_id: UUID,
    world: World,
    rng: Random,
) -> BotTalk:
    """What was said: one question or two, and then enough, or a person."""
    subject = rng.choice(SUBJECTS)
    talk = Talk(uuid_at(opened, rng), person, subject, "basic", person.language, opened)
    talk.assigned, talk.reason = opened, "least_busy"
    made = BotTalk(talk)
    at = opened
    for place in range(2 if rng.random() < AGAIN else 1):
        article = rng.choice(articles)
        at = _asked(made, article, ids[article.title], bot_id, at, place, rng)
    if rng.random() < HANDED_OVER:
        at = _handed_over(made, bot_id, at, world, rng)
    else:
        at += timedelta(minutes=rng.uniform(6, 20))
    ended = {"code": "closed", "values": {"reason": "silent_customer"}}
    add_line(made, at, "system", None, event=ended)
    talk.closed = at
    return made


def add_line(made: BotTalk, at: datetime, sender: str, sender_id: UUID | None, text: str = "",
          event: dict[str, Any] | None = None) -> int:  # fmt: skip
    """One more message; answers its number."""
    kind = "event" if event else "text"
    made.talk.lines.append(Line(at, sender, sender_id, kind, text, event))
    return len(made.talk.lines)


def _asked(
    made: BotTalk,
    article: DemoArticle,
    article_id: UUID,
    bot_id: UUID,
    at: datetime,
    place: int,
    rng: Random,
) -> datetime:
    at += timedelta(seconds=rng.uniform(15, 70)) if place else timedelta()
    question = rng.choice(article.wordings)
    number = add_line(made, at, "customer", made.talk.person.id, question)
    at += timedelta(seconds=rng.uniform(0.6, 1.3))
    words = article.short if place else f"{GREETING}\n\n{article.short}"
    said = add_line(made, at, "bot", bot_id, words)
    rating = None
    if rng.random() < RATED:
        rating = "helpful" if rng.random() < HELPFUL else "unhelpful"
    likely = round(rng.uniform(0.9, 0.995), 3)
    turn = {
        "number": number, "at": at, "question": question, "kind": "answer", "words": article.short,
        "article_id": article_id, "title": article.title, "likely": likely, "rating": rating,
        "reason": None,
    }  # fmt: skip
    keep_turn(made, turn, said, rng)
    return at


def _handed_over(made: BotTalk, bot_id: UUID, at: datetime, world: World, rng: Random) -> datetime:
    names = [name for name, _ in REASONS]
    made.reason = reason = rng.choices(names, [share for _, share in REASONS])[0]
    wish = rng.choice(WISHES[reason])
    at += timedelta(seconds=rng.uniform(12, 60))
    number = add_line(made, at, "customer", made.talk.person.id, wish)
    at += timedelta(seconds=1)
    words = UNSURE if reason == "unsure" else HANDED
    said = add_line(made, at, "bot", bot_id, words)
    turn = {
        "number": number, "at": at, "question": wish, "kind": "handover", "words": words,
        "article_id": None, "title": "", "likely": None, "rating": None, "reason": reason,
    }  # fmt: skip
    keep_turn(made, turn, said, rng)
    add_line(made, at, "system", None, event={"code": "returned", "values": {"reason": "bot"}})
    agent = rng.choice([one for one in world.team.agents if one.member.role == "agent_junior"])
    made.talk.agent = agent
    at += timedelta(seconds=rng.uniform(5, 120))
    values = {"staff_name": agent.member.name, "reason": "least_busy"}
    add_line(made, at, "system", None, event={"code": "assigned", "values": values})
    for words in (TAKEN, DONE):
        at += timedelta(seconds=rng.uniform(30, 200))
        add_line(made, at, "staff", agent.id, words)
    return at + timedelta(minutes=rng.uniform(1, 8))


def keep_turn(made: BotTalk, turn: dict[str, Any], said: int, rng: Random) -> None:
    """Notes what the bot did with a message, and what belongs to its words."""
    turn["id"] = uuid_at(turn["at"], rng)
    made.turns.append(turn)
    sources = []
    if turn["article_id"]:
        sources.append({"article_id": str(turn["article_id"]), "title": turn["title"]})
    made.extras[said] = {
        "turn_id": str(turn["id"]), "kind": turn["kind"], "choices": [], "rating": turn["rating"],
        "can_rate": turn["kind"] == "answer", "sources": sources,
    }  # fmt: skip


def write_talks(
    connection: Connection[Any],
    made: list[BotTalk],
    world: World,
    places: Places,
    bot_id: UUID,
    rng: Random,
    first: int,
) -> None:
    """Copies talks in as rows; their conversations are counted from `first` on."""
    columns = tables.CONVERSATION_COLUMNS.split()
    closed_by, closed_note = columns.index("closed_by"), columns.index("close_note")
    rows = []
    for serial, one in enumerate(made, start=first):
        row = list(tables.conversation(serial, one.talk, places))
        row[closed_by] = one.talk.agent.id if one.talk.agent else bot_id
        row[columns.index("assignee_id")] = row[closed_by]
        row[closed_note] = None
        rows.append(tuple(row))
    _copy(connection, "conversations", tables.CONVERSATION_COLUMNS, iter(rows))
    _copy(connection, "messages", f"{tables.MESSAGE_COLUMNS} bot", _messages(made, rng))
    _copy(connection, "bot_sessions",
          "conversation_id customer_id shop_id subject_id started_at ended_at outcome reason"
          " summary", _sessions(made, places))  # fmt: skip
    _copy(connection, "bot_turns",
          "id conversation_id number customer_id shop_id at locale question kind words article_id"
          " reason likely threshold found offered model milliseconds rating rated_at verdict"
          " checked_by checked_at gap_id", _turns(made, world, places, rng))  # fmt: skip
    _copy(connection, "article_uses", "id article_id at kind actor_kind actor_id conversation_id",
          _uses(made, bot_id, rng))  # fmt: skip


def _copy(
    connection: Connection[Any], table: str, columns: str, rows: Iterator[tuple[Any, ...]]
) -> None:
    names = ", ".join(f'"{one}"' for one in columns.split())
    with connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _messages(made: list[BotTalk], rng: Random) -> Iterator[tuple[Any, ...]]:
    for one in made:
        for number, line in enumerate(one.talk.lines, start=1):
            extra = one.extras.get(number)
            yield (
                one.talk.id, number, uuid_at(line.at, rng), number, line.kind, line.sender,
                line.sender_id, line.text, None, Jsonb(line.event) if line.event else None, None,
                line.at, Jsonb(extra) if extra else None,
            )  # fmt: skip


def _sessions(made: list[BotTalk], places: Places) -> Iterator[tuple[Any, ...]]:
    for one in made:
        said = [turn["question"] for turn in one.turns if turn["kind"] == "answer"]
        yield (
            one.talk.id, one.talk.person.id, places.shop, places.subjects[one.talk.subject],
            one.talk.opened, one.turns[-1]["at"] if one.reason else one.talk.closed,
            "handed_over" if one.reason else "alone", one.reason, Jsonb(said if one.reason else []),
        )  # fmt: skip


def _turns(
    made: list[BotTalk], world: World, places: Places, rng: Random
) -> Iterator[tuple[Any, ...]]:
    checker = next(one for one in world.team.agents if one.member.role == "quality")
    for one in made:
        for turn in one.turns:
            checked = turn["kind"] == "answer" and rng.random() < CHECKED
            verdict = ("right" if rng.random() < RIGHT else "wrong") if checked else None
            found = turn.get("found", [])
            if turn["article_id"]:
                found.append(
                    {"article_id": str(turn["article_id"]), "title": turn["title"],
                     "likely": turn["likely"]}
                )  # fmt: skip
            yield (
                turn["id"], one.talk.id, turn["number"], one.talk.person.id, places.shop,
                turn["at"], "zh-CN", turn["question"], turn["kind"], turn["words"],
                turn["article_id"], turn["reason"], turn["likely"], 0.9, Jsonb(found),
                Jsonb(turn.get("offered", [])), "rules-1",
                rng.randint(9, 40), turn["rating"],
                turn["at"] + timedelta(seconds=20) if turn["rating"] else None, verdict,
                checker.id if verdict else None,
                turn["at"] + timedelta(hours=20) if verdict else None, turn.get("gap_id"),
            )  # fmt: skip


def _uses(made: list[BotTalk], bot_id: UUID, rng: Random) -> Iterator[tuple[Any, ...]]:
    for one in made:
        for turn in one.turns:
            if turn["article_id"]:
                yield (uuid_at(turn["at"], rng), turn["article_id"], turn["at"], "answered", "bot",
                       bot_id, one.talk.id)  # fmt: skip
            if turn["rating"]:
                yield (uuid_at(turn["at"], rng), turn["article_id"], turn["at"], turn["rating"],
                       "visitor", None, one.talk.id)  # fmt: skip
