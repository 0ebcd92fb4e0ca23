"""Page trails in the demo (访问足迹): who agreed, who did not, and what they looked at."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.chance import uuid_at
from zhiyin.entry.demo.history import Talk, World
from zhiyin.kernel.crypto.keyring import KeyRing
from zhiyin.modules.people.interface import browser_and_device
from zhiyin.modules.visits.interface import PURPOSE, TRAIL_QUESTION

DAYS, AGREE, WITHDREW = 14, 0.4, 0.04
ENTRY = ("/demo", "知音茶铺 · 首页")
PAGES = (
    ("/demo?item=zisha-220", "紫砂壶 西施 220 ml"),
    ("/demo?item=gaiwan", "白瓷盖碗 150 ml"),
    ("/demo?item=longjing", "明前龙井 125 g"),
    ("/demo?item=rougui", "武夷肉桂 100 g"),
    ("/demo?item=travel-set", "旅行茶具一套"),
    ("/demo?item=tieguanyin", "安溪铁观音 250 g"),
    ("/demo?page=delivery", "配送说明"),
    ("/demo?page=returns", "退换货说明"),
    ("/demo?page=cart", "购物车"),
    ("/demo?page=orders", "我的订单"),
)
# Where from, and what the advertisement says of itself.
SOURCES: tuple[tuple[str | None, dict[str, str]], ...] = (
    (None, {}),
    (None, {}),
    ("www.baidu.com/s", {}),
    ("www.google.com", {}),
    (None, {"source": "wechat", "medium": "article", "campaign": "双十一"}),
    ("www.xiaohongshu.com/explore", {"source": "xiaohongshu", "campaign": "秋茶上新"}),
)

Row = tuple[Any, ...]
_CONSENTS = """
    COPY consents (id, subject_hash, purpose, given, version, wording, surface, at) FROM STDIN
"""
_VISITS = """
    COPY visits (id, visitor_id, subject_hash, origin, referrer, campaign, browser, device,
                 started_at, last_at) FROM STDIN
"""
_PAGES = "COPY visit_pages (visit_id, number, key, path, title, seconds, at) FROM STDIN"


def add_trails(
    connection: Connection[Row], world: World, keyring: KeyRing, origin: str, now: datetime,
    rng: Random,
) -> None:  # fmt: skip
    """The shop asks its visitors; those of the last two weeks have answered."""
    connection.execute(
        "INSERT INTO settings (key, scope, scope_id, value)"
        " VALUES ('visits.page_trail', 'organisation', %s, '\"ask\"')",
        (UUID(int=0),),
    )
    latest: dict[UUID, Talk] = {}
    for talk in world.talks:
        if talk.opened > now - timedelta(days=DAYS):
            latest[talk.person.id] = talk
    consents: list[Row] = []
    visits: list[Row] = []
    pages: list[Row] = []
    for talk in latest.values():
        person = talk.person
        kind, _, value = person.thread_key.partition(":")
        subject = keyring.hash(kind, value)
        begun = talk.opened - timedelta(seconds=rng.randint(60, 900))
        given = rng.random() < AGREE
        wording = TRAIL_QUESTION.default[person.language]
        consents.append(_answer(subject, wording, begun, rng, given=given))
        if not given:
            continue
        if rng.random() < WITHDREW:
            consents.append(
                _answer(subject, wording, begun + timedelta(minutes=9), rng, given=False)
            )
            continue
        times = [begun - timedelta(hours=rng.randint(20, 90)) for _ in range(rng.choice((0, 0, 1)))]
        for started in [*times, begun]:
            visit_id = uuid_at(started, rng)
            seen = list(_seen(visit_id, started, rng))
            referrer, campaign = rng.choice(SOURCES)
            end = seen[-1][6] + timedelta(seconds=seen[-1][5])
            browser, device = browser_and_device(person.user_agent)
            visits.append(
                (visit_id, person.visitor_id, subject, origin, referrer, Jsonb(campaign), browser,
                 device, started, end)
            )  # fmt: skip
            pages += seen
    for statement, rows in ((_CONSENTS, consents), (_VISITS, visits), (_PAGES, pages)):
        with connection.cursor().copy(statement) as copy:
            for row in rows:
                copy.write_row(row)


def _answer(subject: bytes, wording: str, at: datetime, rng: Random, *, given: bool) -> Row:
    return (uuid_at(at, rng), subject, PURPOSE, given, 1, wording, "widget", at)


def _seen(visit_id: UUID, at: datetime, rng: Random) -> Iterator[Row]:
    chosen = [ENTRY, *rng.sample(PAGES, rng.randint(1, 7))]
    for number, (path, title) in enumerate(chosen, start=1):
        seconds = max(4, round(rng.lognormvariate(3.6, 0.8)))
        yield (visit_id, number, f"demo-{number:04d}", path, title, seconds, at)
        at += timedelta(seconds=seconds)
